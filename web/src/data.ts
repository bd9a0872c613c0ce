/**
 * What the page carries: aggregated figures, rounded as they are shown, and every word.
 *
 * `saualnama.explore.payload` writes it, from files that `results/<wave>/` holds. The script puts
 * figures into words, tables and pictures; it computes none. Numbers are whole: a share of 55.1 %
 * is 551, so that nothing is rounded twice. Texts stand in the order of `languages`.
 */

export type Text = readonly [kk: string, ru: string, en: string];

export interface Payload {
  readonly wave: string;
  /** Records rebuilt from printed tables, nobody's answers: said wherever a figure shows. */
  readonly reconstruction: boolean;
  readonly title: Text;
  /** Phrases of the page by id, with `{fields}` to be filled in. */
  readonly phrases: Readonly<Record<string, Text>>;
  readonly small: { readonly flag: number; readonly suppress: number };
  readonly chapters: readonly Chapter[];
  /** The first one puts everybody into one group. */
  readonly breakdowns: readonly Breakdown[];
  readonly questions: readonly Question[];
  /** Name of the wave before this one, where there is one. */
  readonly earlier: string | null;
  /** That the wave before is a reconstruction: said beside every change. */
  readonly earlierReconstruction: boolean;
}

export interface Chapter {
  readonly label: Text;
  /** Positions in `questions`. */
  readonly questions: readonly number[];
}

export interface Breakdown {
  readonly id: string;
  readonly label: Text;
  readonly groups: readonly Group[];
  /** Columns and rows of the tile map; null where the groups have no places. */
  readonly grid: readonly [columns: number, rows: number] | null;
}

export interface Group {
  readonly id: string;
  readonly label: Text;
  readonly tile: readonly [column: number, row: number] | null;
}

export interface Question {
  readonly id: string;
  readonly label: Text;
  readonly kind: "single" | "multiple" | "scale";
  /** Lowest and highest score of a scale; null for other questions. */
  readonly scale: readonly [lowest: number, highest: number] | null;
  /** Answers that led to this question; empty when everybody was asked. */
  readonly asked: readonly { readonly question: number; readonly lines: readonly number[] }[];
  readonly lines: readonly Line[];
  /** The line that a picture with one line shows first. */
  readonly first: number;
  /** One for each breakdown; null when nobody answered. */
  readonly views: readonly (View | null)[];
}

/** A line of a table: an answer, a sum of answers, the mean of a scale, or the mean of an item. */
export interface Line {
  readonly id: string;
  readonly label: Text;
  readonly role: "answer" | "subtotal" | "mean" | "item";
  /** "Hard to answer": grey and last wherever answers are ordered by size. */
  readonly apart: boolean;
}

export interface View {
  /** `printed`: the report printed this cross; `reconstructed`: the records invented it. */
  readonly evidence: "observed" | "printed" | "reconstructed";
  /** Respondents in each group, unweighted; null where even the base is left out. */
  readonly base: readonly (number | null)[];
  /** Sum of weights of each group, tenths. */
  readonly weightedBase: readonly (number | null)[];
  /** For each line a cell for each group. */
  readonly cells: readonly (readonly Cell[])[];
  /** Respondents behind a mean, for each line that is one; null for the other lines. */
  readonly meanBase: readonly (readonly (number | null)[] | null)[];
  readonly tests: readonly Tests[];
  /** For each pair of groups (0 1, 0 2, ..., 1 2, ...) a difference for each line. */
  readonly pairs: readonly (readonly (Difference | null)[])[];
  /** For each line and group the change since the wave before; null where none can be shown. */
  readonly changes: readonly (readonly (Change | null)[])[] | null;
}

/**
 * A figure, or why there is none: `few` (a base under the suppression rule), `withheld` (another
 * cell could be worked out from it), `nobody` (an empty base).
 */
export type Cell = Share | Mean | "few" | "withheld" | "nobody";

/** Respondents, their sum of weights (tenths), then unweighted and weighted share in tenths of a
 * per cent, each with the ends of its 95 % interval (null where there is none). */
export type Share = readonly [
  count: number,
  weightedCount: number,
  unweighted: number,
  unweightedLow: number | null,
  unweightedHigh: number | null,
  weighted: number,
  weightedLow: number | null,
  weightedHigh: number | null,
];

/** The same of a mean, in hundredths of a point of the scale. */
export type Mean = readonly [
  unweighted: number,
  unweightedLow: number | null,
  unweightedHigh: number | null,
  weighted: number,
  weightedLow: number | null,
  weightedHigh: number | null,
];

export interface Tests {
  /** The item that is tested; null for the whole question. */
  readonly line: number | null;
  /** What the test rests on; of an item its whole distribution, of which a report may print no
   * more than the mean. */
  readonly evidence: "observed" | "printed" | "reconstructed";
  /** Groups with a figure left out are in neither test. */
  readonly partial: boolean;
  readonly weighted: Test | null;
  readonly unweighted: Test | null;
}

export interface Test {
  readonly kind: "rao_scott" | "mrcv_f" | "pearson" | "mrcv_x2";
  readonly n: number;
  /** Hundredths; null when the test could not be done. */
  readonly statistic: number | null;
  /** Degrees of freedom, tenths; empty where they are not known. */
  readonly df: readonly number[];
  /** Thousandths; 0 is below 0.001. Null when the test could not be done. */
  readonly p: number | null;
  /** After Holm's adjustment over all questions by all breakdowns. */
  readonly holm: number | null;
  /** Cramer's V, hundredths. */
  readonly effect: number | null;
  /** A fifth of the expected counts are under 5, or one is under 1. */
  readonly sparse: boolean;
  /** Simulated p of a sparse table, thousandths. */
  readonly drawn: number | null;
}

/** First group minus second one, in the unit of the line: unweighted, then weighted, each with its
 * 95 % interval and its p (thousandths, 0 is below 0.001), adjusted for all pairs of groups
 * (Bonferroni); null where not tested. */
export type Difference = readonly [
  unweighted: number,
  unweightedLow: number | null,
  unweightedHigh: number | null,
  unweightedP: number | null,
  weighted: number,
  weightedLow: number | null,
  weightedHigh: number | null,
  weightedP: number | null,
];

/** The wave before: respondents, weighted figure and its interval; then later minus earlier with
 * interval and p (thousandths) after Holm's adjustment. */
export type Change = readonly [
  earlierBase: number,
  earlier: number,
  earlierLow: number | null,
  earlierHigh: number | null,
  change: number,
  changeLow: number | null,
  changeHigh: number | null,
  p: number | null,
];
