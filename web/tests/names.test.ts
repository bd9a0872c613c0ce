import assert from "node:assert/strict";
import { test } from "node:test";
import { shortNames } from "../src/names.ts";

test("a word that most names share is left out", () => {
  const names = ["Akmola region", "Almaty region", "Pavlodar region", "Almaty city"];
  assert.deepEqual(shortNames(names), ["Akmola", "Almaty region", "Pavlodar", "Almaty city"]);
  assert.deepEqual(shortNames(["Ерлер", "Әйелдер"]), ["Ерлер", "Әйелдер"]);
});
