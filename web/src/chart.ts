/** Bars, or dots on a scale, with intervals: one picture for everything but the tile map. */

import { axisX, dot, gridX, plot, rect, ruleX, ruleY, text, type Markish } from "@observablehq/plot";
import { INK, LINES, PAPER, SOFT } from "./colours.ts";
import { bare, FAMILY, textWidth } from "./dom.ts";
import type { Figures } from "./figures.ts";
import { shownValue, type Labels } from "./labels.ts";
import { layOut, type Bar, type Layout, type Written } from "./layout.ts";

/** White around names, so that no line runs through them. */
const HALO = 2;

type Domain = readonly [number, number];

/** Draws figures `width` pixels wide in type of `em` pixels. */
export function drawChart(figures: Figures, labels: Labels, width: number, em: number): SVGSVGElement {
  const size = 0.8125 * em;
  const reference = figures.everybody?.value ?? null;
  const layout = layOut(figures, labels, width, size, reference === null ? 0.4 * em : 1.9 * em);
  const domain = domainOf(layout.bars, (reference ?? 0) / 10 ** figures.digits, labels);
  const room = (width - layout.left) / layout.columns - layout.values;
  const ticks = ticksOf(labels, domain, room / em);
  const foot = 1.8 * em;
  const names = { fill: INK, stroke: PAPER, strokeWidth: 2 * HALO, dx: HALO - layout.left, fontSize: size };
  const drawn = plot({
    width,
    height: layout.bottom + foot,
    marginTop: layout.top,
    marginBottom: foot,
    marginLeft: layout.left,
    marginRight: 0,
    insetRight: layout.values,
    className: "plot",
    style: { fontFamily: FAMILY, fontSize: `${size}px`, color: INK, overflow: "visible" },
    x: { domain },
    y: { type: "identity", axis: null },
    fx: { domain: [...Array(layout.columns).keys()], padding: 0, axis: null },
    marks: [
      gridX({ stroke: LINES, strokeOpacity: 1, ticks }),
      axisX({
        anchor: "bottom",
        label: null,
        tickSize: 0,
        ticks,
        fontSize: 0.92 * size,
        fill: SOFT,
        tickFormat: (value: number) => labels.words.short(Math.round(10 * value)),
      }),
      figureMarks(layout.bars, labels.choice.show === "mean", size, domain[0]),
      reference === null ? null : referenceMarks(figures, labels, layout, domain, room, size),
      valueMarks(layout.bars, size, domain[0]),
      written(layout.names, names),
      written(layout.headings, { ...names, fontWeight: 600 }),
      written(layout.heads, { ...names, dx: 0, fontWeight: 600 }),
    ],
  });
  return bare(drawn);
}

function written(lines: readonly Written[], style: object): Markish {
  const place = { fx: "column", y: "y", frameAnchor: "left", textAnchor: "start" } as const;
  return text(lines, { ...place, text: "text", ...style });
}

function figureMarks(bars: readonly Bar[], means: boolean, size: number, origin: number): Markish {
  const half = 0.55 * size;
  const valued = bars.filter((bar) => bar.value !== null);
  const intervals = valued.filter((bar) => bar.low !== null && bar.high !== null);
  const line = { fx: "column", stroke: INK, strokeWidth: 1.2 };
  const ends = (x: "low" | "high") => ({
    ...line,
    x,
    y1: (bar: Bar) => bar.y - 0.25 * size,
    y2: (bar: Bar) => bar.y + 0.25 * size,
  });
  const filled = { fx: "column", fill: "colour", fillOpacity: "opacity" };
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
    means
      ? null
      : ruleX(bars, {
          fx: "column",
          x: origin,
          y1: (bar: Bar) => bar.y - 1.6 * half,
          y2: (bar: Bar) => bar.y + 1.6 * half,
          stroke: SOFT,
        }),
    ruleY(intervals, { ...line, x1: "low", x2: "high", y: "y" }),
    ruleX(intervals, ends("low")),
    ruleX(intervals, ends("high")),
  ];
}

/** Numbers behind the intervals; no line runs through them. */
function valueMarks(bars: readonly Bar[], size: number, origin: number): Markish {
  return text(bars, {
    fx: "column",
    x: (bar: Bar) => Math.max(bar.value ?? origin, bar.high ?? origin),
    y: "y",
    text: "shown",
    textAnchor: "start",
    dx: 7,
    fill: INK,
    stroke: PAPER,
    strokeWidth: 5,
    fontSize: size,
    fontVariant: "tabular-nums",
  });
}

/** The figure of everybody, as a line through all groups. */
function referenceMarks(
  figures: Figures,
  labels: Labels,
  layout: Layout,
  domain: Domain,
  room: number,
  size: number,
): Markish {
  const { everybody, digits } = figures;
  if (everybody === null) return null;
  const x = (everybody.value ?? 0) / 10 ** digits;
  const said = `${labels.everybody()}: ${shownValue(everybody, digits, labels.words)}`;
  const line = layout.left + (room * (x - domain[0])) / (domain[1] - domain[0]);
  const most = layout.left + room + layout.values - textWidth(said, size);
  const from = Math.max(0, Math.min(line - textWidth(said, size) / 2, most));
  const place = { y: () => layout.top - 0.8 * size, frameAnchor: "left", textAnchor: "start" } as const;
  return [
    ruleX([x], { stroke: INK, strokeDasharray: "5 4" }),
    text([said], { ...place, dx: from - layout.left, fill: INK, fontSize: size }),
  ];
}

/** How many numbers an axis `room` ems long has; of a scale its scores, or its ends and middle. */
function ticksOf(labels: Labels, [lowest, highest]: Domain, room: number): number | number[] {
  if (labels.choice.show !== "mean") return Math.max(1, Math.min(8, Math.round(room / 5.5)));
  const scores = [...Array(highest - lowest + 1).keys()].map((score) => lowest + score);
  if (room > 2 * scores.length) return scores;
  return scores.length % 2 === 1 ? [lowest, (lowest + highest) / 2, highest] : [lowest, highest];
}

/** Ends of the axis: the whole scale for means, from 0 to beyond the last interval otherwise. */
function domainOf(bars: readonly Bar[], reference: number, labels: Labels): Domain {
  const { scale } = labels.question;
  const { show } = labels.choice;
  if (show === "mean" && scale !== null) return scale;
  const highest = Math.max(reference, ...bars.map(({ value, high }) => Math.max(value ?? 0, high ?? 0)));
  if (show !== "percent") return [0, highest || 1];
  return [0, Math.min(100, Math.max(10, 10 * Math.ceil(highest / 10)))];
}
