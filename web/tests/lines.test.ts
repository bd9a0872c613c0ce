import assert from "node:assert/strict";
import { test } from "node:test";
import { brokenLines } from "../src/lines.ts";

const letters = (text: string) => text.length;

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
    ["Кәсіптік-техникалық, арнаулы", 14, ["Кәсіптік-", "техникалық,", "арнаулы"]],
    ["18-29 жас", 5, ["18-29", "жас"]],
    ["Ақша – бәрі", 20, ["Ақша – бәрі"]],
    ["strength", 3, ["strength"]],
  ];
  for (const [name, room, lines] of cases) assert.deepEqual(brokenLines(name, room, letters), lines, name);
});
