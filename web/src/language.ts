/** Words and numbers as each language writes them. */

import type { Payload, Text } from "./data.ts";

export const LANGUAGES = ["kk", "ru", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export function isLanguage(tag: string): tag is Language {
  return (LANGUAGES as readonly string[]).includes(tag);
}

const NARROW_SPACE = "\u202f";
const MINUS = "\u2212";

/** Digits after the point of the payload's whole numbers. */
export const PERCENT_DIGITS = 1;
export const MEAN_DIGITS = 2;
export const WEIGHTS_DIGITS = 1;

/**
 * Writes a number of `units` of the last of its `digits` decimals, as `language/numbers.py` does:
 * a decimal comma and narrow spaces from 10 000 on, in English a point and commas from 1,000 on.
 */
export function formatNumber(units: number, digits: number, language: Language): string {
  const all = String(Math.abs(units)).padStart(digits + 1, "0");
  const whole = all.slice(0, all.length - digits);
  const part = all.slice(all.length - digits);
  const english = language === "en";
  const grouped =
    english || whole.length > 4
      ? whole.replace(/\B(?=(\d{3})+$)/g, english ? "," : NARROW_SPACE)
      : whole;
  return (units < 0 ? MINUS : "") + grouped + (digits > 0 ? (english ? "." : ",") + part : "");
}

/** Writes a p-value of so many thousandths with its relation; 0 is below 0.001, and none is 1. */
export function formatP(thousandths: number, language: Language): string {
  const relation = thousandths === 0 ? "<" : thousandths === 1000 ? ">" : "=";
  const shown = Math.min(Math.max(thousandths, 1), 999);
  return `p ${relation} ${formatNumber(shown, 3, language)}`;
}

/** The page's words in one language. */
export class Words {
  constructor(
    private readonly phrases: Payload["phrases"],
    readonly language: Language,
  ) {}

  /** A phrase of the page with its fields filled in. */
  say(id: string, fields: Readonly<Record<string, string | number>> = {}): string {
    if (!Object.prototype.hasOwnProperty.call(this.phrases, id)) throw new Error(`no phrase ${id}`);
    const known = this.phrases[id] as Text;
    const values = new Map(Object.entries(fields));
    return this.text(known).replace(/\{(\w+)\}/g, (whole, name: string) =>
      String(values.get(name) ?? whole),
    );
  }

  text(text: Text): string {
    return text[LANGUAGES.indexOf(this.language)] ?? text[0];
  }

  number(units: number, digits = 0): string {
    return formatNumber(units, digits, this.language);
  }

  /** Tenths, without the decimal of a whole number: degrees of freedom. */
  short(tenths: number): string {
    return tenths % 10 === 0 ? this.number(tenths / 10) : this.number(tenths, 1);
  }

  p(thousandths: number): string {
    return formatP(thousandths, this.language);
  }
}
