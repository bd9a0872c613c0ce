/** What a view shows as a file of comma-separated values. */

import { at, viewOf } from "./choice.ts";
import type { Difference, Figure, Figures } from "./figures.ts";
import type { Labels } from "./labels.ts";

const HEAD = [
  "wave",
  "origin",
  "evidence",
  "question",
  "question_label",
  "breakdown",
  "breakdown_label",
  "group",
  "group_label",
  "answer",
  "answer_label",
  "weighting",
  "measure",
  "base",
  "count",
  "value",
  "ci_low",
  "ci_high",
  "mark",
  "compared_with",
  "compared_with_label",
  "difference",
  "difference_low",
  "difference_high",
  "p_adjusted",
  "notice",
] as const;

const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * A cell: quoted where it must be. One that a spreadsheet would take for a formula begins with an
 * apostrophe; a number never does.
 */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** A number of `units` of its last decimal with a decimal point; empty for none. */
export function csvNumber(units: number | null, digits: number): string {
  if (units === null) return "";
  const all = String(Math.abs(units)).padStart(digits + 1, "0");
  const whole = all.slice(0, all.length - digits);
  return (units < 0 ? "-" : "") + whole + (digits > 0 ? `.${all.slice(-digits)}` : "");
}

/** The file: a row for each figure that is shown, with ids and labels of the chosen language. */
export function csvFile(figures: Figures, labels: Labels): string {
  const rows = figures.lines.flatMap((line, row) =>
    figures.columns.map((column, position) => {
      const difference = position === 0 ? (figures.differences?.[row] ?? null) : null;
      return csvRow(figures, labels, line, position, at(column.figures, row), difference);
    }),
  );
  const lines = [HEAD, ...rows].map((cells) => cells.map(csvCell).join(","));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

function csvRow(
  figures: Figures,
  labels: Labels,
  line: number,
  position: number,
  figure: Figure,
  difference: Difference | null,
): string[] {
  const { payload, words, choice, place, question } = labels;
  const breakdown = at(payload.breakdowns, choice.by);
  const waves = figures.mode === "waves";
  const column = at(figures.columns, position);
  const other = difference === null ? null : at(figures.columns, 1);
  const group = choice.compare?.group ?? 0;
  const { digits } = figures;
  const before = waves && position === 1;
  const rebuilt = before ? payload.earlierReconstruction : payload.reconstruction;
  return [
    waves ? column.id : payload.wave,
    rebuilt ? "reconstruction" : "field",
    before ? "" : (viewOf(payload, choice)?.evidence ?? ""),
    question.id,
    labels.title(),
    breakdown.id,
    words.text(breakdown.label),
    waves ? at(breakdown.groups, group).id : column.id,
    waves ? labels.group(choice.by, group) : column.label,
    at(question.lines, line).id,
    labels.line(line),
    place.weights ? "weighted" : "unweighted",
    choice.show,
    csvNumber(figure.base, 0),
    csvNumber(figure.count, place.weights ? 1 : 0),
    csvNumber(figure.value, digits),
    csvNumber(figure.low, digits),
    csvNumber(figure.high, digits),
    figure.mark,
    other?.id ?? "",
    other?.label ?? "",
    csvNumber(difference?.value ?? null, digits),
    csvNumber(difference?.low ?? null, digits),
    csvNumber(difference?.high ?? null, digits),
    difference?.p === 0 ? "<0.001" : csvNumber(difference?.p ?? null, 3),
    rebuilt ? words.say("shell.reconstruction_short") : "",
  ];
}

/** Name of a file of a view; of ids only, another one for each choice. */
export function fileName(figures: Figures, labels: Labels, ending: string): string {
  const { payload, choice, place, question, words } = labels;
  const { id, groups } = at(payload.breakdowns, choice.by);
  const compared = choice.compare === null ? [] : [at(groups, choice.compare.group).id, at(figures.columns, 1).id];
  const parts = [
    payload.wave,
    question.id,
    id,
    ...(figures.mode === "one" ? [at(question.lines, choice.line).id] : []),
    ...compared,
    place.weights ? "weighted" : "unweighted",
    choice.show,
  ];
  return `${parts.map((part) => part.replace(/[^\w.-]/g, "_")).join("_")}.${words.language}.${ending}`;
}

/** Gives a file to the reader's browser. */
export function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
