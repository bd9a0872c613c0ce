/** Names of what a view shows, and marks of its figures, as a reader sees them. */

import { at, linesOf, viewOf, type Place } from "./choice.ts";
import type { Payload, Question } from "./data.ts";
import type { Figure, Figures } from "./figures.ts";
import type { Words } from "./language.ts";

const MARKS = { few: "*", withheld: "†", nobody: "–" } as const;

/** A figure with its marks: brackets on a small base, a sign where there is none. */
export function shownValue(figure: Figure, digits: number, words: Words): string {
  const { value, mark } = figure;
  if (mark === "few" || mark === "withheld" || mark === "nobody") return MARKS[mark];
  if (value === null) return MARKS.nobody;
  const text = words.number(value, digits);
  return mark === "small" ? `(${text})` : text;
}

/** Everything that the table, the picture and the download say in words. */
export class Labels {
  constructor(
    readonly payload: Payload,
    readonly words: Words,
    readonly place: Place,
  ) {}

  get choice() {
    if (this.place.choice === null) throw new Error("the start page shows no question");
    return this.place.choice;
  }

  get question(): Question {
    return at(this.payload.questions, this.choice.question);
  }

  title(): string {
    return this.words.text(this.question.label);
  }

  line(position: number): string {
    return this.words.text(at(this.question.lines, position).label);
  }

  breakdown(): string {
    return this.words.text(at(this.payload.breakdowns, this.choice.by).label);
  }

  group = (by: number, group: number): string =>
    this.words.text(at(at(this.payload.breakdowns, by).groups, group).label);

  everybody(): string {
    return this.group(0, 0);
  }

  /** "% of respondents", "mean score, scale 1-5". */
  unit(): string {
    const { scale } = this.question;
    const [lowest, highest] = scale ?? ["", ""];
    if (this.choice.show === "count")
      return this.words.say(this.place.weights ? "unit.weighted_count" : "unit.count");
    if (this.choice.show === "percent") return this.words.say("unit.percent");
    return this.words.say("unit.mean", { lowest, highest });
  }

  weighting(): string {
    return this.words.say(this.place.weights ? "weighted" : "unweighted");
  }

  /** What is compared, or the breakdown. */
  scope(figures: Figures): string {
    const [first, second] = figures.columns;
    if (figures.mode === "pair")
      return this.words.say("scope.pair", { first: first?.label ?? "", second: second?.label ?? "" });
    if (figures.mode === "waves") {
      const group = this.group(this.choice.by, this.choice.compare?.group ?? 0);
      return this.words.say("scope.waves", {
        group,
        later: first?.label ?? "",
        earlier: second?.label ?? "",
      });
    }
    const breakdown = this.choice.by === 0 ? this.everybody() : this.breakdown();
    const only = linesOf(this.question, this.choice.show).length < 2;
    if (figures.mode !== "one" || only) return breakdown;
    return this.words.say("scope.one", { breakdown, answer: this.line(this.choice.line) });
  }

  /** The line above picture and table: what is shown, weighted or not, in which unit. */
  caption(figures: Figures): string {
    const weighted = this.choice.show === "count" && this.place.weights;
    return this.words.say(weighted ? "caption.weights" : "caption", {
      scope: this.scope(figures),
      unit: this.unit(),
      weighting: this.weighting(),
    });
  }

  /** Who was asked; null when everybody was. */
  asked(): string | null {
    const conditions = this.question.asked.map(({ question, lines }) => {
      const parent = at(this.payload.questions, question);
      const answers = lines.map((line) => this.words.text(at(parent.lines, line).label)).join("; ");
      return this.words.say("asked.condition", { question: this.words.text(parent.label), answers });
    });
    return conditions.length === 0
      ? null
      : this.words.say("asked", { conditions: conditions.join("; ") });
  }

  /** Lines under a table that explain the marks in it. */
  marks(figures: Figures): string[] {
    const { flag, suppress } = this.payload.small;
    const shown = [...figures.columns.flatMap((column) => column.figures)];
    if (figures.everybody !== null) shown.push(figures.everybody);
    const present = new Set(shown.map(({ mark }) => mark));
    const say = (id: string) => this.words.say(`mark.${id}`, { from: suppress, to: flag - 1, suppress });
    return (["small", "few", "withheld", "nobody"] as const).filter((mark) => present.has(mark)).map(say);
  }

  /** In a reconstruction: whether the report printed what is shown. */
  evidence(): string | null {
    const view = viewOf(this.payload, this.choice);
    if (view === null || !this.payload.reconstruction) return null;
    const printed = view.evidence === "printed" ? "printed" : "invented";
    const cross = this.choice.by === 0 ? "evidence.total" : "evidence.cross";
    const line = this.words.say(`${cross}.${printed}`);
    return this.place.weights ? `${line} ${this.words.say("evidence.weighted")}` : line;
  }
}
