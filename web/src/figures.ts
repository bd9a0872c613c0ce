/** The figures of a choice, picked from the payload: what table, picture and download show. */

import { at, linesOf, showsOneLine, viewOf, type Place, type Show } from "./choice.ts";
import type { Cell, Payload, Question, View } from "./data.ts";
import { MEAN_DIGITS, PERCENT_DIGITS, WEIGHTS_DIGITS } from "./language.ts";

export type Mark = "" | "small" | "few" | "withheld" | "nobody";

/** A figure in units of its last decimal; null where there is none, and `mark` says why. */
export interface Figure {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly base: number | null;
  readonly count: number | null;
  readonly mark: Mark;
}

/** The first column minus the second one. */
export interface Difference {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
}

/** A column of figures: a group, or everybody of the wave before. */
export interface Column {
  readonly id: string;
  readonly label: string;
  readonly figures: readonly Figure[];
}

export interface Figures {
  /** Everybody; groups beside each other; groups below each other; two columns and a difference. */
  readonly mode: "total" | "groups" | "one" | "pair" | "waves";
  readonly digits: number;
  /** Positions of lines in the question, in the order that is shown. */
  readonly lines: readonly number[];
  readonly columns: readonly Column[];
  /** For each line, when two columns are compared. */
  readonly differences: readonly (Difference | null)[] | null;
  /** The figure of everybody beside the groups, when one line is shown. */
  readonly everybody: Figure | null;
}

/** Decimals of what is shown; sums of weights have one. */
export function digitsOf(show: Show, weights: boolean): number {
  if (show === "mean") return MEAN_DIGITS;
  return show === "percent" ? PERCENT_DIGITS : weights ? WEIGHTS_DIGITS : 0;
}

/** Everything that the view of a place shows; null when nobody answered. */
export function figuresOf(payload: Payload, place: Place, name: Name): Figures | null {
  const { choice } = place;
  const view = choice && viewOf(payload, choice);
  if (choice === null || view === null) return null;
  const question = at(payload.questions, choice.question);
  const total = at(question.views, 0);
  const pick = (from: View, line: number, group: number) =>
    figureOf(from, line, group, choice.show, place.weights, payload.small.flag);
  const one = showsOneLine(payload, choice);
  const lines = one ? [choice.line] : ordered(question, choice.show, (line) => total && pick(total, line, 0));
  const { groups } = at(payload.breakdowns, choice.by);
  const column = (group: number): Column => ({
    id: at(groups, group).id,
    label: name(choice.by, group),
    figures: lines.map((line) => pick(view, line, group)),
  });
  const common = { digits: digitsOf(choice.show, place.weights), lines, everybody: null };
  if (choice.compare !== null) {
    const { group, other } = choice.compare;
    const columns = [column(group)];
    if (other !== "earlier") {
      columns.push(column(other));
      const differences = lines.map((line) => between(view, groups.length, line, group, other, place.weights));
      return { ...common, mode: "pair", columns, differences };
    }
    const [now, before, changes] = sinceEarlier(payload, view, lines, group, column(group));
    return { ...common, mode: "waves", columns: [now, before], differences: changes };
  }
  const columns = groups.map((_, group) => column(group));
  return {
    ...common,
    mode: choice.by === 0 ? "total" : one ? "one" : "groups",
    columns,
    differences: null,
    everybody: one && total && choice.show !== "count" ? pick(total, choice.line, 0) : null,
  };
}

/** Says the name of a group of a breakdown. */
export type Name = (by: number, group: number) => string;

export function figureOf(
  view: View,
  line: number,
  group: number,
  show: Show,
  weights: boolean,
  flag: number,
): Figure {
  const cell: Cell = at(at(view.cells, line), group);
  const bases = view.meanBase[line] ?? view.base;
  const base = bases[group] ?? null;
  const none = { value: null, low: null, high: null, count: null };
  if (typeof cell === "string") return { ...none, base, mark: cell };
  const mark = base !== null && base < flag ? "small" : "";
  const [count, figure] =
    cell.length === 8
      ? [weights ? cell[1] : cell[0], weights ? cell.slice(5) : cell.slice(2, 5)]
      : [null, weights ? cell.slice(3) : cell.slice(0, 3)];
  if (show === "count") return { ...none, value: count, count, base, mark };
  const [value = null, low = null, high = null] = figure;
  return { value, low, high, base, count, mark };
}

/** Of several answers and of items the largest first, "hard to answer" last, then sums of answers. */
function ordered(question: Question, show: Show, everybody: (line: number) => Figure | null): number[] {
  const lines = linesOf(question, show);
  if (question.kind === "single" || (question.kind === "scale" && show !== "mean")) return lines;
  const rank = (line: number) => {
    const { role, apart } = at(question.lines, line);
    return role === "subtotal" ? 2 : apart ? 1 : 0;
  };
  const size = (line: number) => everybody(line)?.value ?? -1;
  return lines.sort((a, b) => rank(a) - rank(b) || size(b) - size(a) || a - b);
}

function between(
  view: View,
  groups: number,
  line: number,
  group: number,
  other: number,
  weights: boolean,
): Difference | null {
  const [first, second] = group < other ? [group, other] : [other, group];
  const position = first * groups - (first * (first + 1)) / 2 + (second - first - 1);
  const found = view.pairs[position]?.[line] ?? null;
  if (found === null) return null;
  const [value, low, high, p] = weights ? found.slice(4) : found.slice(0, 4);
  const turn = (ends: number | null | undefined) => (ends == null ? null : 0 - ends);
  if (value == null) return null;
  return group < other
    ? { value, low: low ?? null, high: high ?? null, p: p ?? null }
    : { value: 0 - value, low: turn(high), high: turn(low), p: p ?? null };
}

function sinceEarlier(
  payload: Payload,
  view: View,
  lines: readonly number[],
  group: number,
  column: Column,
): [Column, Column, (Difference | null)[]] {
  const changes = lines.map((line) => view.changes?.[line]?.[group] ?? null);
  const figures = changes.map((change): Figure => {
    if (change === null) return { value: null, low: null, high: null, base: null, count: null, mark: "" };
    const [base, value, low, high] = change;
    return { value, low, high, base, count: null, mark: base < payload.small.flag ? "small" : "" };
  });
  const earlier = payload.earlier ?? "";
  return [
    { id: payload.wave, label: payload.wave, figures: column.figures },
    { id: earlier, label: earlier, figures },
    changes.map((change) =>
      change === null ? null : { value: change[4], low: change[5], high: change[6], p: change[7] },
    ),
  ];
}
