/** What the tests of a cross say, each in one plain line. */

import { at, viewOf } from "./choice.ts";
import type { Test } from "./data.ts";
import type { Labels } from "./labels.ts";

/** Limit of p, in thousandths. */
const LEVEL = 50;

/** Lines about the tests behind a view: one, or one for each item; none for everybody together. */
export function verdicts(labels: Labels): string[] {
  const { choice, place, payload, words } = labels;
  const view = viewOf(payload, choice);
  if (view === null || choice.compare?.other === "earlier") return [];
  const items = at(labels.question.lines, choice.line).role === "item";
  const lines = view.tests
    .filter(({ line }) => line === null || (items && (line === choice.line || !onlyOne(labels))))
    .flatMap(({ line, evidence, weighted, unweighted }) => {
      const test = place.weights ? weighted : unweighted;
      if (test === null) return [];
      const invented = payload.reconstruction && (place.weights || evidence !== "printed");
      const said = verdict(test, labels, invented);
      return [line === null ? said : words.say("test.item", { item: labels.line(line), said })];
    });
  if (lines.length > 0 && choice.show === "mean") lines.push(words.say("test.distribution"));
  return lines;
}

function onlyOne(labels: Labels): boolean {
  const { groups, grid } = at(labels.payload.breakdowns, labels.choice.by);
  return groups.length > 6 || grid !== null;
}

function verdict(test: Test, labels: Labels, invented: boolean): string {
  const { words } = labels;
  const shown = (thousandths: number) => unbroken(words.p(thousandths));
  if (test.p === null) return words.say("test.none");
  const p = test.drawn ?? test.p;
  const fields = {
    breakdown: labels.breakdown(),
    test: described(test, labels),
    holm: test.holm === null ? "" : shown(test.holm),
  };
  const stands = test.holm !== null && test.holm < LEVEL;
  const id = invented ? "method" : p >= LEVEL ? "open" : stands ? "stands" : "falls";
  const said = words.say(`test.${id}`, fields);
  if (!test.sparse) return said;
  const thin =
    test.drawn === null
      ? words.say("test.sparse")
      : words.say("test.drawn", { p: shown(test.drawn) });
  return `${said} ${thin}`;
}

/** The test with its numbers: "Rao-Scott test, weighted: F(2.3, 514) = 8.1, p < 0.001, V = 0.12". */
function described(test: Test, { words }: Labels): string {
  const parts: string[] = [];
  if (test.statistic !== null) {
    const between = words.language === "en" ? ", " : "; ";
    const df = test.df.map((tenths) => words.short(tenths)).join(between);
    const letter = test.kind === "rao_scott" || test.kind === "mrcv_f" ? "F" : "χ²";
    parts.push(`${letter}${df === "" ? "" : `(${df})`} = ${words.number(test.statistic, 2)}`);
  }
  if (test.p !== null) parts.push(words.p(test.p));
  if (test.effect !== null) parts.push(`V = ${words.number(test.effect, 2)}`);
  const join = words.language === "en" ? ", " : "; ";
  return `${words.say(`test.${test.kind}`)}: ${parts.map(unbroken).join(join)}`;
}

/** An equation stays on one line. */
function unbroken(text: string): string {
  return text.replace(/ /g, "\u00a0");
}
