import assert from "node:assert/strict";
import { test } from "node:test";
import { APART, BAR, groupColour, inkOn, PAPER, SOFT, stepOf, STEPS } from "../src/colours.ts";

/** Contrast of two colours after WCAG 2. */
function contrast(first: string, second: string): number {
  const [light, dark] = [luminance(first), luminance(second)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((from) => {
    const part = parseInt(colour.slice(from, from + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test("letters on every step can be read", () => {
  STEPS.forEach((colour, step) => assert.ok(contrast(colour, inkOn(step)) >= 4.5, colour));
  assert.ok(contrast(SOFT, PAPER) >= 4.5);
});

test("bars stand out from the paper", () => {
  for (const colour of [BAR, APART, ...[0, 1, 2, 3, 4, 5].map(groupColour)])
    assert.ok(contrast(colour, PAPER) >= 3, `${colour} ${contrast(colour, PAPER)}`);
});

test("steps run from the lowest to the highest", () => {
  assert.deepEqual([0, 19, 20, 99, 100].map((value) => stepOf(value, 0, 100)), [0, 0, 1, 4, 4]);
  assert.equal(stepOf(7, 7, 7), 2);
});
