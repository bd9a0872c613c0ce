import assert from "node:assert/strict";
import { test } from "node:test";
import { formatAddress, parseAddress } from "../src/address.ts";
import type { Place } from "../src/choice.ts";
import { LATER, WAVE } from "./wave.ts";

const start: Place = { language: "kk", weights: true, choice: null };

function view(choice: Partial<NonNullable<Place["choice"]>>): Place {
  return { ...start, choice: { question: 0, by: 0, line: 1, show: "percent", compare: null, ...choice } };
}

test("an address says the whole choice and comes back", () => {
  const places: [Place, string][] = [
    [start, "#weights=on&lang=kk"],
    [{ ...start, weights: false, language: "ru" }, "#weights=off&lang=ru"],
    [
      view({ by: 1, line: 0, show: "count" }),
      "#question=causes&by=region&answer=money&weights=on&show=count&lang=kk",
    ],
    [
      view({ by: 1, compare: { group: 2, other: 0 } }),
      "#question=causes&by=region&answer=habits&weights=on&show=percent&compare=west~north&lang=kk",
    ],
    [
      view({ by: 1, compare: { group: 0, other: "earlier" } }),
      "#question=causes&by=region&answer=habits&weights=on&show=percent&compare=north~@2021&lang=kk",
    ],
    [
      view({ question: 1, line: 0, show: "mean" }),
      "#question=rating&by=total&answer=police&weights=on&show=mean&lang=kk",
    ],
  ];
  for (const [place, address] of places) {
    assert.equal(formatAddress(place, LATER), address);
    assert.deepEqual(parseAddress(address, LATER, "en"), { place, wrong: null });
  }
});

test("what an address leaves out is as a question is opened", () => {
  const found = parseAddress("#question=causes&by=sex", WAVE, "ru");
  assert.deepEqual(found, { place: { ...view({ by: 2 }), language: "ru" }, wrong: null });
  assert.deepEqual(parseAddress("", WAVE, "kk"), { place: start, wrong: null });
  assert.deepEqual(parseAddress("#", { ...WAVE, reconstruction: true }, "kk").place.weights, false);
});

test("of a wrong address only the wrong part is named, and the start page shown", () => {
  const wrong: [string, string][] = [
    ["#question=nothing&by=region", "question=nothing"],
    ["#question=causes&by=__proto__", "by=__proto__"],
    ["#__proto__=causes", "__proto__=causes"],
    ["#question=constructor", "question=constructor"],
    ["#question=causes&answer=police", "answer=police"],
    ["#question=causes&show=mean", "show=mean"],
    ["#question=rating&show=percent", "show=percent"],
    ["#question=causes&weights=heavy", "weights=heavy"],
    ["#question=causes&question=rating", "question=rating"],
    ["#question=%E0%A4%A", "question=%E0%A4%A"],
    ["#question", "question"],
    ["#=causes", "=causes"],
    ["#by=region", "by=region"],
    ["#lang=tlh&question=causes", "lang=tlh"],
    ["#question=causes&by=region&compare=north", "compare=north"],
    ["#question=causes&by=region&compare=north~north", "compare=north~north"],
    ["#question=causes&by=region&compare=north~south~west", "compare=north~south~west"],
    ["#question=causes&by=region&compare=north~@2021", "compare=north~@2021"],
    ["#question=causes&by=region&compare=north~south&show=count", "show=count"],
    ["#question=%3Cscript%3Ealert(1)%3C/script%3E", "question=<script>alert(1)</script>"],
  ];
  for (const [address, part] of wrong)
    assert.deepEqual(parseAddress(address, WAVE, "kk"), { place: start, wrong: part }, address);
});

test("the language of a wrong address is kept", () => {
  const found = parseAddress("#lang=en&question=nothing", WAVE, "kk");
  assert.deepEqual(found, { place: { ...start, language: "en" }, wrong: "question=nothing" });
  for (const address of ["#by=region&utm=1&lang=ru", "#lang=ru&question=%E0%A4%A"])
    assert.equal(parseAddress(address, WAVE, "kk").place.language, "ru");
});

test("the end of a sentence behind a link is no part of it", () => {
  for (const behind of [".", ",", "%20", ").", "%C2%BB", "%E2%80%9D;"]) {
    const found = parseAddress(`#question=causes&by=sex&lang=ru${behind}`, WAVE, "kk");
    assert.deepEqual(found, { place: { ...view({ by: 2 }), language: "ru" }, wrong: null }, behind);
  }
  assert.equal(parseAddress("#question=causes.&lang=ru", WAVE, "kk").wrong, "question=causes.");
  assert.equal(parseAddress("#lang=rub", WAVE, "kk").wrong, "lang=rub");
});

test("a wrong part is readable, and turns nothing round", () => {
  const wrong = (address: string) => parseAddress(address, WAVE, "kk").wrong;
  assert.equal(wrong("#%D1%81%D2%B1%D1%80%D0%B0%D2%9B=1"), "сұрақ=1");
  assert.equal(wrong("#question=a%E2%80%AEb%00c%0Ad"), "question=abcd");
});

test("a comparison with the wave before needs a figure of that group, and weights", () => {
  const address = (group: string, weights: string) =>
    `#question=causes&by=region&weights=${weights}&compare=${group}~@2021`;
  assert.equal(parseAddress(address("south", "on"), LATER, "kk").wrong, null);
  assert.equal(parseAddress(address("west", "on"), LATER, "kk").wrong, "compare=west~@2021");
  assert.equal(parseAddress(address("south", "off"), LATER, "kk").wrong, "weights=off");
});

test("a long wrong part is cut to 60 letters, whatever its letters are", () => {
  for (const letter of ["x", "ң", "😀"]) {
    const { wrong } = parseAddress(`#question=${letter.repeat(300)}`, WAVE, "kk");
    assert.equal(wrong, `question=${letter.repeat(50)}…`);
  }
  const { place, wrong } = parseAddress(`#${"&=%".repeat(3500)}`, WAVE, "kk");
  assert.deepEqual(place, start);
  assert.equal(Array.from(wrong ?? "").length, 60);
});

test("ids with letters that an address needs for itself come back", () => {
  const id = "a&b=c %+#ң";
  const odd = { ...WAVE, questions: WAVE.questions.map((one, at) => (at === 0 ? { ...one, id } : one)) };
  const address = formatAddress(view({}), odd);
  assert.match(address, /^#question=a%26b%3Dc%20%25%2B%23%D2%A3&by=total&/);
  assert.deepEqual(parseAddress(address, odd, "kk").place, view({}));
});
