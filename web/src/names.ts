/** Names of places, made short enough for a tile. */

import { at } from "./choice.ts";

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
