/** What a reader has chosen, and what can be chosen beside it. */

import type { Payload, Question, View } from "./data.ts";
import type { Language } from "./language.ts";

export const SHOWS = ["percent", "count", "mean"] as const;
export type Show = (typeof SHOWS)[number];

/** The other side of a comparison: a group of the same breakdown, or the wave before. */
export type Other = number | "earlier";

export interface Comparison {
  readonly group: number;
  readonly other: Other;
}

/** Positions in the payload. */
export interface Choice {
  readonly question: number;
  readonly by: number;
  readonly line: number;
  readonly show: Show;
  readonly compare: Comparison | null;
}

/** A state of the page: the start page, or a view. */
export interface Place {
  readonly language: Language;
  readonly weights: boolean;
  readonly choice: Choice | null;
}

/** Beyond so many groups a picture shows one line at a time. */
export const FEW_GROUPS = 6;

/** The whole bundle looks things up here: positions come from `parseAddress` or the payload. */
export function at<Item>(items: readonly Item[], position: number): Item {
  const item = items[position];
  if (item === undefined) throw new Error(`nothing at position ${position}`);
  return item;
}

/** The lines of a question that are shown together. */
export function linesOf(question: Question, show: Show): number[] {
  return question.lines.flatMap(({ role }, line) =>
    (role === "mean" || role === "item") === (show === "mean") ? [line] : [],
  );
}

export function showsOf(question: Question): Show[] {
  return SHOWS.filter((show) => linesOf(question, show).length > 0);
}

export function viewOf(payload: Payload, choice: Choice): View | null {
  return at(at(payload.questions, choice.question).views, choice.by);
}

/** Whether the picture shows one line in all groups. */
export function showsOneLine(payload: Payload, choice: Choice): boolean {
  const { groups, grid } = at(payload.breakdowns, choice.by);
  return choice.compare === null && choice.by > 0 && (groups.length > FEW_GROUPS || grid !== null);
}

/** Whether a line of `show` changed since the wave before in a group. */
export function hasChange(question: Question, view: View | null, group: number, show: Show): boolean {
  const changes = view?.changes ?? null;
  return changes !== null && linesOf(question, show).some((line) => changes[line]?.[group] != null);
}

/** What a group can be compared with. */
export function othersOf(payload: Payload, choice: Choice, group: number): Other[] {
  const question = at(payload.questions, choice.question);
  const { groups } = at(payload.breakdowns, choice.by);
  const show = choice.show === "count" ? (at(showsOf(question), 0) as Show) : choice.show;
  const others: Other[] = groups.flatMap((_, other) => (other === group ? [] : [other]));
  if (hasChange(question, viewOf(payload, choice), group, show)) others.unshift("earlier");
  return others;
}

export function startPlace(payload: Payload, language: Language): Place {
  return { language, weights: !payload.reconstruction, choice: null };
}

/** A question by a breakdown as it is opened: its own first line in the unit of that line. */
export function openedChoice(payload: Payload, question: number, by = 0, line?: number): Choice {
  const asked = at(payload.questions, question);
  const first = line ?? asked.first;
  const { role } = at(asked.lines, first);
  const show = role === "mean" || role === "item" ? "mean" : "percent";
  return { question, by, line: first, show, compare: null };
}

/**
 * A choice with one thing changed, and with what no longer goes with it left behind: a line of
 * another unit, a comparison of groups of another breakdown, counts of a comparison.
 */
export function changed(payload: Payload, place: Place, change: Partial<Choice>): Place {
  if (place.choice === null) return place;
  let choice: Choice = { ...place.choice, ...change };
  if (change.by !== undefined || change.question !== undefined) choice = { ...choice, compare: null };
  const question = at(payload.questions, choice.question);
  if (choice.compare !== null && choice.show === "count")
    choice = { ...choice, show: at(showsOf(question), 0) };
  const lines = linesOf(question, choice.show);
  if (!lines.includes(choice.line))
    choice = { ...choice, line: lines.includes(question.first) ? question.first : at(lines, 0) };
  return { ...place, choice, weights: place.weights || choice.compare?.other === "earlier" };
}
