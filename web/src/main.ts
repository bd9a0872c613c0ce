/** The page: what the address says is shown, what the reader chooses goes into the address. */

import { formatAddress, parseAddress } from "./address.ts";
import { startPlace, type Place } from "./choice.ts";
import { weightsControl } from "./controls.ts";
import type { Payload } from "./data.ts";
import { element, held } from "./dom.ts";
import { figuresOf } from "./figures.ts";
import { Labels } from "./labels.ts";
import { isLanguage, LANGUAGES, Words, type Language } from "./language.ts";
import { drawList } from "./list.ts";
import { drawLegend, drawMatrix } from "./matrix.ts";
import { findQuestions } from "./search.ts";
import { drawView } from "./view.ts";

/** Pictures on paper are as wide as on a desk, also when a phone prints them; the sheet shrinks them. */
const PAPER_WIDTH = 960;

class Page {
  private place: Place;
  private words: Words;
  private address = "";
  private redraw: (width?: number) => void = () => undefined;
  private readonly search = held("search") as HTMLInputElement;
  private readonly main = held("content");

  constructor(private readonly payload: Payload) {
    this.place = startPlace(payload, spokenLanguage());
    this.words = new Words(payload.phrases, this.place.language);
    for (const language of LANGUAGES)
      held(`lang-${language}`).addEventListener("click", () => this.go({ ...this.place, language }));
    this.search.addEventListener("input", () => this.find(true));
    held("toggle").addEventListener("click", () => this.unfold(!document.body.classList.contains("unfolded")));
    held("questions").addEventListener("click", ({ target }) => {
      // the question that is open leads nowhere new
      if (target instanceof Element && target.closest("[aria-current]") !== null) this.unfold(false);
    });
    held("skip").addEventListener("click", (event) => {
      event.preventDefault();
      this.main.focus();
    });
    this.main.addEventListener("click", (event) => {
      const link = (event.target as Element).closest("#matrix a");
      if (link !== null) history.replaceState(link.getAttribute("href"), "");
    });
    window.addEventListener("hashchange", () => this.follow());
    window.addEventListener("beforeprint", () => this.redraw(PAPER_WIDTH));
    window.addEventListener("afterprint", () => this.redraw());
    let waiting = 0;
    window.addEventListener("resize", () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(() => this.redraw());
    });
    this.follow();
  }

  /** Shows what the address says. */
  private follow(): void {
    if (this.address !== "" && location.hash === this.address) return;
    const first = this.address === "";
    const { place, wrong } = parseAddress(location.hash, this.payload, this.place.language);
    this.address = location.hash || "#";
    this.show(place);
    const problem = held("problem");
    problem.hidden = wrong === null;
    problem.textContent = wrong === null ? "" : this.words.say("problem", { part: wrong });
    if (first || isVisible(document.activeElement)) return;
    const left = this.left();
    if (left === null) window.scrollTo(0, 0);
    (left ?? held("heading")).focus();
  }

  /** The cell of the start page through which it was left, when a reader comes back to it. */
  private left(): HTMLElement | null {
    if (this.place.choice !== null || typeof history.state !== "string") return null;
    return this.main.querySelector<HTMLElement>(`#matrix a[href="${CSS.escape(history.state)}"]`);
  }

  /** Shows what a reader chose and puts it into the address; the control keeps the focus. */
  private readonly go = (place: Place): void => {
    const used = document.activeElement?.id ?? "";
    held("problem").hidden = true;
    held("problem").textContent = "";
    this.address = formatAddress(place, this.payload);
    if (location.hash !== this.address) writeAddress(this.address);
    this.show(place);
    if (used !== "" && document.activeElement?.id !== used) document.getElementById(used)?.focus();
  };

  private show(place: Place): void {
    this.place = place;
    this.words = new Words(this.payload.phrases, place.language);
    this.frame();
    if (place.choice === null) this.start();
    else {
      const labels = new Labels(this.payload, this.words, place);
      const home = formatAddress({ ...place, choice: null }, this.payload);
      const { elements, redraw } = drawView(labels, home, this.go);
      this.main.before(held("questions"));
      this.main.replaceChildren(...elements);
      this.redraw = redraw;
      const figures = figuresOf(this.payload, place, labels.group);
      const title = labels.title();
      document.title = `${title} – ${this.words.text(this.payload.title)}`;
      held("status").textContent =
        figures === null
          ? `${title}. ${this.words.say("nobody_answered")}`
          : this.words.say("shown", { title, caption: labels.caption(figures) });
    }
    this.unfold(false);
    this.find(false);
    this.redraw();
    this.uncover();
  }

  /** What stands around every state of the page, in the language chosen. */
  private frame(): void {
    const { words } = this;
    const home = held("home") as HTMLAnchorElement;
    home.href = formatAddress({ ...this.place, choice: null }, this.payload);
    document.body.className = this.place.choice === null ? "start" : "view";
    if (document.documentElement.lang === words.language && home.textContent !== "") return;
    document.documentElement.lang = words.language;
    home.textContent = words.text(this.payload.title);
    for (const language of LANGUAGES)
      held(`lang-${language}`).setAttribute("aria-pressed", String(language === words.language));
    held("languages").setAttribute("aria-label", words.say("languages"));
    held("questions").setAttribute("aria-label", words.say("questions"));
    held("skip").textContent = words.say("skip");
    held("search-label").textContent = words.say("search");
    held("toggle").textContent = words.say("toggle");
    held("source").textContent = words.say("source", { wave: this.payload.wave });
    held("precision").textContent = words.say("precision");
    const report = held("report") as HTMLAnchorElement;
    report.href = `../report/report.${words.language}.html`;
    report.textContent = words.say("report");
    if (this.payload.reconstruction)
      held("reconstruction").replaceChildren(
        element("strong", {}, words.say("shell.reconstruction_short")),
        ` ${words.say("shell.reconstruction")}`,
      );
    held("reconstruction").hidden = !this.payload.reconstruction;
  }

  /** Question search stands beside a view, and above the table of the start page. */
  private start(): void {
    const { payload, words, place } = this;
    const title = words.text(payload.title);
    const tested = payload.breakdowns.length > 1;
    const weights = weightsControl(
      words.say("matrix.weights"),
      [words.say("weights.on"), words.say("weights.off")],
      place,
      null,
      this.go,
    );
    document.title = title;
    held("status").textContent = title;
    this.redraw = () => undefined;
    this.main.replaceChildren(
      element("h1", { id: "heading", tabindex: -1 }, words.say("back")),
      element("p", { class: "lead" }, words.say(tested ? "start.lead" : "start.list")),
      ...(tested ? [drawLegend(payload, words)] : []),
      element("div", { class: "tools" }, held("questions"), tested ? weights : null),
      ...(tested ? [element("p", { class: "note sideways" }, words.say("matrix.sideways"))] : []),
      element("div", { id: "matrix" }),
    );
  }

  /** Narrows the questions to what was typed; `aloud` says how many are left. */
  private find(aloud: boolean): void {
    const hits = findQuestions(this.payload, this.words, this.search.value);
    if (this.place.choice === null) {
      const shown = new Set(hits.map(({ question }) => question));
      held("matrix").replaceWith(drawMatrix(this.payload, this.words, this.place, shown));
      held("list").replaceChildren();
    } else held("list").replaceWith(drawList(this.payload, this.words, this.place, hits));
    if (aloud) this.unfold(this.place.choice !== null);
    held("found").textContent =
      this.search.value.trim() === "" ? "" : this.words.say("found", { n: hits.length });
  }

  /** Scrolls the list to the question that is open, and the page not at all. */
  private uncover(): void {
    const box = held("questions");
    const current = box.querySelector("[aria-current]")?.getBoundingClientRect();
    const { top, bottom } = box.getBoundingClientRect();
    if (current !== undefined && (current.top < top || current.bottom > bottom))
      box.scrollTop += current.top - top - box.clientHeight / 2;
  }

  /** On a narrow page the list of questions is folded away. */
  private unfold(open: boolean): void {
    document.body.classList.toggle("unfolded", open);
    held("toggle").setAttribute("aria-expanded", String(open));
  }
}

/** The language of other pages' `?lang=`, the browser's, or the first one. */
function spokenLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang") ?? "";
  const spoken = (navigator.languages ?? []).map((tag) => tag.slice(0, 2).toLowerCase());
  return [asked, ...spoken].find(isLanguage) ?? LANGUAGES[0];
}

/** A new entry of the history, also where a browser refuses it to a page inside another one. */
function writeAddress(address: string): void {
  try {
    history.pushState(null, "", address);
  } catch {
    location.hash = address;
  }
}

function isVisible(focused: Element | null): boolean {
  return focused !== null && focused !== document.body && focused.getClientRects().length > 0;
}

new Page(JSON.parse(held("payload").textContent ?? "") as Payload);
