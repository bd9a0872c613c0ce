/** Every colour of the pictures and of the start page's table. */

export const INK = "#1c2733";
export const SOFT = "#56636f";
export const LINES = "#d5dbe0";
export const PAPER = "#ffffff";

/** Light to dark, for what has an order: the start page's cells and the tiles. */
export const STEPS = ["#edf4f9", "#cfe2ef", "#94c0dc", "#2f74a3", "#0b4a75"] as const;

/** Bars of one kind, and what stands apart ("hard to answer"). */
export const BAR = "#4f93c0";
export const APART = "#87929c";

const GROUPS = ["#3d86b8", "#c9731c", "#2f9070", "#a069b0", "#7d868e", "#b8605a"] as const;

/** Colours of groups beside each other; each group is named too. */
export function groupColour(position: number): string {
  return GROUPS[position % GROUPS.length] ?? BAR;
}

/** Step of a value between two ends; everything between equal ends is the middle step. */
export function stepOf(value: number, low: number, high: number): number {
  if (high <= low) return 2;
  const part = Math.floor(((value - low) / (high - low)) * STEPS.length);
  return Math.min(Math.max(part, 0), STEPS.length - 1);
}

/** Dark or white letters, whichever are easier to read on a step. */
export function inkOn(step: number): string {
  return step < 3 ? INK : PAPER;
}
