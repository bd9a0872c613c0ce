import assert from "node:assert/strict";
import { test } from "node:test";
import type { Place } from "../src/choice.ts";
import { csvCell, csvFile, csvNumber, fileName } from "../src/download.ts";
import { figuresOf } from "../src/figures.ts";
import { Labels } from "../src/labels.ts";
import { Words } from "../src/language.ts";
import { LATER, WAVE } from "./wave.ts";

const place: Place = {
  language: "en",
  weights: true,
  choice: { question: 0, by: 1, line: 1, show: "percent", compare: null },
};

function file(at: Place, payload = WAVE): string[][] {
  const labels = new Labels(payload, new Words(payload.phrases, at.language), at);
  const figures = figuresOf(payload, at, labels.group);
  assert.ok(figures);
  const text = csvFile(figures, labels);
  assert.ok(text.startsWith("\ufeffwave,origin,evidence,question,"));
  assert.ok(text.endsWith("\r\n"));
  return text.slice(1, -2).split("\r\n").map((line) => line.split(","));
}

test("cells that a spreadsheet would take for a formula are told to be text", () => {
  const cases: [string, string][] = [
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ["+1+1", "'+1+1"],
    ["@sum(a1)", "'@sum(a1)"],
    ["-x", "'-x"],
    ["\tx", "'\tx"],
    ["\rx", "\"'\rx\""],
    ["-1.5", "-1.5"],
    ["-", "'-"],
    ["12", "12"],
    ["a,b", '"a,b"'],
    ['say "no"', '"say ""no"""'],
    ["two\nlines", '"two\nlines"'],
    ["", ""],
    ["Ақмола облысы", "Ақмола облысы"],
  ];
  for (const [text, cell] of cases) assert.equal(csvCell(text), cell);
});

test("numbers have a point and no thousands", () => {
  assert.equal(csvNumber(551, 1), "55.1");
  assert.equal(csvNumber(-4, 2), "-0.04");
  assert.equal(csvNumber(12345678, 1), "1234567.8");
  assert.equal(csvNumber(60, 0), "60");
  assert.equal(csvNumber(null, 1), "");
});

test("a row for each figure that is shown", () => {
  const [head, ...rows] = file(place);
  assert.equal(rows.length, 3);
  const row = Object.fromEntries((head ?? []).map((name, at) => [name, rows[1]?.[at]]));
  assert.deepEqual(row, {
    wave: "2023",
    origin: "field",
    evidence: "observed",
    question: "causes",
    question_label: "Causes of violence",
    breakdown: "region",
    breakdown_label: "Region",
    group: "south",
    group_label: "South",
    answer: "habits",
    answer_label: "Bad habits",
    weighting: "weighted",
    measure: "percent",
    base: "60",
    count: "31.2",
    value: "54.8",
    ci_low: "47.0",
    ci_high: "62.6",
    mark: "",
    compared_with: "",
    compared_with_label: "",
    difference: "",
    difference_low: "",
    difference_high: "",
    p_adjusted: "",
    notice: "",
  });
});

test("unweighted figures and counts are the other numbers", () => {
  assert.deepEqual(file({ ...place, weights: false })[1]?.slice(13, 19), ["60", "30", "55.1", "48.2", "61.8", ""]);
  const { choice } = place;
  const counts = file({ ...place, choice: choice && { ...choice, show: "count" } });
  assert.deepEqual(counts[1]?.slice(13, 19), ["60", "31.2", "31.2", "", "", ""]);
});

test("a difference stands in the row of the first group, and turns round with the groups", () => {
  const { choice } = place;
  const compared = (group: number, other: number | "earlier", payload = WAVE) =>
    file({ ...place, choice: choice && { ...choice, compare: { group, other } } }, payload);
  assert.deepEqual(compared(0, 1)[1]?.slice(19, 25), ["south", "South", "6.1", "-1.0", "13.2", "0.150"]);
  assert.deepEqual(compared(1, 0)[1]?.slice(19, 25), ["north", "North", "-6.1", "-13.2", "1.0", "0.150"]);
  assert.deepEqual(compared(0, 1)[2]?.slice(19, 25), ["", "", "", "", "", ""]);
  const waves = compared(0, "earlier", LATER);
  assert.deepEqual(waves[1]?.slice(19, 25), ["2021", "2021", "5.1", "-4.0", "14.2", "0.300"]);
  assert.deepEqual([waves[2]?.[0], waves[2]?.[7], waves[2]?.[15]], ["2021", "north", "50.0"]);
});

test("each row says whether its own wave is a reconstruction", () => {
  const { choice } = place;
  const compare = { group: 0, other: "earlier" as const };
  const at = { ...place, choice: choice && { ...choice, compare } };
  const phrases = { "shell.reconstruction_short": ["Қ", "Р", "Rebuilt."] } as const;
  const rows = file(at, { ...LATER, earlierReconstruction: true, phrases });
  const origins = rows.slice(1).map((row) => [row[0], row[1], row[2], row.at(-1)]);
  assert.deepEqual(origins[0], ["2023", "field", "observed", ""]);
  assert.deepEqual(origins[1], ["2021", "reconstruction", "", "Rebuilt."]);
});

test("a file is named by ids", () => {
  const named = (choice: Partial<NonNullable<Place["choice"]>>, weights = true) => {
    const to: Place = { language: "kk", weights, choice: place.choice && { ...place.choice, ...choice } };
    const labels = new Labels(LATER, new Words(LATER.phrases, "kk"), to);
    const figures = figuresOf(LATER, to, labels.group);
    assert.ok(figures);
    return fileName(figures, labels, "csv");
  };
  const names: [string, string][] = [
    [named({}), "2023_causes_region_habits_weighted_percent.kk.csv"],
    [named({}, false), "2023_causes_region_habits_unweighted_percent.kk.csv"],
    [named({ show: "count" }), "2023_causes_region_habits_weighted_count.kk.csv"],
    [named({ by: 0 }), "2023_causes_total_weighted_percent.kk.csv"],
    [named({ compare: { group: 1, other: 0 } }), "2023_causes_region_south_north_weighted_percent.kk.csv"],
    [named({ compare: { group: 0, other: "earlier" } }), "2023_causes_region_north_2021_weighted_percent.kk.csv"],
  ];
  for (const [name, expected] of names) assert.equal(name, expected);
});
