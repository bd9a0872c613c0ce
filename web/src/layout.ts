/** Where names, headings and bars of a chart stand; every name has the lines that it needs. */

import { at } from "./choice.ts";
import { APART, BAR, groupColour } from "./colours.ts";
import { textWidth, wrapped } from "./dom.ts";
import type { Figure, Figures } from "./figures.ts";
import { shownValue, type Labels } from "./labels.ts";

/** A figure to draw, in units of the axis, at its height in pixels. */
export interface Bar {
  readonly column: number;
  readonly y: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly shown: string;
  readonly colour: string;
  readonly opacity: number;
}

/** A line of text, at its height in pixels. */
export interface Written {
  readonly column: number;
  readonly y: number;
  readonly text: string;
}

export interface Layout {
  readonly bars: readonly Bar[];
  /** Texts that begin at the left edge of the picture. */
  readonly names: readonly Written[];
  readonly headings: readonly Written[];
  /** Texts above the columns. */
  readonly heads: readonly Written[];
  readonly columns: number;
  /** Room for names at the left of the first column. */
  readonly left: number;
  /** Room for numbers at the right of each column. */
  readonly values: number;
  /** Where bars begin, and where they end. */
  readonly top: number;
  readonly bottom: number;
}

interface Row {
  readonly label: string;
  readonly figure: Figure;
  readonly colour: string;
}

interface Panel {
  readonly heading: string | null;
  readonly rows: readonly Row[];
}

const LINE = 1.3;
const PALE = 0.5;

/** More bars than these stand in columns, a group each, where the picture is wide enough. */
const MANY = 30;
const NARROWEST_COLUMN = 8;
const WIDEST_NAMES = 0.3;

/** Lays out figures in type of `size` pixels; there are `above` pixels over the first bar. */
export function layOut(figures: Figures, labels: Labels, width: number, size: number, above: number): Layout {
  const { mode, columns, lines } = figures;
  const beside = mode === "groups" && lines.length * columns.length > MANY;
  if (beside && (1 - WIDEST_NAMES) * width > columns.length * NARROWEST_COLUMN * size)
    return inColumns(figures, labels, width, size);
  return below(panelsOf(figures, labels), figures.digits, labels, width, size, above);
}

function nameRoom(names: readonly string[], most: number, size: number): number {
  return Math.min(Math.max(...names.map((name) => textWidth(name, size))) + 14, most);
}

function valueRoom(bars: readonly Bar[], size: number): number {
  return 16 + Math.max(0, ...bars.map(({ shown }) => textWidth(shown, size)));
}

/** A row for each line, a column of bars for each group. */
function inColumns(figures: Figures, labels: Labels, width: number, size: number): Layout {
  const { columns, lines, digits } = figures;
  const left = nameRoom(lines.map((line) => labels.line(line)), WIDEST_NAMES * width, size);
  const room = (width - left) / columns.length - 10;
  const line = LINE * size;
  const split = columns.map(({ label }) => wrapped(label, room, size, true));
  const top = Math.max(...split.map(({ length }) => length)) * line + 0.6 * size;
  const heads = split.flatMap((parts, column) =>
    parts.map((text, row) => ({ column, text, y: top - 0.6 * size - (parts.length - row - 0.5) * line })),
  );
  const names: Written[] = [];
  const bars: Bar[] = [];
  let y = top;
  lines.forEach((position, row) => {
    const parts = wrapped(labels.line(position), left - 12, size);
    const height = Math.max(2 * size, parts.length * line + 0.5 * size);
    const middle = y + height / 2;
    names.push(...stacked(parts, middle, line));
    columns.forEach(({ figures: own }, column) => {
      const colour = groupColour(column);
      bars.push(barOf({ label: "", figure: at(own, row), colour }, column, middle, digits, labels));
    });
    y += height;
  });
  const values = valueRoom(bars, size);
  return { bars, names, headings: [], heads, columns: columns.length, left, values, top, bottom: y };
}

/** All bars below each other; names stand above bars where the picture is narrow. */
function below(
  panels: readonly Panel[],
  digits: number,
  labels: Labels,
  width: number,
  size: number,
  top: number,
): Layout {
  const labelled = panels.flatMap(({ rows }) => rows.map(({ label }) => label));
  const room = nameRoom(labelled, 0.4 * width, size);
  const narrow = width < 32 * size && room > 0.33 * width;
  const left = narrow ? 0.5 * size : room;
  const line = LINE * size;
  const names: Written[] = [];
  const headings: Written[] = [];
  const bars: Bar[] = [];
  let y = top;
  for (const { heading, rows } of panels) {
    if (heading !== null) {
      if (y > top) y += 0.8 * size;
      const parts = wrapped(heading, width, size, true);
      headings.push(...stacked(parts, y + (parts.length * line) / 2, line));
      y += parts.length * line + 0.25 * size;
    }
    for (const row of rows) {
      const mark = narrow && row.figure.value === null;
      const name = mark ? `${row.label}: ${shownValue(row.figure, digits, labels.words)}` : row.label;
      const parts = wrapped(name, narrow ? width : left - 12, size);
      const height = parts.length * line;
      const bar = narrow ? (mark ? 0.4 : 1.9) * size : 0;
      const own = narrow ? height + bar : Math.max(1.75 * size, height + 0.35 * size);
      names.push(...stacked(parts, narrow ? y + height / 2 : y + own / 2, line));
      if (!mark) bars.push(barOf(row, 0, narrow ? y + height + 0.75 * size : y + own / 2, digits, labels));
      y += own;
    }
  }
  const values = valueRoom(bars, size);
  return { bars, names, headings, heads: [], columns: 1, left, values, top, bottom: y };
}

/** Lines of one text around a height. */
function stacked(parts: readonly string[], middle: number, line: number): Written[] {
  const first = middle - ((parts.length - 1) * line) / 2;
  return parts.map((text, row) => ({ column: 0, text, y: first + row * line }));
}

function barOf(row: Row, column: number, y: number, digits: number, labels: Labels): Bar {
  const { figure, colour } = row;
  const scaled = (units: number | null) => (units === null ? null : units / 10 ** digits);
  return {
    column,
    y,
    value: scaled(figure.value),
    low: scaled(figure.low),
    high: scaled(figure.high),
    shown: shownValue(figure, digits, labels.words),
    colour,
    opacity: figure.mark === "small" ? PALE : 1,
  };
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
    const rows = columns.map(({ label, figures: own }) => ({ label, figure: at(own, 0), colour: BAR }));
    return [{ heading: null, rows }];
  }
  return lines.map((line, row) => ({
    heading: labels.line(line),
    rows: columns.map(({ label, figures: own }, column) => ({
      label,
      figure: at(own, row),
      colour: mode === "waves" && column === 1 ? APART : groupColour(column),
    })),
  }));
}
