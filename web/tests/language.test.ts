import assert from "node:assert/strict";
import { test } from "node:test";
import { formatNumber, formatP, Words, type Language } from "../src/language.ts";
import { WAVE } from "./wave.ts";

test("numbers as each language writes them", () => {
  // units, digits, Kazakh and Russian, English
  const cases: [number, number, string, string][] = [
    [551, 1, "55,1", "55.1"],
    [5, 1, "0,5", "0.5"],
    [0, 1, "0,0", "0.0"],
    [0, 0, "0", "0"],
    [-4, 2, "\u22120,04", "\u22120.04"],
    [345, 2, "3,45", "3.45"],
    [999, 0, "999", "999"],
    [1000, 0, "1000", "1,000"],
    [9999, 0, "9999", "9,999"],
    [10000, 0, "10\u202f000", "10,000"],
    [12345678, 1, "1\u202f234\u202f567,8", "1,234,567.8"],
    [-123456, 1, "\u221212\u202f345,6", "\u221212,345.6"],
    [10005, 1, "1000,5", "1,000.5"],
  ];
  for (const [units, digits, comma, point] of cases) {
    assert.equal(formatNumber(units, digits, "kk"), comma);
    assert.equal(formatNumber(units, digits, "ru"), comma);
    assert.equal(formatNumber(units, digits, "en"), point);
  }
});

test("p-values with their relation", () => {
  const said = (thousandths: number, language: Language) => formatP(thousandths, language);
  assert.equal(said(0, "kk"), "p < 0,001");
  assert.equal(said(0, "en"), "p < 0.001");
  assert.equal(said(1, "ru"), "p = 0,001");
  assert.equal(said(49, "en"), "p = 0.049");
  assert.equal(said(999, "ru"), "p = 0,999");
  assert.equal(said(1000, "kk"), "p > 0,999");
});

test("degrees of freedom have no decimal that says nothing", () => {
  const words = new Words(WAVE.phrases, "kk");
  assert.equal(words.short(160), "16");
  assert.equal(words.short(23), "2,3");
});

test("phrases are filled once, with what they name", () => {
  const words = new Words(WAVE.phrases, "ru");
  assert.equal(words.say("hello", { name: "{name} <b>" }), "Здравствуйте, {name} <b>");
  assert.equal(words.say("hello"), "Здравствуйте, {name}");
  assert.throws(() => words.say("constructor"), /no phrase constructor/);
});
