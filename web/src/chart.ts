/** Bars, or dots on a scale, with intervals: one picture for everything but the tile map. */

import { axisX, dot, gridX, plot, rect, ruleX, ruleY, text, type Markish } from "@observablehq/plot";
import { APART, BAR, groupColour, INK, LINES, PAPER, SOFT } from "./colours.ts";
import { at } from "./choice.ts";
import { bare, FAMILY, textWidth, wrapped } from "./dom.ts";
import type { Figure, Figures } from "./figures.ts";
import { shownValue, type Labels } from "./labels.ts";

interface Row {
  readonly label: string;
  readonly figure: Figure;
  readonly colour: string;
}

interface Panel {
  readonly heading: string | null;
  readonly rows: readonly Row[];
}

/** Something drawn, at its height in pixels; figures in units of the axis. */
interface Bar {
  readonly y: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly shown: string;
  readonly colour: string;
  readonly opacity: number;
}

/** A line of text, at its height in pixels. */
interface Written {
  readonly y: number;
  readonly text: string;
}

interface Layout {
  readonly bars: readonly Bar[];
  readonly names: readonly Written[];
  readonly headings: readonly Written[];
  readonly left: number;
  readonly height: number;
}

const LINE = 1.3;
const PALE = 0.5;

/** Draws figures `width` pixels wide in type of `em` pixels; names beside bars where they fit. */
export function drawChart(figures: Figures, labels: Labels, width: number, em: number): SVGSVGElement {
  const size = 0.8125 * em;
  const reference = figures.everybody?.value ?? null;
  const top = reference === null ? 0.4 * em : 1.9 * em;
  const layout = layOut(panelsOf(figures, labels), figures.digits, labels, width, size, top);
  const domain = domainOf(layout.bars, reference, labels);
  const ticks = Math.max(3, Math.min(8, Math.round((width - layout.left) / (6 * em))));
  const foot = 1.8 * em;
  const drawn = plot({
    width,
    height: layout.height + foot,
    marginTop: top,
    marginBottom: foot,
    marginLeft: layout.left,
    marginRight: 16 + Math.max(...layout.bars.map((bar) => textWidth(bar.shown, size))),
    className: "plot",
    style: { fontFamily: FAMILY, fontSize: `${size}px`, color: INK, overflow: "visible" },
    x: { domain },
    y: { type: "identity" },
    marks: [
      gridX({ stroke: LINES, strokeOpacity: 1, ticks }),
      axisX({
        anchor: "bottom",
        label: null,
        tickSize: 0,
        ticks,
        fontSize: 0.92 * size,
        fill: SOFT,
        tickFormat: (value: number) => tick(value, labels),
      }),
      figureMarks(layout.bars, labels.choice.show === "mean", size, domain[0]),
      reference === null ? null : referenceMarks(reference, figures, labels, domain, top, size),
      written(layout.names, { fill: INK, dx: -layout.left, fontSize: size }),
      written(layout.headings, { fill: INK, dx: -layout.left, fontSize: size, fontWeight: 600 }),
    ],
  });
  return bare(drawn);
}

function written(lines: readonly Written[], style: object): Markish {
  return text(lines, { y: "y", text: "text", frameAnchor: "left", textAnchor: "start", ...style });
}

function figureMarks(bars: readonly Bar[], means: boolean, size: number, origin: number): Markish {
  const half = 0.55 * size;
  const valued = bars.filter((bar) => bar.value !== null);
  const intervals = valued.filter((bar) => bar.low !== null && bar.high !== null);
  const ends = (x: "low" | "high", by: number) => ({
    x,
    y1: (bar: Bar) => bar.y - by,
    y2: (bar: Bar) => bar.y + by,
    stroke: INK,
    strokeWidth: 1.2,
  });
  const filled = { fill: "colour", fillOpacity: "opacity" };
  return [
    means
      ? dot(valued, { x: "value", y: "y", r: 0.38 * size, ...filled })
      : rect(valued, {
          x1: origin,
          x2: "value",
          y1: (bar: Bar) => bar.y - half,
          y2: (bar: Bar) => bar.y + half,
          ...filled,
        }),
    means ? null : ruleX([origin], { stroke: SOFT }),
    ruleY(intervals, { x1: "low", x2: "high", y: "y", stroke: INK, strokeWidth: 1.2 }),
    ruleX(intervals, ends("low", 3)),
    ruleX(intervals, ends("high", 3)),
    text(bars, {
      x: (bar: Bar) => Math.max(bar.value ?? origin, bar.high ?? origin),
      y: "y",
      text: "shown",
      textAnchor: "start",
      dx: 7,
      fill: INK,
      stroke: PAPER,
      strokeWidth: 4,
      fontSize: size,
      fontVariant: "tabular-nums",
    }),
  ];
}

function referenceMarks(
  reference: number,
  figures: Figures,
  labels: Labels,
  domain: readonly [number, number],
  top: number,
  size: number,
): Markish {
  const x = reference / 10 ** figures.digits;
  const late = x > (domain[0] + domain[1]) / 2;
  const shown = figures.everybody === null ? "" : shownValue(figures.everybody, figures.digits, labels.words);
  return [
    ruleX([x], { stroke: INK, strokeDasharray: "5 4" }),
    text([`${labels.everybody()}: ${shown}`], {
      x: () => x,
      y: () => top - 0.8 * size,
      textAnchor: late ? "end" : "start",
      dx: late ? 4 : -4,
      fill: INK,
      fontSize: size,
    }),
  ];
}

function panelsOf(figures: Figures, labels: Labels): Panel[] {
  const { mode, columns, lines } = figures;
  if (mode === "total") {
    const rows = lines.map((line, row) => ({
      label: labels.line(line),
      figure: at(at(columns, 0).figures, row),
      colour: at(labels.question.lines, line).apart ? APART : BAR,
    }));
    return [{ heading: null, rows }];
  }
  if (mode === "one") {
    const rows = columns.map(({ label, figures: [figure] }) => ({
      label,
      figure: figure as Figure,
      colour: BAR,
    }));
    return [{ heading: null, rows }];
  }
  return lines.map((line, row) => ({
    heading: labels.line(line),
    rows: columns.map(({ label, figures: own }, column) => ({
      label,
      figure: at(own, row),
      colour: groupColour(column),
    })),
  }));
}

/** Gives every line of text and every bar its height; names stand above bars on a narrow page. */
function layOut(
  panels: readonly Panel[],
  digits: number,
  labels: Labels,
  width: number,
  size: number,
  top: number,
): Layout {
  const narrow = width < 42 * size;
  const widest = Math.max(
    ...panels.flatMap(({ rows }) => rows.map(({ label }) => textWidth(label, size))),
  );
  const left = narrow ? 1 : Math.min(widest + 14, 0.4 * width);
  const names: Written[] = [];
  const headings: Written[] = [];
  const bars: Bar[] = [];
  const line = LINE * size;
  let y = top;
  for (const { heading, rows } of panels) {
    if (heading !== null) {
      if (y > top) y += 0.7 * size;
      for (const part of wrapped(heading, width, size, true)) {
        headings.push({ y: y + line / 2, text: part });
        y += line;
      }
      y += 0.25 * size;
    }
    for (const row of rows) {
      const parts = wrapped(row.label, narrow ? width : left - 12, size);
      const height = Math.max(narrow ? 0 : 1.75 * size, parts.length * line + (narrow ? 0.1 : 0.35) * size);
      const first = y + (height - (parts.length - 1) * line) / 2;
      parts.forEach((part, at) => names.push({ y: first + at * line, text: part }));
      bars.push(barOf(row, narrow ? y + height + 0.65 * size : y + height / 2, digits, labels));
      y += height + (narrow ? 1.75 * size : 0);
    }
  }
  return { bars, names, headings, left, height: y };
}

function barOf({ figure, colour }: Row, y: number, digits: number, labels: Labels): Bar {
  const scaled = (units: number | null) => (units === null ? null : units / 10 ** digits);
  return {
    y,
    value: scaled(figure.value),
    low: scaled(figure.low),
    high: scaled(figure.high),
    shown: shownValue(figure, digits, labels.words),
    colour,
    opacity: figure.mark === "small" ? PALE : 1,
  };
}

/** Ends of the axis: the whole scale for means, from 0 to beyond the last interval otherwise. */
function domainOf(bars: readonly Bar[], reference: number | null, labels: Labels): [number, number] {
  const { scale } = labels.question;
  const { show } = labels.choice;
  if (show === "mean" && scale !== null) return [scale[0], scale[1]];
  const highest = Math.max(0, ...bars.map(({ value, high }) => Math.max(value ?? 0, high ?? 0)));
  if (show === "percent") {
    const everybody = (reference ?? 0) / 10;
    return [0, Math.min(100, Math.max(10, 10 * Math.ceil(Math.max(highest, everybody) / 10)))];
  }
  return [0, highest || 1];
}

function tick(value: number, { words }: Labels): string {
  const tenths = Math.round(10 * value);
  return words.short(tenths);
}
