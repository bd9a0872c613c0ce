import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const SOURCES = "src";
const WORDS = "../src/saualnama/explore/phrases/explore.csv";

/** Ids that the script puts together. */
const COMPOSED = [
  ...["small", "few", "withheld", "nobody"].map((id) => `mark.${id}`),
  ...["total", "cross"].flatMap((of) => [`evidence.${of}.printed`, `evidence.${of}.invented`]),
  ...["change", "difference", "interval", "p", "p_holm", "p_matrix"].map((id) => `table.${id}`),
  ...["bars", "dots", "tiles"].map((id) => `alternative.${id}`),
  ...["stands", "falls", "open", "method"].map((id) => `test.${id}`),
  ...["rao_scott", "mrcv_f", "pearson", "mrcv_x2"].map((id) => `test.${id}`),
  ...["items", "pair", "waves"].flatMap((of) => ["stands", "falls", "method"].map((id) => `${of}.${id}`)),
  ...["percent", "count", "mean"].map((id) => `show.${id}`),
];

/** Ids that Python reads. */
const ELSEWHERE = ["title", "chapter", "chapter_other", "noscript", "noscript_link"];

test("the script has exactly the words that it says", () => {
  const rows = readFileSync(WORDS, "utf8").trimEnd().split("\n").slice(1);
  const ids = rows.map((row) => row.split(",")[1]?.replace(/^explore\./, "") ?? "");
  assert.equal(new Set(ids).size, ids.length);
  const source = readdirSync(SOURCES)
    .map((file) => readFileSync(`${SOURCES}/${file}`, "utf8"))
    .join("\n");
  const literal = new Set([...source.matchAll(/"([a-z_]+(?:\.[a-z_]+)*)"/g)].map((match) => match[1]));
  const wanted = new Set([...COMPOSED, ...ELSEWHERE]);
  const unused = ids.filter((id) => !wanted.has(id) && !literal.has(id));
  assert.deepEqual(unused, []);
  const said = [...source.matchAll(/\bsay\(\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
  assert.ok(said.length > 50);
  const missing = [...said, ...COMPOSED].filter((id) => !ids.includes(id) && !id.startsWith("shell."));
  assert.deepEqual(missing, []);
});
