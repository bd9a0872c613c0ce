/** Finding questions by words of the chosen language. */

import type { Payload } from "./data.ts";
import type { Words } from "./language.ts";

/** A question that was found, and the first of its answers that was found for it. */
export interface Hit {
  readonly question: number;
  /** Null when the words of the question alone were enough. */
  readonly line: number | null;
}

function folded(text: string): string {
  return text.toLowerCase().normalize("NFC").replace(/ё/g, "е");
}

/**
 * Questions that hold every word that was typed, in the question or in one of its answers.
 * Case does not matter, nor does `ё` for `е`; no words find all questions.
 */
export function findQuestions(payload: Payload, words: Words, typed: string): Hit[] {
  const wanted = folded(typed).split(/\s+/).filter((word) => word !== "");
  return payload.questions.flatMap((asked, question): Hit[] => {
    const label = folded(words.text(asked.label));
    const missing = wanted.filter((word) => !label.includes(word));
    if (missing.length === 0) return [{ question, line: null }];
    const line = asked.lines.findIndex((answer) => {
      const text = folded(words.text(answer.label));
      return missing.every((word) => text.includes(word));
    });
    return line < 0 ? [] : [{ question, line }];
  });
}
