/** The start page: all questions by all breakdowns, each cell a link to its view. */

import { formatAddress } from "./address.ts";
import { at, openedChoice, type Place } from "./choice.ts";
import { inkOn, STEPS } from "./colours.ts";
import type { Chapter, Payload, Test } from "./data.ts";
import { element } from "./dom.ts";
import type { Words } from "./language.ts";
import { LEVEL } from "./verdict.ts";

/** Lower ends of the steps of colour, in hundredths of Cramer's V. */
const BOUNDS = [0, 5, 10, 15, 20] as const;

type Shown = ReadonlySet<number>;

/** The table of the questions in `shown`; without breakdowns a list of questions. */
export function drawMatrix(payload: Payload, words: Words, place: Place, shown: Shown): HTMLElement {
  const chapters = payload.chapters.filter(({ questions }) => questions.some((one) => shown.has(one)));
  if (payload.breakdowns.length < 2)
    return element("div", { id: "matrix" }, ...chapters.map((chapter) => listed(payload, words, place, chapter, shown)));
  const heads = payload.breakdowns.slice(1).map(({ label }) => element("th", { scope: "col" }, words.text(label)));
  const stub = element("th", { scope: "col" }, words.say("matrix.question"));
  return element(
    "div",
    { id: "matrix", class: "scroll matrix", tabindex: 0, role: "region", "aria-label": words.say("matrix.region") },
    element(
      "table",
      {},
      element("caption", { class: "visually-hidden" }, words.say("matrix.region")),
      element("thead", {}, element("tr", {}, stub, ...heads)),
      ...chapters.map((chapter) => chapterBody(payload, words, place, chapter, shown)),
    ),
  );
}

function chapterBody(payload: Payload, words: Words, place: Place, chapter: Chapter, shown: Shown): HTMLElement {
  const head = element(
    "tr",
    { class: "chapter" },
    element(
      "th",
      { scope: "rowgroup", colspan: payload.breakdowns.length },
      element("span", {}, words.text(chapter.label)),
    ),
  );
  const rows = chapter.questions
    .filter((question) => shown.has(question))
    .flatMap((question) => questionRows(payload, words, place, question));
  return element("tbody", {}, head, ...rows);
}

/** The row of a question, and one for each item that is tested for itself. */
function questionRows(payload: Payload, words: Words, place: Place, question: number): HTMLElement[] {
  const asked = at(payload.questions, question);
  const items = asked.lines.flatMap(({ role }, line) => (role === "item" ? [line] : []));
  const row = (line: number | null, cells: readonly HTMLElement[]) => {
    const label = words.text(line === null ? asked.label : at(asked.lines, line).label);
    const link = element("a", { href: address(payload, place, question, 0, line) }, label);
    const kind = line === null ? (items.length > 0 ? "battery" : undefined) : "item";
    return element("tr", { class: kind }, element("th", { scope: "row" }, link), ...cells);
  };
  const tested = (line: number | null) =>
    payload.breakdowns.slice(1).map((_, by) => cellOf(payload, words, place, question, by + 1, line));
  if (items.length === 0) return [row(null, tested(null))];
  const blank = payload.breakdowns.slice(1).map(() => element("td", {}));
  return [row(null, blank), ...items.map((item) => row(item, tested(item)))];
}

function cellOf(
  payload: Payload,
  words: Words,
  place: Place,
  question: number,
  by: number,
  line: number | null,
): HTMLElement {
  const asked = at(payload.questions, question);
  const view = at(asked.views, by);
  const tests = view?.tests.find((one) => one.line === line);
  const test = (place.weights ? tests?.weighted : tests?.unweighted) ?? null;
  const effect = test?.p == null ? null : test.effect;
  const stands = test?.holm != null && test.holm < LEVEL;
  const printed = payload.reconstruction && tests?.evidence === "printed";
  const step = effect === null ? null : stepOfEffect(effect);
  const text = effect === null ? "–" : words.number(effect, 2);
  const link = element(
    "a",
    {
      href: address(payload, place, question, by, line),
      "aria-label": spoken(payload, words, question, by, line, test, stands, printed),
    },
    text,
    stands ? element("span", { class: "dot", "aria-hidden": "true" }, "●") : null,
  );
  const cell = element("td", { class: printed ? "printed" : undefined, "data-question": asked.id }, link);
  cell.dataset.by = at(payload.breakdowns, by).id;
  if (line !== null) cell.dataset.line = at(asked.lines, line).id;
  if (step !== null) link.style.cssText = `background: ${at(STEPS, step)}; color: ${inkOn(step)}`;
  return cell;
}

function spoken(
  payload: Payload,
  words: Words,
  question: number,
  by: number,
  line: number | null,
  test: Test | null,
  stands: boolean,
  printed: boolean,
): string {
  const asked = at(payload.questions, question);
  const effect = test?.p == null ? null : test.effect;
  const parts = [
    effect === null ? `– ${words.say("matrix.untested")}` : `${words.number(effect, 2)}`,
    words.text(asked.label),
    ...(line === null ? [] : [words.text(at(asked.lines, line).label)]),
    words.text(at(payload.breakdowns, by).label),
    ...(stands ? [words.say("matrix.stands")] : []),
    ...(printed ? [words.say("matrix.printed")] : []),
  ];
  return parts.join("; ");
}

function stepOfEffect(effect: number): number {
  return BOUNDS.filter((bound) => effect >= bound).length - 1;
}

function address(payload: Payload, place: Place, question: number, by: number, line: number | null): string {
  const choice = openedChoice(payload, question, by, line ?? undefined);
  return formatAddress({ ...place, choice }, payload);
}

function listed(payload: Payload, words: Words, place: Place, chapter: Chapter, shown: Shown): HTMLElement {
  const links = chapter.questions
    .filter((question) => shown.has(question))
    .map((question) => {
      const link = element("a", { href: address(payload, place, question, 0, null) });
      link.append(words.text(at(payload.questions, question).label));
      return element("li", {}, link);
    });
  return element("section", {}, element("h2", {}, words.text(chapter.label)), element("ul", {}, ...links));
}

/** What colours and marks of the table mean. */
export function drawLegend(payload: Payload, words: Words): HTMLElement {
  const steps = BOUNDS.map((from, step) => {
    const next = BOUNDS[step + 1];
    const text = next === undefined ? `≥ ${words.number(from, 2)}` : `${words.number(from, 2)}–${words.number(next - 1, 2)}`;
    const swatch = element("span", { class: "swatch", "aria-hidden": "true" });
    swatch.style.background = at(STEPS, step);
    return element("li", {}, swatch, text);
  });
  const mark = (kind: string, sign: string, id: string) =>
    element("li", {}, element("span", { class: `swatch ${kind}`, "aria-hidden": "true" }, sign), words.say(id));
  const partial = payload.questions.some(({ views }) => views.some((view) => view?.tests.some((test) => test.partial)));
  return element(
    "div",
    { class: "legend" },
    element("p", {}, words.say("matrix.effect")),
    element("ul", {}, ...steps),
    element(
      "ul",
      {},
      mark("dotted", "●", "matrix.legend.stands"),
      payload.reconstruction ? mark("printed", "", "matrix.legend.printed") : null,
      mark("none", "–", "matrix.legend.untested"),
    ),
    partial ? element("p", {}, words.say("test.partial")) : null,
  );
}
