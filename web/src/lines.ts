/** Breaking texts into lines. */

const VOWELS = /^[аәеёиоөуұүыіэюяaeiouy]$/i;
const LETTER = /^\p{L}$/u;
/** Consonants that begin a syllable together. */
const CLUSTER = /^с[кт]/i;
/** Letters of a word on either side of a hyphen. */
const LEAST = 3;

/**
 * Lines of a text that fit into `room`, by words, and by syllables of a word that is too long: each
 * syllable has a vowel, and of consonants between two vowels the last begins the next one.
 */
export function brokenLines(text: string, room: number, widthOf: (part: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.replace(/(\p{L}-)(?=\p{L})/gu, "$1 ").split(/[ \n]+/)) {
    const last = lines[lines.length - 1];
    const longer = last !== undefined && glued(last, word) ? last + word : `${last} ${word}`;
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

/** Whether a word goes on from a hyphen of its own. */
function glued(last: string, word: string): boolean {
  return /\p{L}-$/u.test(last) && /^\p{L}/u.test(word);
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
