import assert from "node:assert/strict";
import { test } from "node:test";
import { shortNames, tileLines } from "../src/names.ts";

const letters = (text: string) => text.length;

test("a word that most names share is left out", () => {
  const names = ["Akmola region", "Almaty region", "Pavlodar region", "Almaty city"];
  assert.deepEqual(shortNames(names), ["Akmola", "Almaty region", "Pavlodar", "Almaty city"]);
  assert.deepEqual(shortNames(["Ерлер", "Әйелдер"]), ["Ерлер", "Әйелдер"]);
});

test("long words are parted between syllables", () => {
  const cases: [string, number, string[]][] = [
    ["Карагандинская", 9, ["Караган-", "динская"]],
    ["Мангистауская", 9, ["Манги-", "стауская"]],
    ["Костанайская", 9, ["Костанай-", "ская"]],
    ["Атырауская", 9, ["Атырау-", "ская"]],
    ["Нур-Султан", 9, ["Нур-", "Султан"]],
    ["Северо-Казахстанская", 12, ["Северо-", "Казахстан-", "ская"]],
    ["Батыс Қазақстан", 15, ["Батыс Қазақстан"]],
    ["Батыс Қазақстан", 9, ["Батыс", "Қазақстан"]],
    ["strength", 3, ["strength"]],
  ];
  for (const [name, room, lines] of cases) assert.deepEqual(tileLines(name, room, letters), lines, name);
});
