/** The list of questions beside a view, by chapter, as far as the search finds them. */

import { formatAddress } from "./address.ts";
import { at, openedChoice, type Place } from "./choice.ts";
import type { Payload } from "./data.ts";
import { element } from "./dom.ts";
import type { Words } from "./language.ts";
import type { Hit } from "./search.ts";

export function drawList(payload: Payload, words: Words, place: Place, hits: readonly Hit[]): HTMLElement {
  const found = new Map(hits.map(({ question, line }) => [question, line]));
  const chapters = payload.chapters.filter(({ questions }) => questions.some((one) => found.has(one)));
  return element(
    "div",
    { id: "list" },
    ...chapters.map(({ label, questions }) =>
      element(
        "section",
        {},
        element("h2", {}, words.text(label)),
        element(
          "ul",
          {},
          ...questions
            .filter((question) => found.has(question))
            .map((question) => hit(payload, words, place, question, found.get(question) ?? null)),
        ),
      ),
    ),
  );
}

/** A link to a question by the breakdown that is open, at the answer that was found. */
function hit(payload: Payload, words: Words, place: Place, question: number, line: number | null): HTMLElement {
  const asked = at(payload.questions, question);
  const choice = openedChoice(payload, question, place.choice?.by ?? 0, line ?? undefined);
  const current = place.choice?.question === question;
  const link = element(
    "a",
    { href: formatAddress({ ...place, choice }, payload), "aria-current": current ? "page" : undefined },
    words.text(asked.label),
  );
  if (line !== null) link.append(element("small", {}, words.text(at(asked.lines, line).label)));
  return element("li", {}, link);
}
