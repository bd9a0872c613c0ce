/** What the tests behind a view say, in one plain line. */

import { showsOneLine, viewOf } from "./choice.ts";
import type { Test } from "./data.ts";
import type { Figures } from "./figures.ts";
import type { Labels } from "./labels.ts";

/** Limit of p, in thousandths. */
export const LEVEL = 50;

/** Something that was tested, with its p after adjustment. */
interface Tested {
  readonly line: number;
  readonly p: number;
}

/** Tests of the items of a scale by their lines; empty where the whole question is tested. */
export function itemTests(labels: Labels): Map<number, Test> {
  const { choice, place, payload } = labels;
  const tests = viewOf(payload, choice)?.tests ?? [];
  return new Map(
    tests.flatMap(({ line, weighted, unweighted }): [number, Test][] => {
      const test = place.weights ? weighted : unweighted;
      return line === null || test === null ? [] : [[line, test]];
    }),
  );
}

/** The line about the tests of a view, and one about what they compare; none for everybody. */
export function verdicts(figures: Figures, labels: Labels): string[] {
  const { choice, payload, words } = labels;
  const view = viewOf(payload, choice);
  if (view === null || figures.mode === "total") return [];
  if (figures.mode === "pair" || figures.mode === "waves") return [comparison(figures, labels)];
  const items = itemTests(labels);
  const lines = !showsOneLine(payload, choice) && items.size > 0 ? [ofItems(items, labels)] : ofOne(labels);
  if (lines.length === 0) return [];
  const tested = view.tests.filter(({ line }) => line === null || !showsOneLine(payload, choice) || line === choice.line);
  return [
    ...lines,
    ...(choice.show === "mean" ? [words.say("test.distribution")] : []),
    ...(tested.some(({ partial }) => partial) ? [words.say("test.partial")] : []),
  ];
}

/** The test of the whole question, or of the one item that is shown. */
function ofOne(labels: Labels): string[] {
  const { choice, place, payload, words } = labels;
  return (viewOf(payload, choice)?.tests ?? []).flatMap(({ line, evidence, weighted, unweighted }) => {
    const test = place.weights ? weighted : unweighted;
    if (test === null || (line !== null && line !== choice.line)) return [];
    const said = verdict(test, labels, isInvented(labels, evidence === "printed"));
    return [line === null ? said : words.say("test.item", { item: labels.line(line), said })];
  });
}

/** In a reconstruction only unweighted figures that the report printed say something. */
function isInvented({ payload, place }: Labels, printed: boolean): boolean {
  return payload.reconstruction && (place.weights || !printed);
}

function verdict(test: Test, labels: Labels, invented: boolean): string {
  const { words } = labels;
  if (test.p === null) return words.say("test.none");
  const p = test.drawn ?? test.p;
  const stands = test.holm !== null && test.holm < LEVEL;
  const id = invented ? "method" : p >= LEVEL ? "open" : stands ? "stands" : "falls";
  const said = words.say(`test.${id}`, {
    breakdown: labels.breakdown(),
    test: described(test, labels),
    holm: test.holm === null ? "" : unbroken(words.p(test.holm)),
  });
  return test.sparse && test.drawn === null ? `${said} ${words.say("test.sparse")}` : said;
}

/** The test with its numbers: "Rao-Scott test, weighted: F(2.3, 514) = 8.10, p < 0.001, V = 0.12". */
function described(test: Test, { words }: Labels): string {
  const join = words.language === "en" ? ", " : "; ";
  const parts: string[] = [];
  if (test.statistic !== null) {
    const df = test.df.map((tenths) => words.short(tenths)).join(join);
    const letter = test.kind === "rao_scott" || test.kind === "mrcv_f" ? "F" : "χ²";
    parts.push(unbroken(`${letter}${df === "" ? "" : `(${df})`} = ${words.number(test.statistic, 2)}`));
  }
  if (test.drawn !== null) parts.push(words.say("test.drawn", { p: unbroken(words.p(test.drawn)) }));
  else if (test.p !== null) parts.push(unbroken(words.p(test.p)));
  if (test.effect !== null) parts.push(unbroken(`V = ${words.number(test.effect, 2)}`));
  return `${words.say(`test.${test.kind}`)}: ${parts.join(join)}`;
}

/** All items together: for which of them a difference stands. */
function ofItems(items: ReadonlyMap<number, Test>, labels: Labels): string {
  const { words, payload, choice } = labels;
  const tested = [...items].flatMap(([line, { holm }]) => (holm === null ? [] : [{ line, p: holm }]));
  const first = [...items.values()][0];
  const evidence = (viewOf(payload, choice)?.tests ?? []).map((test) => test.evidence);
  const printed = evidence.every((one) => one === "printed");
  return together("items", tested, isInvented(labels, printed), labels, {
    breakdown: labels.breakdown(),
    test: first === undefined ? "" : words.say(`test.${first.kind}`),
  });
}

/** Two groups or waves: for which lines their difference stands. */
function comparison(figures: Figures, labels: Labels): string {
  const { payload, choice } = labels;
  const waves = figures.mode === "waves";
  const tested = figures.lines.flatMap((line, row) => {
    const p = figures.differences?.[row]?.p ?? null;
    return p === null ? [] : [{ line, p }];
  });
  const printed = viewOf(payload, choice)?.evidence === "printed";
  const invented = isInvented(labels, printed) || (waves && payload.earlierReconstruction);
  return together(waves ? "waves" : "pair", tested, invented, labels, {});
}

function together(
  what: "items" | "pair" | "waves",
  tested: readonly Tested[],
  invented: boolean,
  labels: Labels,
  fields: Readonly<Record<string, string>>,
): string {
  const { words } = labels;
  const least = [...tested].sort((a, b) => a.p - b.p)[0];
  if (least === undefined) return words.say("test.none");
  const quoted = (line: number) => words.say("quoted", { text: labels.line(line) });
  const standing = tested.filter(({ p }) => p < LEVEL).map(({ line }) => quoted(line));
  const id = invented ? "method" : standing.length > 0 ? "stands" : "falls";
  return words.say(`${what}.${id}`, {
    ...fields,
    n: tested.length,
    found: standing.length,
    lines: standing.join(", "),
    line: quoted(least.line),
    p: unbroken(words.p(least.p)),
  });
}

/** An equation stays on one line. */
function unbroken(text: string): string {
  return text.replace(/ /g, "\u00a0");
}
