/** The tile map: one line in all places, each a tile of one size. */

import { cell, plot, text } from "@observablehq/plot";
import { at } from "./choice.ts";
import { inkOn, PAPER, SOFT, stepOf, STEPS } from "./colours.ts";
import { bare, FAMILY, wrapped } from "./dom.ts";
import type { Figures } from "./figures.ts";
import { shownValue, type Labels } from "./labels.ts";
import { shortNames } from "./names.ts";

interface Tile {
  readonly column: number;
  readonly row: number;
  readonly fill: string;
  readonly ink: string;
  readonly shown: string;
  readonly name: string;
}

const SVG = "http://www.w3.org/2000/svg";
let patterns = 0;

/** Draws the one line of `figures` on the grid of its breakdown; null where there is no grid. */
export function drawTiles(figures: Figures, labels: Labels, width: number, em: number): SVGSVGElement | null {
  const { grid, groups } = at(labels.payload.breakdowns, labels.choice.by);
  if (grid === null || figures.mode !== "one") return null;
  const [columns, rows] = grid;
  const room = width / columns - 6;
  const names = shortNames(groups.map((_, group) => labels.group(labels.choice.by, group)));
  const large = Math.min(em, width / columns / 3.5);
  const small = Math.min(0.75 * em, width / 36);
  const split = names.map((name) => wrapped(name, room, small));
  const deepest = Math.max(...split.map(({ length }) => length));
  const height = rows * (2.1 * large + deepest * 1.2 * small + 6);
  const hatching = `tiles-${++patterns}`;
  const [low, high] = ends(figures);
  const tiles = groups.flatMap(({ tile }, group): Tile[] => {
    const figure = at(at(figures.columns, group).figures, 0);
    if (tile === null) return [];
    const step = figure.value === null ? null : stepOf(figure.value, low, high);
    return [
      {
        column: tile[0],
        row: tile[1],
        fill: step === null ? `url(#${hatching})` : at(STEPS, step),
        ink: step === null ? inkOn(0) : inkOn(step),
        shown: shownValue(figure, figures.digits, labels.words),
        name: at(split, group).join("\n"),
      },
    ];
  });
  const place = { x: "column", y: "row", fill: "ink" };
  const lift = (deepest * 1.2 * small) / 2;
  return bare(
    plot({
      width,
      height,
      margin: 0,
      className: "plot",
      style: { fontFamily: FAMILY, background: "none" },
      x: { domain: [...Array(columns).keys()], padding: 0.03, axis: null },
      y: { domain: [...Array(rows).keys()], padding: 0.05, axis: null },
      color: { type: "identity" },
      marks: [
        () => hatched(hatching),
        cell(tiles, { x: "column", y: "row", fill: "fill", stroke: "#b9c6d0", strokeWidth: 0.7, rx: 3 }),
        text(tiles, { ...place, text: "shown", dy: -lift, fontSize: large, fontWeight: 600 }),
        text(tiles, { ...place, text: "name", dy: 0.7 * large, fontSize: small, lineHeight: 1.2 }),
      ],
    }),
  );
}

function ends(figures: Figures): [number, number] {
  const values = figures.columns.flatMap(({ figures: [figure] }) => figure?.value ?? []);
  return [Math.min(...values), Math.max(...values)];
}

function hatched(id: string): SVGElement {
  const made = (name: string, attributes: Record<string, string | number>, ...parts: SVGElement[]) => {
    const part = document.createElementNS(SVG, name) as SVGElement;
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, String(value));
    part.append(...parts);
    return part;
  };
  const size = { width: 7, height: 7 };
  return made(
    "defs",
    {},
    made(
      "pattern",
      { id, ...size, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      made("rect", { ...size, fill: PAPER }),
      made("rect", { width: 1, height: 7, fill: SOFT, "fill-opacity": 0.45 }),
    ),
  );
}
