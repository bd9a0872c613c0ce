/** Names of places, made short enough for a tile. */

import { at } from "./choice.ts";

const VOWELS = /^[аәеёиоөуұүыіэюяaeiouy]$/i;
const LETTER = /^\p{L}$/u;
/** Consonants that begin a syllable together. */
const CLUSTER = /^с[кт]/i;
/** Letters of a word on either side of a hyphen. */
const LEAST = 3;

/** Names without words that most of them share ("region"), unless that makes one part of another. */
export function shortNames(names: readonly string[]): string[] {
  const times = new Map<string, number>();
  for (const word of names.flatMap((name) => name.split(" "))) times.set(word, (times.get(word) ?? 0) + 1);
  const short = names.map((name) => {
    const own = name.split(" ").filter((word) => 2 * (times.get(word) ?? 0) <= names.length);
    return own.length > 0 ? own.join(" ") : name;
  });
  return names.map((name, position) => {
    const own = at(short, position).split(" ");
    const others = names.filter((_, other) => other !== position);
    const clear = others.every((other) => !own.every((word) => other.split(" ").includes(word)));
    return clear ? own.join(" ") : name;
  });
}

/**
 * Lines of a name that fit into `room`, by words, and by syllables of a word that is too long: each
 * syllable has a vowel, and of consonants between two vowels the last begins the next one.
 */
export function tileLines(name: string, room: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of name.split(/ |(?<=-)/)) {
    const last = lines[lines.length - 1];
    const longer = last?.endsWith("-") ? last + word : `${last} ${word}`;
    if (last !== undefined && widthOf(longer) <= room) {
      lines[lines.length - 1] = longer;
      continue;
    }
    let rest = word;
    while (widthOf(rest) > room) {
      const fitting = breaks(rest).filter((place) => widthOf(`${rest.slice(0, place)}-`) <= room);
      const place = fitting[fitting.length - 1];
      if (place === undefined) break;
      lines.push(`${rest.slice(0, place)}-`);
      rest = rest.slice(place);
    }
    lines.push(rest);
  }
  return lines;
}

/** Where a word may be parted between syllables. */
function breaks(word: string): number[] {
  const vowel = (place: number) => VOWELS.test(word[place] ?? "");
  const consonant = (place: number) => LETTER.test(word[place] ?? "") && !vowel(place);
  return [...word].flatMap((_, place) => {
    if (place < LEAST || word.length - place < LEAST) return [];
    const cluster = (from: number) => CLUSTER.test(word.slice(from));
    const open = vowel(place - 1) && consonant(place) && (vowel(place + 1) || cluster(place));
    const closed = vowel(place - 2) && consonant(place - 1) && consonant(place) && !cluster(place - 1);
    return open || closed ? [place] : [];
  });
}
