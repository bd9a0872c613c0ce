import assert from "node:assert/strict";
import { test } from "node:test";
import { Words, type Language } from "../src/language.ts";
import { findQuestions } from "../src/search.ts";
import { WAVE } from "./wave.ts";

function found(typed: string, language: Language) {
  return findQuestions(WAVE, new Words(WAVE.phrases, language), typed);
}

test("words of a question find it in the chosen language only", () => {
  assert.deepEqual(found("ПРИЧИНЫ", "ru"), [{ question: 0, line: null }]);
  assert.deepEqual(found("себеп", "kk"), [{ question: 0, line: null }]);
  assert.deepEqual(found("причины", "kk"), []);
});

test("an answer finds its question and is named", () => {
  assert.deepEqual(found("habits", "en"), [{ question: 0, line: 1 }]);
  assert.deepEqual(found("полиция", "ru"), [{ question: 1, line: 0 }]);
});

test("all words must be found, in the question or in one answer", () => {
  assert.deepEqual(found("violence money", "en"), [{ question: 0, line: 0 }]);
  assert.deepEqual(found("money habits", "en"), []);
});

test("case and the two dots of ё do not matter", () => {
  assert.deepEqual(found("все ДЕЛО", "ru"), [{ question: 0, line: 1 }]);
  assert.deepEqual(found("всЁ", "ru"), [{ question: 0, line: 1 }]);
  assert.deepEqual(found("ӘДЕТ", "kk"), [{ question: 0, line: 1 }]);
});

test("no words find everything, signs of patterns are letters", () => {
  const all = [
    { question: 0, line: null },
    { question: 1, line: null },
  ];
  assert.deepEqual(found("", "kk"), all);
  assert.deepEqual(found("  \t ", "kk"), all);
  assert.deepEqual(found(".*", "en"), []);
});
