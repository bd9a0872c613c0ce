/** A view: a question by a breakdown, its controls, pictures, table and downloads. */

import { alternative } from "./alternative.ts";
import { drawChart } from "./chart.ts";
import { at, type Place } from "./choice.ts";
import { drawControls } from "./controls.ts";
import { csvFile, fileName, save } from "./download.ts";
import { element, typeSize } from "./dom.ts";
import { figuresOf, type Figures } from "./figures.ts";
import type { Labels } from "./labels.ts";
import { drawSheet, pngOf } from "./picture.ts";
import { CAPTION, drawTable } from "./table.ts";
import { drawTiles } from "./tiles.ts";
import { verdicts } from "./verdict.ts";

/** What is drawn anew when the width of the page changes. */
export interface Drawn {
  readonly elements: readonly HTMLElement[];
  readonly redraw: (width?: number) => void;
}

export function drawView(labels: Labels, home: string, go: (place: Place) => void): Drawn {
  const { words, payload, choice } = labels;
  const figures = figuresOf(payload, labels.place, labels.group);
  const chapter = payload.chapters.find(({ questions }) => questions.includes(choice.question));
  const asked = labels.asked();
  const head = element(
    "div",
    { class: "head" },
    element("p", { class: "back" }, element("a", { href: home }, words.say("back"))),
    chapter === undefined ? null : element("p", { class: "chapter-name" }, words.text(chapter.label)),
    element("h1", { id: "heading", tabindex: -1 }, labels.title()),
    asked === null ? null : element("p", { class: "note" }, asked),
  );
  const controls = drawControls(labels, go);
  if (figures === null)
    return { elements: [head, controls, element("p", { class: "empty" }, words.say("nobody_answered"))], redraw: () => undefined };
  const all = figures.columns.flatMap((column) => column.figures);
  const nothing = all.every(({ value }) => value === null);
  const why = all.some(({ mark }) => mark === "withheld") ? "all_withheld" : "all_few";
  const pictures = new Pictures(figures, labels);
  const notes = notesOf(figures, labels, nothing);
  const elements = [
    head,
    controls,
    nothing ? element("p", { class: "empty" }, words.say(why, { suppress: payload.small.suppress })) : pictures.box,
    element("div", { class: "verdict" }, ...verdicts(figures, labels).map((line) => element("p", {}, line))),
    downloads(figures, labels, notes, nothing),
    drawTable(figures, labels),
    element("ul", { class: "notes" }, ...notes.map((note) => element("li", {}, note))),
  ];
  return { elements, redraw: nothing ? () => undefined : (width) => pictures.draw(width) };
}

/** Chart and tile map, drawn as wide as there is room. */
class Pictures {
  readonly box = element("div", { class: "pictures" });
  private readonly chart = element("figure", { class: "chart" });
  private readonly tiles = element("figure", { class: "tiles" });

  constructor(
    private readonly figures: Figures,
    private readonly labels: Labels,
  ) {
    const caption = labels.caption(figures);
    this.box.append(element("p", { class: "caption", "aria-hidden": "true" }, caption), this.chart);
    const { grid } = at(labels.payload.breakdowns, labels.choice.by);
    if (grid !== null && figures.mode === "one") {
      this.box.classList.add("two");
      this.box.append(this.tiles);
    }
  }

  /** Asks for all widths first: each question after a change would lay the page out again. */
  draw(width?: number): void {
    const em = typeSize();
    const [chart, tiles] = [this.chart, this.tiles].map(({ clientWidth }) => width ?? Math.max(clientWidth, 240));
    this.fill(this.chart, drawChart(this.figures, this.labels, chart ?? 0, em), false);
    if (this.tiles.isConnected) this.fill(this.tiles, drawTiles(this.figures, this.labels, tiles ?? 0, em), true);
  }

  private fill(figure: HTMLElement, picture: SVGSVGElement | null, tiles: boolean): void {
    if (picture === null) return;
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", alternative(this.figures, this.labels, tiles));
    picture.setAttribute("aria-describedby", CAPTION);
    const key = tiles ? [element("figcaption", {}, this.labels.words.say("tiles.key"))] : [];
    figure.replaceChildren(picture, ...key);
  }
}

/** Lines below the figures: marks, what stands behind them, and how counts are shown. */
function notesOf(figures: Figures, labels: Labels, nothing: boolean): string[] {
  const { words, choice, question, place } = labels;
  const evidence = labels.evidence();
  const several = question.kind === "multiple" && choice.show === "percent";
  return [
    ...labels.marks(figures),
    ...(several ? [words.say("note.several")] : []),
    ...(nothing ? [] : [words.say(choice.show === "count" ? "note.counts" : "note.interval")]),
    ...(figures.mode === "pair" ? [words.say("note.pair")] : []),
    ...(figures.mode === "waves" ? [words.say("note.waves")] : []),
    ...(figures.differences?.some((one) => one !== null && one.low === null) ? [words.say("note.untested")] : []),
    ...(figures.mode === "waves" && labels.payload.earlierReconstruction ? [words.say("note.earlier")] : []),
    ...(place.weights ? [words.say("note.bases")] : []),
    ...(evidence === null ? [] : [evidence]),
  ];
}

function downloads(figures: Figures, labels: Labels, notes: readonly string[], nothing: boolean): HTMLElement {
  const { words } = labels;
  const csv = () =>
    save(new Blob([csvFile(figures, labels)], { type: "text/csv;charset=utf-8" }), fileName(figures, labels, "csv"));
  const png = async () => save(await pngOf(drawSheet(figures, labels, notes)), fileName(figures, labels, "png"));
  return element(
    "p",
    { class: "downloads" },
    element("button", { type: "button", id: "csv", onclick: csv }, words.say("download.csv")),
    element("button", { type: "button", id: "png", disabled: nothing, onclick: () => void png() }, words.say("download.png")),
  );
}
