/** Pictures in words: what they show, the highest and the lowest figure. */

import { at } from "./choice.ts";
import type { Figures } from "./figures.ts";
import { shownValue, type Labels } from "./labels.ts";

/** Alternative text of a picture: of bars, of dots, or of a tile map. */
export function alternative(figures: Figures, labels: Labels, tiles = false): string {
  const { words } = labels;
  const kind = tiles ? "tiles" : labels.choice.show === "mean" ? "dots" : "bars";
  const what = words.say("alternative.what", {
    kind: words.say(`alternative.${kind}`),
    title: labels.title(),
    caption: labels.caption(figures),
  });
  const shown = figures.columns.flatMap((column) =>
    column.figures.flatMap((figure, row) =>
      figure.value === null ? [] : [{ value: figure.value, figure, column, line: at(figures.lines, row) }],
    ),
  );
  const first = shown[0];
  if (first === undefined) return `${what} ${words.say("alternative.none")}`;
  const place = ({ figure, column, line }: typeof first) => {
    const value = shownValue(figure, figures.digits, words);
    if (figures.mode === "total") return words.say("alternative.place", { place: labels.line(line), value });
    if (figures.mode === "one") return words.say("alternative.place", { place: column.label, value });
    return words.say("alternative.place", { place: `${labels.line(line)}, ${column.label}`, value });
  };
  const highest = shown.reduce((best, one) => (one.value > best.value ? one : best));
  const lowest = shown.reduce((best, one) => (one.value < best.value ? one : best));
  const ends = { highest: place(highest), lowest: place(lowest) };
  return `${what} ${words.say("alternative.between", ends)}`;
}
