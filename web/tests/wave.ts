/** A small invented wave. */

import type { Payload, Question, Text, View } from "../src/data.ts";

function text(kk: string, ru: string, en: string): Text {
  return [kk, ru, en];
}

const share = [30, 312, 551, 482, 618, 548, 470, 626] as const;

function view(groups: number, lines: number): View {
  return {
    evidence: "observed",
    base: Array<number>(groups).fill(60),
    weightedBase: Array<number>(groups).fill(601),
    cells: Array(lines).fill(Array(groups).fill(share)),
    meanBase: Array<null>(lines).fill(null),
    tests: [],
    pairs: Array((groups * (groups - 1)) / 2).fill(Array(lines).fill([50, -20, 120, 200, 61, -10, 132, 150])),
    changes: null,
  };
}

const causes: Question = {
  id: "causes",
  label: text("Зорлық-зомбылық себептері", "Причины насилия", "Causes of violence"),
  kind: "multiple",
  scale: null,
  asked: [],
  first: 1,
  lines: [
    { id: "money", label: text("Ақша", "Деньги", "Money"), role: "answer", apart: false },
    { id: "habits", label: text("Жаман әдеттер", "Всё дело в привычках", "Bad habits"), role: "answer", apart: false },
    { id: "not_sure", label: text("Білмеймін", "Не знаю", "Not sure"), role: "answer", apart: true },
  ],
  views: [view(1, 3), view(3, 3), view(2, 3)],
};

const rating: Question = {
  id: "rating",
  label: text("Баға", "Оценка", "Rating"),
  kind: "scale",
  scale: [1, 5],
  asked: [{ question: 0, lines: [1] }],
  first: 0,
  lines: [{ id: "police", label: text("Полиция", "Полиция", "Police"), role: "item", apart: false }],
  views: [null, null, null],
};

export const WAVE: Payload = {
  wave: "2023",
  reconstruction: false,
  title: text("Сауалнама", "Опрос", "Survey"),
  phrases: { hello: ["Сәлем, {name}", "Здравствуйте, {name}", "Hello, {name}"] },
  small: { flag: 50, suppress: 25 },
  chapters: [{ label: text("1-тарау", "Глава 1", "Chapter 1"), questions: [0, 1] }],
  breakdowns: [
    {
      id: "total",
      label: text("Барлығы", "Всего", "Total"),
      grid: null,
      groups: [{ id: "all", label: text("Барлығы", "Все", "Everybody"), tile: null }],
    },
    {
      id: "region",
      label: text("Өңір", "Регион", "Region"),
      grid: [2, 2],
      groups: [
        { id: "north", label: text("Солтүстік", "Север", "North"), tile: [0, 0] },
        { id: "south", label: text("Оңтүстік", "Юг", "South"), tile: [0, 1] },
        { id: "west", label: text("Батыс", "Запад", "West"), tile: [1, 0] },
      ],
    },
    {
      id: "sex",
      label: text("Жынысы", "Пол", "Sex"),
      grid: null,
      groups: [
        { id: "male", label: text("Ерлер", "Мужчины", "Men"), tile: null },
        { id: "female", label: text("Әйелдер", "Женщины", "Women"), tile: null },
      ],
    },
  ],
  questions: [causes, rating],
  earlier: null,
  earlierReconstruction: false,
};

/** The same wave with one before it, in which all groups of `region` but the last are the same. */
export const LATER: Payload = {
  ...WAVE,
  earlier: "2021",
  questions: [
    {
      ...causes,
      views: causes.views.map((one, by) =>
        one === null || by !== 1
          ? one
          : {
              ...one,
              changes: causes.lines.map(() => [[55, 500, 430, 570, 51, -40, 142, 300], [20, 500, null, null, 51, null, null, null], null]),
            },
      ),
    },
    rating,
  ],
};
