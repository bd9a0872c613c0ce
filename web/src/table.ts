/** The figures of a view as a table; each number is an element that says what it is. */

import { at } from "./choice.ts";
import { element } from "./dom.ts";
import type { Column, Difference, Figure, Figures } from "./figures.ts";
import { shownValue, type Labels } from "./labels.ts";
import { itemTests } from "./verdict.ts";

export const CAPTION = "table-caption";

/** A table in a box of its own, which scrolls where the page is narrow. */
export function drawTable(figures: Figures, labels: Labels): HTMLElement {
  const { words } = labels;
  const table = new Table(figures, labels);
  return element(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": words.say("table.region"), id: "table" },
    element(
      "table",
      { class: `figures ${figures.mode}` },
      element("caption", { id: CAPTION }, labels.caption(figures)),
      ...(figures.mode === "one" ? table.ofGroups() : table.ofLines()),
    ),
  );
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

class Table {
  private readonly words;
  private readonly intervals: boolean;
  private readonly lineBases: boolean;

  constructor(
    private readonly figures: Figures,
    private readonly labels: Labels,
  ) {
    this.words = labels.words;
    this.intervals = labels.choice.show !== "count";
    this.lineBases = labels.choice.show === "mean";
  }

  /** A row for each group of the one line, everybody first. */
  ofGroups(): HTMLElement[] {
    const { columns, everybody } = this.figures;
    const line = at(this.figures.lines, 0);
    const total: Column[] =
      everybody === null ? [] : [{ id: "all", label: this.labels.everybody(), figures: [everybody] }];
    const rows = [...total, ...columns].map((column) => {
      const figure = at(column.figures, 0);
      return this.row(
        column.label,
        [this.base(column.id, figure.base, line), ...this.apart(figure, line, column.id)],
        column === total[0],
      );
    });
    const heads = [this.words.say("table.base"), ...this.heads()];
    return this.whole(this.labels.breakdown(), heads, rows);
  }

  /** A row for each line, a column for each group, bases below. */
  ofLines(): HTMLElement[] {
    const { columns, lines, differences, mode } = this.figures;
    const total = mode === "total";
    const tests = mode === "groups" && this.lineBases ? itemTests(this.labels) : null;
    const rows = lines.map((line, row) => {
      const cells = columns.flatMap((column) => {
        const figure = at(column.figures, row);
        if (total) {
          const base = this.lineBases ? [this.base(column.id, figure.base, line)] : [];
          return [...base, ...this.apart(figure, line, column.id)];
        }
        return [this.together(figure, line, column.id)];
      });
      const change = differences === null ? [] : this.difference(at(differences, row), line);
      if (tests !== null && tests.size > 0) change.push(this.p(tests.get(line)?.holm ?? null, line, "test"));
      const { role } = at(this.labels.question.lines, line);
      return this.row(this.labels.line(line), [...cells, ...change], false, role === "subtotal");
    });
    if (!this.lineBases) rows.push(this.bases(columns, total, differences !== null));
    const base = total && this.lineBases ? [this.words.say("table.base")] : [];
    const heads = total ? [...base, ...this.heads()] : columns.map(({ label }) => label);
    if (differences !== null)
      heads.push(
        ...[mode === "waves" ? "change" : "difference", "interval", mode === "waves" ? "p_holm" : "p"].map(
          (id) => this.words.say(`table.${id}`),
        ),
      );
    if (tests !== null && tests.size > 0) heads.push(this.words.say("table.p_matrix"));
    return this.whole(this.words.say(this.lineBases ? "table.item" : "table.answer"), heads, rows);
  }

  private whole(stub: string, heads: readonly string[], rows: readonly HTMLElement[]): HTMLElement[] {
    const head = element(
      "tr",
      {},
      element("th", { scope: "col" }, stub),
      ...heads.map((text) => element("th", { scope: "col", class: "n" }, text)),
    );
    return [element("thead", {}, head), element("tbody", {}, ...rows)];
  }

  private row(label: string, cells: readonly HTMLElement[], strong = false, sum = false): HTMLElement {
    const name = strong ? "total" : sum ? "sum" : undefined;
    return element("tr", { class: name }, element("th", { scope: "row" }, label), ...cells);
  }

  private heads(): string[] {
    const interval = this.intervals ? [this.words.say("table.interval")] : [];
    return [capital(this.labels.unit()), ...interval];
  }

  /** A figure and its interval in cells of their own. */
  private apart(figure: Figure, line: number, group: string): HTMLElement[] {
    const value = element("td", { class: "n" }, this.value(figure, line, group));
    if (!this.intervals) return [value];
    return [value, element("td", { class: "n" }, ...this.interval(figure, line, group))];
  }

  /** A figure with its interval, and the base of a mean, below it. */
  private together(figure: Figure, line: number, group: string): HTMLElement {
    const cell = element("td", { class: "n" }, this.value(figure, line, group));
    const interval = this.intervals ? this.interval(figure, line, group) : [];
    if (interval.length > 0) cell.append(element("small", {}, ...interval));
    if (this.lineBases && figure.base !== null && figure.mark !== "nobody") {
      const base = this.number("base", line, group, this.words.number(figure.base));
      cell.append(element("small", {}, "n = ", base));
    }
    return cell;
  }

  private value(figure: Figure, line: number, group: string): HTMLElement {
    const text = shownValue(figure, this.figures.digits, this.words);
    return this.number("value", line, group, text);
  }

  private interval({ low, high }: Pick<Figure, "low" | "high">, line: number, group: string): (Node | string)[] {
    if (low === null || high === null) return group === "difference" ? ["–"] : [];
    const ends = this.figures.differences !== null && group === "difference" ? "difference-" : "";
    return [
      this.number(`${ends}low`, line, group, this.words.number(low, this.figures.digits)),
      ends === "" ? " – " : ` ${this.words.say("table.to")} `,
      this.number(`${ends}high`, line, group, this.words.number(high, this.figures.digits)),
    ];
  }

  private difference(found: Difference | null, line: number): HTMLElement[] {
    if (found === null) {
      const none = () => element("td", { class: "n" }, "–");
      return [none(), none(), none()];
    }
    const sign = found.value > 0 ? "+" : "";
    const value = sign + this.words.number(found.value, this.figures.digits);
    return [
      element("td", { class: "n" }, this.number("difference", line, "difference", value)),
      element("td", { class: "n" }, ...this.interval(found, line, "difference")),
      this.p(found.p, line, "difference"),
    ];
  }

  private p(thousandths: number | null, line: number, group: string): HTMLElement {
    const text = thousandths === null ? "–" : this.words.p(thousandths).replace(/^p (= )?/, "");
    return element("td", { class: "n" }, this.number("p", line, group, text));
  }

  private base(group: string, base: number | null, line: number): HTMLElement {
    const text = base === null ? "†" : this.words.number(base);
    return element("td", { class: "n" }, this.number("base", line, group, text));
  }

  private bases(columns: readonly Column[], total: boolean, compared: boolean): HTMLElement {
    const cells = columns.map(({ id, figures }) => {
      const base = figures.find((figure) => figure.base !== null)?.base ?? null;
      return this.base(id, base, at(this.figures.lines, 0));
    });
    const empty = (total && this.intervals ? 1 : 0) + (compared ? 3 : 0);
    for (let cell = 0; cell < empty; cell++) cells.push(element("td", {}));
    return element("tr", { class: "base" }, element("th", { scope: "row" }, this.words.say("table.bases")), ...cells);
  }

  private number(field: string, line: number, group: string, text: string): HTMLElement {
    const id = at(this.labels.question.lines, line).id;
    return element("span", { "data-line": id, "data-group": group, "data-field": field }, text);
  }
}
