/** The pictures of a view with title, marks and source in one PNG. */

import { drawChart } from "./chart.ts";
import { INK, PAPER, SOFT } from "./colours.ts";
import { FAMILY, wrapped } from "./dom.ts";
import type { Figures } from "./figures.ts";
import type { Labels } from "./labels.ts";
import { drawTiles } from "./tiles.ts";

const WIDTH = 960;
const MARGIN = 32;
const TYPE = 16;
/** Dots of the file for each pixel. */
const DENSITY = 2;

interface Style {
  readonly size: number;
  readonly bold?: boolean;
  readonly colour?: string;
  /** Pixels above the text. */
  readonly above?: number;
}

/** A page of SVG that is filled from top to bottom. */
class Sheet {
  private readonly svg = part("svg", { xmlns: SVG, "font-family": FAMILY });
  private y = MARGIN;

  write(text: string, { size, bold = false, colour = INK, above = 6 }: Style): void {
    this.y += above;
    for (const line of wrapped(text, WIDTH - 2 * MARGIN, size, bold)) {
      const place = { x: MARGIN, y: this.y + size, "font-size": size, fill: colour };
      const words = part("text", bold ? { ...place, "font-weight": "bold" } : place);
      words.textContent = line;
      this.svg.append(words);
      this.y += 1.35 * size;
    }
  }

  /** A box with a bar at its left, as the notice on the page. */
  notice(text: string): void {
    const size = 13;
    const lines = wrapped(text, WIDTH - 2 * MARGIN - 32, size);
    const height = lines.length * 1.35 * size + 16;
    this.y += 12;
    this.svg.append(
      part("rect", { x: MARGIN, y: this.y, width: WIDTH - 2 * MARGIN, height, fill: "#fff4e3" }),
      part("rect", { x: MARGIN, y: this.y, width: 5, height, fill: "#8a4b00" }),
    );
    lines.forEach((line, row) => {
      const y = this.y + 8 + size + row * 1.35 * size;
      const words = part("text", { x: MARGIN + 16, y, "font-size": size, fill: INK });
      words.textContent = line;
      this.svg.append(words);
    });
    this.y += height;
  }

  place(picture: SVGSVGElement): void {
    this.y += 16;
    picture.setAttribute("x", String(MARGIN));
    picture.setAttribute("y", String(this.y));
    this.svg.append(picture);
    this.y += Number(picture.getAttribute("height"));
  }

  finished(): SVGSVGElement {
    const height = Math.ceil(this.y + MARGIN);
    this.svg.setAttribute("viewBox", `0 0 ${WIDTH} ${height}`);
    this.svg.setAttribute("width", String(WIDTH));
    this.svg.setAttribute("height", String(height));
    this.svg.prepend(part("rect", { width: WIDTH, height, fill: PAPER }));
    return this.svg as SVGSVGElement;
  }
}

const SVG = "http://www.w3.org/2000/svg";

function part(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(SVG, name) as SVGElement;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/** Everything that belongs to a view's pictures on one white sheet. */
export function drawSheet(figures: Figures, labels: Labels, notes: readonly string[]): SVGSVGElement {
  const { words, payload } = labels;
  const sheet = new Sheet();
  sheet.write(labels.title(), { size: 24, bold: true, above: 0 });
  sheet.write(labels.caption(figures), { size: 15, colour: SOFT });
  const asked = labels.asked();
  if (asked !== null) sheet.write(asked, { size: 13, colour: SOFT });
  if (payload.reconstruction)
    sheet.notice(`${words.say("shell.reconstruction_short")} ${words.say("shell.reconstruction")}`);
  const inner = WIDTH - 2 * MARGIN;
  sheet.place(drawChart(figures, labels, inner, TYPE));
  const tiles = drawTiles(figures, labels, inner, TYPE);
  if (tiles !== null) {
    sheet.place(tiles);
    sheet.write(words.say("tiles.key"), { size: 13, colour: SOFT });
  }
  [...basesOf(figures, labels), ...notes].forEach((note, position) =>
    sheet.write(note, { size: 13, colour: SOFT, above: position === 0 ? 14 : 2 }),
  );
  sheet.write(words.say("source", { wave: payload.wave }), { size: 13, colour: SOFT, above: 10 });
  return sheet.finished();
}

/** The bases of the table, which is not on the sheet; none where each item has its own. */
function basesOf({ columns, mode }: Figures, { words, choice }: Labels): string[] {
  if (choice.show === "mean" && mode !== "one") return [];
  const bases = columns.flatMap(({ label, figures }) => {
    const base = figures.find((figure) => figure.base !== null)?.base ?? null;
    if (base === null) return [];
    return mode === "total" ? [words.number(base)] : [words.say("alternative.place", { place: label, value: words.number(base) })];
  });
  return bases.length === 0 ? [] : [`${words.say("table.bases")}: ${bases.join("; ")}`];
}

/** The sheet as a PNG of twice its size. */
export async function pngOf(sheet: SVGSVGElement): Promise<Blob> {
  const image = new Image();
  const text = new XMLSerializer().serializeToString(sheet);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = DENSITY * image.width;
  canvas.height = DENSITY * image.height;
  const pen = canvas.getContext("2d");
  pen?.scale(DENSITY, DENSITY);
  pen?.drawImage(image, 0, 0);
  return new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob === null ? failed(new Error("no picture was made")) : done(blob)), "image/png"),
  );
}
