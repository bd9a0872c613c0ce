/** Small helpers for elements. Words only ever become text, never markup. */

import { brokenLines } from "./lines.ts";

type Property = string | number | boolean | undefined | ((event: Event) => void);

/**
 * Makes an element. A function is listened to (`onclick`), `true` sets an attribute without a
 * value, `false` and `undefined` leave it out.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Readonly<Record<string, Property>> = {},
  ...children: readonly (Node | string | null)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false)
      made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child): child is Node | string => child !== null));
  return made;
}

/** An element that the page's template holds. */
export function held(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no element ${id}`);
  return found;
}

/** Size of the page's type in pixels: pictures follow it when a reader enlarges the text. */
export function typeSize(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}

export const FAMILY = '"Noto Sans", "DejaVu Sans", "Segoe UI", Arial, sans-serif';

let pen: CanvasRenderingContext2D | null = null;
/** Widths of texts in pixels, by type and text: the same names are measured again and again. */
const widths = new Map<string, number>();

/** Width of a text in pixels. */
export function textWidth(text: string, size: number, bold = false): number {
  const font = `${bold ? "bold " : ""}${size}px ${FAMILY}`;
  const key = `${font} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  pen ??= document.createElement("canvas").getContext("2d");
  if (pen === null) return text.length * size * 0.6;
  if (pen.font !== font) pen.font = font;
  const { width } = pen.measureText(text);
  widths.set(key, width);
  return width;
}

/** Breaks a text into lines of at most `width` pixels. */
export function wrapped(text: string, width: number, size: number, bold = false): string[] {
  return brokenLines(text, width, (part) => textWidth(part, size, bold));
}

/**
 * A finished picture without the names that the library gives its parts (they are English words,
 * and a picture is read as one).
 */
export function bare(drawn: SVGSVGElement | HTMLElement): SVGSVGElement {
  const svg = drawn instanceof SVGSVGElement ? drawn : drawn.querySelector("svg");
  if (svg === null) throw new Error("nothing was drawn");
  for (const part of svg.querySelectorAll("[aria-label], [aria-description]")) {
    part.removeAttribute("aria-label");
    part.removeAttribute("aria-description");
  }
  return svg;
}
