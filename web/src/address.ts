/**
 * The whole choice as the part of the address after `#`, and back.
 *
 * `question=dv_causes&by=region&answer=bad_habits&weights=on&show=percent&compare=akmola~aktobe&lang=kk`;
 * without a question it is the start page. A comparison with the wave before is `akmola~@2019`.
 */

import {
  at,
  linesOf,
  openedChoice,
  othersOf,
  SHOWS,
  showsOf,
  startPlace,
  type Choice,
  type Comparison,
  type Place,
  type Show,
} from "./choice.ts";
import type { Payload, Question } from "./data.ts";
import { isLanguage, type Language } from "./language.ts";

/** Where an address leads; `wrong` is the part of it that the page does not have. */
export interface Found {
  readonly place: Place;
  readonly wrong: string | null;
}

const KEYS = ["question", "by", "answer", "weights", "show", "compare", "lang"] as const;
type Key = (typeof KEYS)[number];

/** A longer address is nonsense: nothing is looked for in it. */
const LONGEST = 2000;
const LONGEST_QUOTE = 60;

/** What is pasted behind a link with the sentence that it ends; the language is the last part. */
const BEHIND = /[\s.,;:!?…'"’”»)\]}>]+$/;
const CONTROLS = /\p{C}/gu;

class Wrong extends Error {}

/** Reads an address; of a wrong one the first wrong part is named and the start page opened. */
export function parseAddress(hash: string, payload: Payload, language: Language): Found {
  const text = hash.replace(/^#/, "");
  try {
    const parts = splitParts(text);
    const tag = parts.get("lang") ?? language;
    if (!isLanguage(tag)) throw new Wrong(`lang=${tag}`);
    return { place: readPlace(parts, payload, tag), wrong: null };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    const spoken = /(?:^|&)lang=(\w+)/.exec(text)?.[1] ?? "";
    const place = startPlace(payload, isLanguage(spoken) ? spoken : language);
    return { place, wrong: shortened(readable(error.message)) };
  }
}

function splitParts(text: string): Map<Key, string> {
  if (text.length > LONGEST) throw new Wrong(text);
  const parts = new Map<Key, string>();
  for (const part of text.split("&").filter((piece) => piece !== "")) {
    const equals = part.indexOf("=");
    const key = KEYS.find((known) => known === part.slice(0, Math.max(equals, 0)));
    if (key === undefined || parts.has(key)) throw new Wrong(part);
    try {
      const value = decodeURIComponent(part.slice(equals + 1));
      parts.set(key, key === "lang" ? value.replace(BEHIND, "") : value);
    } catch {
      throw new Wrong(part);
    }
  }
  return parts;
}

function readPlace(parts: Map<Key, string>, payload: Payload, language: Language): Place {
  const start = startPlace(payload, language);
  const weights = oneOf(parts, "weights", ["off", "on"], start.weights ? 1 : 0) === 1;
  const ids = payload.questions.map(({ id }) => id);
  const question = oneOf(parts, "question", ids, -1);
  if (question < 0) {
    for (const key of ["by", "answer", "show", "compare"] as const)
      if (parts.has(key)) throw new Wrong(`${key}=${parts.get(key)}`);
    return { ...start, weights };
  }
  return readChoice(parts, payload, { ...start, weights }, question);
}

function readChoice(parts: Map<Key, string>, payload: Payload, place: Place, position: number): Place {
  const question = at(payload.questions, position);
  const by = oneOf(parts, "by", payload.breakdowns.map(({ id }) => id), 0);
  const opened = openedChoice(payload, position, by);
  const show: Show = at(SHOWS, oneOf(parts, "show", SHOWS, SHOWS.indexOf(opened.show)));
  if (!showsOf(question).includes(show)) throw new Wrong(`show=${show}`);
  const line = readLine(parts, question, show, opened.line);
  let choice: Choice = { ...opened, show, line };
  const compare = readComparison(parts, payload, choice);
  if (compare !== null) {
    if (show === "count") throw new Wrong("show=count");
    if (compare.other === "earlier" && !place.weights) throw new Wrong("weights=off");
    choice = { ...choice, compare };
  }
  return { ...place, choice };
}

function readLine(parts: Map<Key, string>, question: Question, show: Show, first: number): number {
  const lines = linesOf(question, show);
  const chosen = oneOf(
    parts,
    "answer",
    lines.map((line) => at(question.lines, line).id),
    Math.max(lines.indexOf(first), 0),
  );
  return at(lines, chosen);
}

function readComparison(parts: Map<Key, string>, payload: Payload, choice: Choice): Comparison | null {
  const text = parts.get("compare");
  if (text === undefined) return null;
  const pair = text.split("~");
  const ids = at(payload.breakdowns, choice.by).groups.map(({ id }) => id);
  const group = ids.indexOf(pair[0] ?? "");
  const other =
    payload.earlier !== null && pair[1] === `@${payload.earlier}`
      ? "earlier"
      : ids.indexOf(pair[1] ?? "");
  if (pair.length !== 2 || group < 0 || !othersOf(payload, choice, group).includes(other))
    throw new Wrong(`compare=${text}`);
  return { group, other };
}

/** Position of the value of a key among those there are, or `otherwise` when it is not named. */
function oneOf(parts: Map<Key, string>, key: Key, known: readonly string[], otherwise: number): number {
  const value = parts.get(key);
  if (value === undefined) return otherwise;
  const position = known.indexOf(value);
  if (position < 0) throw new Wrong(`${key}=${value}`);
  return position;
}

/** As it was typed, without signs that turn the line around it or cannot be seen. */
function readable(text: string): string {
  let typed = text;
  try {
    typed = decodeURIComponent(text);
  } catch {
    // not a whole escape: shown as it stands
  }
  return typed.replace(CONTROLS, "");
}

function shortened(text: string): string {
  const letters = Array.from(text.slice(0, 4 * LONGEST_QUOTE));
  return letters.length > LONGEST_QUOTE ? `${letters.slice(0, LONGEST_QUOTE - 1).join("")}…` : text;
}

/** Writes the address of a place, with its `#`. */
export function formatAddress(place: Place, payload: Payload): string {
  const { language, weights, choice } = place;
  const parts: [Key, string][] = [];
  if (choice !== null) {
    const question = at(payload.questions, choice.question);
    const { id, groups } = at(payload.breakdowns, choice.by);
    parts.push(["question", question.id], ["by", id]);
    parts.push(["answer", at(question.lines, choice.line).id]);
    parts.push(["weights", weights ? "on" : "off"], ["show", choice.show]);
    if (choice.compare !== null) {
      const { group, other } = choice.compare;
      const second = other === "earlier" ? `@${payload.earlier ?? ""}` : at(groups, other).id;
      parts.push(["compare", `${at(groups, group).id}~${second}`]);
    }
  } else parts.push(["weights", weights ? "on" : "off"]);
  parts.push(["lang", language]);
  const escaped = (text: string) => encodeURIComponent(text).replace(/%40/g, "@");
  return `#${parts.map(([key, value]) => `${key}=${escaped(value)}`).join("&")}`;
}
