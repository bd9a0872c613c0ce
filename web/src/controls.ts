/** The controls of a view: native ones, each with a label, and a reason where one cannot be used. */

import {
  at,
  changed,
  hasChange,
  linesOf,
  othersOf,
  showsOf,
  showsOneLine,
  viewOf,
  type Comparison,
  type Other,
  type Place,
  type Show,
} from "./choice.ts";
import { element } from "./dom.ts";
import type { Labels } from "./labels.ts";

type Go = (place: Place) => void;

interface Option {
  readonly value: string;
  readonly text: string;
}

export function drawControls(labels: Labels, go: Go): HTMLElement {
  return element(
    "form",
    { class: "controls", id: "controls", "aria-label": labels.words.say("controls"), onsubmit: (event) => event.preventDefault() },
    breakdown(labels, go),
    answer(labels, go),
    ...comparison(labels, go),
    weights(labels, go),
    shows(labels, go),
  );
}

function select(
  id: string,
  label: string,
  options: readonly Option[],
  chosen: string,
  onchoose: (value: string) => void,
  reason: string | null = null,
): HTMLElement {
  const made = element(
    "select",
    {
      id,
      disabled: reason !== null,
      "aria-describedby": reason === null ? undefined : `${id}-reason`,
      onchange: (event) => onchoose((event.target as HTMLSelectElement).value),
    },
    ...options.map(({ value, text }) => element("option", { value, selected: value === chosen }, text)),
  );
  return element("div", { class: "control" }, element("label", { for: id }, label), made, note(id, reason));
}

function note(id: string, reason: string | null): HTMLElement | null {
  return reason === null ? null : element("p", { class: "reason", id: `${id}-reason` }, reason);
}

interface Radio {
  readonly id: string;
  readonly text: string;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly onchoose: () => void;
}

/** Radio buttons under one name; `reasons` say why some of them cannot be chosen. */
export function radios(name: string, legend: string, choices: readonly Radio[], reasons: readonly string[]): HTMLElement {
  return element(
    "fieldset",
    { class: "control" },
    element("legend", {}, legend),
    element(
      "div",
      { class: "radios" },
      ...choices.map(({ id, text, checked, disabled, onchoose }) =>
        element(
          "label",
          { for: id },
          element("input", {
            type: "radio",
            id,
            name,
            checked,
            disabled,
            "aria-describedby": disabled && reasons.length > 0 ? `${name}-reason` : undefined,
            onchange: onchoose,
          }),
          text,
        ),
      ),
    ),
    note(name, reasons.length === 0 ? null : reasons.join(" ")),
  );
}

function breakdown({ payload, words, place, choice }: Labels, go: Go): HTMLElement {
  const options = payload.breakdowns.map(({ id, label }, by) => ({
    value: id,
    text: by === 0 ? words.say("by.none") : words.text(label),
  }));
  const reason = options.length < 2 ? words.say("by.only") : null;
  return select("by", words.say("by"), options, at(options, choice.by).value, (value) => {
    go(changed(payload, place, { by: options.findIndex((option) => option.value === value) }));
  }, reason);
}

function answer(labels: Labels, go: Go): HTMLElement | null {
  const { payload, words, place, choice, question } = labels;
  if (!showsOneLine(payload, choice)) return null;
  const lines = linesOf(question, choice.show);
  if (lines.length < 2) return null;
  const options = lines.map((line) => ({ value: at(question.lines, line).id, text: labels.line(line) }));
  const label = words.say(choice.show === "mean" ? "item" : "answer");
  return select("answer", label, options, at(question.lines, choice.line).id, (value) => {
    go(changed(payload, place, { line: at(lines, options.findIndex((option) => option.value === value)) }));
  });
}

/** Two lists: a group, and the other group or the wave before. */
function comparison(labels: Labels, go: Go): HTMLElement[] {
  const { payload, words, place, choice, question } = labels;
  const { groups } = at(payload.breakdowns, choice.by);
  const view = viewOf(payload, choice);
  const possible = groups.map((_, group) => othersOf(payload, choice, group).length > 0);
  const reason = possible.includes(true) && view !== null ? null : words.say("compare.never");
  const value = (other: Other) => (other === "earlier" ? `@${payload.earlier ?? ""}` : at(groups, other).id);
  const text = (other: Other) =>
    other === "earlier" ? words.say("compare.earlier", { wave: payload.earlier ?? "" }) : labels.group(choice.by, other);
  const compare = (to: Comparison | null) => go(changed(payload, place, { compare: to }));
  const first = select(
    "compare",
    words.say("compare"),
    [
      { value: "", text: words.say("compare.none") },
      ...groups.flatMap(({ id }, group) => (possible[group] ? [{ value: id, text: text(group) }] : [])),
    ],
    choice.compare === null ? "" : value(choice.compare.group),
    (chosen) => {
      const group = groups.findIndex(({ id }) => id === chosen);
      if (group < 0) return compare(null);
      const others = othersOf(payload, choice, group);
      const kept = choice.compare?.other;
      const next = others.find((other) => typeof other === "number" && other > group) ?? at(others, 0);
      compare({ group, other: kept !== undefined && others.includes(kept) ? kept : next });
    },
    reason,
  );
  if (choice.compare === null) return [first];
  const { group, other } = choice.compare;
  const others = othersOf(payload, choice, group);
  const without = payload.earlier !== null && !hasChange(question, view, group, choice.show);
  const second = select(
    "compare-with",
    words.say("compare.with"),
    others.map((one) => ({ value: value(one), text: text(one) })),
    value(other),
    (chosen) => compare({ group, other: at(others, others.findIndex((one) => value(one) === chosen)) }),
  );
  if (without)
    second.append(element("p", { class: "reason" }, words.say("compare.no_change", { wave: payload.earlier ?? "" })));
  return [first, second];
}

function weights({ words, place, choice }: Labels, go: Go): HTMLElement {
  const waves = choice.compare?.other === "earlier";
  return weightsControl(
    words.say("weights"),
    [words.say("weights.on"), words.say("weights.off")],
    place,
    waves ? words.say("weights.waves") : null,
    go,
  );
}

/** Weighted or not; on the start page too. */
export function weightsControl(
  legend: string,
  [on, off]: readonly [string, string],
  place: Place,
  reason: string | null,
  go: Go,
): HTMLElement {
  const radio = (id: string, text: string, value: boolean, disabled: boolean): Radio => ({
    id,
    text,
    checked: place.weights === value,
    disabled,
    onchoose: () => go({ ...place, weights: value }),
  });
  return radios(
    "weights",
    legend,
    [radio("weights-on", on, true, false), radio("weights-off", off, false, reason !== null)],
    reason === null ? [] : [reason],
  );
}

function shows({ payload, words, place, choice, question }: Labels, go: Go): HTMLElement {
  const has = showsOf(question);
  const compared = choice.compare !== null;
  const fits = (show: Show) =>
    choice.compare?.other !== "earlier" || hasChange(question, viewOf(payload, choice), choice.compare.group, show);
  const reasons = compared && has.includes("count") ? [words.say("show.no_count")] : [];
  const choices = has.map((show): Radio => ({
    id: `show-${show}`,
    text: words.say(`show.${show}`),
    checked: choice.show === show,
    disabled: (compared && show === "count") || !fits(show),
    onchoose: () => go(changed(payload, place, { show })),
  }));
  return radios("show", words.say("show"), choices, reasons);
}
