"""The page as people use it. Truth: Chromium by mouse and by keyboard; the other languages."""

from __future__ import annotations

import re

import pytest
from browsing import PHONE, SIZES, VIEWS, address, watched, write_site

from saualnama.language import LANGUAGES


def state(page):
    """The choice that the address holds."""
    return dict(part.split("=") for part in page.url.partition("#")[2].split("&"))


def numbers(page):
    return page.locator("#table [data-field=value]").all_inner_texts()


@SIZES
def test_each_control_by_mouse(browser, site_2021, size):
    with watched(browser, site_2021, viewport=size) as opened:
        page = opened.open("lang=en")
        page.click("#weights-on")
        assert state(page)["weights"] == "on"
        page.click("#matrix td[data-question=dv_causes][data-by=sex] a")
        assert page.inner_text("h1") == "Causes of domestic violence"
        assert (state(page)["question"], state(page)["by"]) == ("dv_causes", "sex")
        before = numbers(page)
        page.click("#weights-off")
        assert numbers(page) != before
        page.click("#show-count")
        assert all(re.fullmatch(r"\(?[\d,]+\)?|[*†–]", text) for text in numbers(page))
        page.click("#show-percent")
        page.select_option("#compare", "male")
        assert state(page)["compare"] == "male~female"
        assert page.locator("[data-field=difference]").count() == len(numbers(page)) / 2
        page.select_option("#compare", "")
        assert "compare" not in state(page)
        page.select_option("#by", "region")
        assert page.locator("figure.tiles svg").is_visible()
        page.select_option("#answer", "jealousy")
        assert state(page)["answer"] == "jealousy"
        page.select_option("#compare", "akmola")
        page.select_option("#compare-with", "shymkent")
        assert state(page)["compare"] == "akmola~shymkent"
        page.click("#lang-ru")
        assert page.locator("html").get_attribute("lang") == "ru"
        assert page.locator("#lang-ru").get_attribute("aria-pressed") == "true"
        assert state(page)["compare"] == "akmola~shymkent"
        with page.expect_download():
            page.click("#csv")
        with page.expect_download():
            page.click("#png")
        page.click("#home")
        page.wait_for_selector("#matrix table")
        assert "question" not in state(page)


@SIZES
def test_a_question_is_found_by_its_words(browser, site_2021, size):
    with watched(browser, site_2021, viewport=size) as opened:
        page = opened.open(address(question="dv_causes", by="sex", lang="ru"))
        page.click("#search")
        page.keyboard.type("ССОР")
        links = page.locator("#list a")
        assert links.first.is_visible()
        assert 0 < links.count() < 5
        assert str(links.count()) in page.inner_text("#found")
        page.fill("#search", "ещё нет такого")
        assert links.count() == 0
        page.fill("#search", "частота ссор")
        links.first.click()
        assert page.inner_text("h1") == "Частота ссор в семье"
        # an answer's words find its question, with that answer
        page.fill("#search", "ревность")
        links.first.click()
        assert state(page)["question"] == "dv_causes"
        assert state(page)["answer"] == "jealousy"


def tab_to(page, id_, most=80):
    """Move the focus with the Tab key alone."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == id_:
            return
    raise AssertionError(f"{id_} is not reached by the keyboard")


def test_on_a_phone_the_list_folds_away_after_a_choice_even_of_the_same(browser, site_2021):
    with watched(browser, site_2021, viewport=PHONE) as opened:
        page = opened.open(address(question="dv_causes", by="sex", lang="en"))
        causes = "Causes of domestic violence"
        for name in (causes, causes, "Why victims reconcile"):
            page.click("#toggle")
            assert page.get_attribute("#toggle", "aria-expanded") == "true"
            page.click(f"#list a:has-text('{name}')")
            page.wait_for_selector("#toggle[aria-expanded=false]")
            assert not page.locator("#list").is_visible()
            assert page.inner_text("h1") == name


@SIZES
def test_each_control_by_keyboard_alone(browser, site_2021, size):
    with watched(browser, site_2021, viewport=size) as opened:
        page, keys = opened.open("lang=en"), opened.page.keyboard
        keys.press("Tab")
        assert page.evaluate("document.activeElement.id") == "skip"
        assert page.locator("#skip").bounding_box()["y"] >= 0
        keys.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content"
        tab_to(page, "weights-off")
        keys.press("ArrowLeft")
        assert state(page)["weights"] == "on"
        assert page.evaluate("document.activeElement.id") == "weights-on"
        tab_to(page, "matrix")
        keys.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "A"
        keys.press("Enter")
        assert "question" in state(page)
        for control, key, part in (
            ("by", "ArrowDown", "by"),
            ("weights-on", "ArrowRight", "weights"),
            ("show-percent", "ArrowRight", "show"),
            ("compare", "ArrowDown", "compare"),
        ):
            before = state(page).get(part)
            tab_to(page, control)
            keys.press(key)
            assert state(page).get(part) != before, control
            focused = page.evaluate("document.activeElement.id")
            assert focused.partition("-")[0] == control.partition("-")[0], "the focus stays"
        for button, ending in (("csv", "csv"), ("png", "png")):
            tab_to(page, button)
            with page.expect_download() as waiting:
                keys.press("Enter")
            assert waiting.value.suggested_filename.endswith(ending)
        tab_to(page, "table")
        page.evaluate("document.body.focus()")
        tab_to(page, "lang-kk")
        keys.press("Space")
        assert page.locator("html").get_attribute("lang") == "kk"
        assert page.evaluate("document.activeElement.id") == "lang-kk"
        tab_to(page, "search")
        keys.type("интернет")
        assert page.locator("#list a").first.is_visible()
        tab_to_link = page.locator("#list a").first.get_attribute("href")
        for _ in range(5):
            keys.press("Tab")
            if page.evaluate("document.activeElement.getAttribute('href')") == tab_to_link:
                break
        keys.press("Enter")
        assert page.url.endswith(tab_to_link)


TEXTS = """() => {
  const seen = (one) => one.checkVisibility({ visibilityProperty: true });
  const texts = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: holder, textContent } = walker.currentNode;
    if (holder.closest("script, style, noscript, #languages button")) continue;
    if (seen(holder) || holder.closest("svg, [role=status], option"))
      texts.push(textContent.trim());
  }
  for (const one of document.body.querySelectorAll("*"))
    for (const name of ["aria-label", "title", "alt", "placeholder", "aria-roledescription"])
      if (one.hasAttribute(name) && seen(one)) texts.push(one.getAttribute(name).trim());
  return texts;
}"""
"""All words on the page: seen, spoken, in pictures, in lists of choices."""


def words_of(page):
    """Texts with at least three letters, without the names of the languages."""
    return {text for text in page.evaluate(TEXTS) if re.search(r"[^\W\d_]{3}", text)}


@pytest.mark.parametrize("place", [*VIEWS, "question=nothing"])
def test_a_language_leaves_no_word_of_another(browser, site_2021, wave_2021, place):
    """What stands on the page in two languages is spelt alike in both."""
    known = {
        language: "\n".join(word[language] for word in wave_2021.words.entries.values())
        for language in LANGUAGES
    }
    with watched(browser, site_2021) as opened:
        page, said = opened.open(place), {}
        for language in LANGUAGES:
            page.click(f"#lang-{language}")
            if place == "question=nothing":  # the line about a wrong link, in this language
                page.goto("about:blank")
                page.goto(f"{opened.file}#question=nothing&lang={language}")
            assert page.locator("html").get_attribute("lang") == language
            said[language] = words_of(page)
    assert all(len(texts) > 20 for texts in said.values())
    assert [text for text in said["en"] if re.search(r"[а-яёәғқңөұүһі]", text, re.I)] == []
    for first, second in (("kk", "ru"), ("kk", "en"), ("ru", "en")):
        same = said[first] & said[second]
        foreign = {t for t in same if t not in known[first] or t not in known[second]}
        assert foreign == set(), (first, second)
    assert not any(re.search("[әғқңөұүһі]", text, re.I) for text in said["ru"])


def test_words_of_the_first_language(browser, site_2021):
    for locale, query, language in (
        ("ru-RU", "", "ru"),
        ("kk-KZ", "", "kk"),
        ("de-DE", "", "kk"),
        ("ru-RU", "?lang=en", "en"),
    ):
        with watched(browser, site_2021, locale=locale) as opened:
            opened.page.goto(opened.file + query)
            assert opened.page.locator("html").get_attribute("lang") == language
            opened.problems.clear() if query else None


@SIZES
def test_back_and_forward_and_a_link(browser, site_2021, size):
    with watched(browser, site_2021, viewport=size) as opened:
        page, states = opened.open("lang=en"), []

        def note():
            texts = page.inner_text("main"), page.url, page.title()
            states.append(texts)

        note()
        for step in (
            lambda: page.click("#matrix td[data-question=quarrel_frequency][data-by=region] a"),
            lambda: page.click("#weights-on"),
            lambda: page.select_option("#answer", "often"),
            lambda: page.select_option("#by", "sex"),
            lambda: page.select_option("#compare", "male"),
            lambda: page.click("#lang-ru"),
        ):
            step()
            note()
        assert len({url for _, url, _ in states}) == len(states)
        for text, url, title in states[-2::-1]:
            page.go_back()
            assert (page.inner_text("main"), page.url, page.title()) == (text, url, title)
        for text, url, _ in states[1:]:
            page.go_forward()
            assert (page.inner_text("main"), page.url) == (text, url)
    with watched(browser, site_2021, viewport=size, locale="kk-KZ") as opened:
        for text, url, title in states:
            page = opened.open(url.partition("#")[2])
            assert (page.inner_text("main"), page.title()) == (text, title)


@SIZES
def test_back_on_the_start_page_is_where_it_was_left(browser, site_2021, size):
    cell = "#matrix td[data-question=social_networks][data-by=sex] a"
    with watched(browser, site_2021, viewport=size) as opened:
        page = opened.open("lang=en")
        page.click(cell)
        page.select_option("#by", "age_group")
        page.go_back()
        page.go_back()
        page.wait_for_selector(f"{cell}:focus")
        top = page.locator(cell).bounding_box()["y"]
        assert 0 < top < size["height"]
        # by a link the page begins at its top
        page.click(cell)
        page.wait_for_selector(".back a")
        page.click(".back a")
        page.wait_for_selector("#matrix table")
        page.wait_for_selector("#heading:focus")
        assert page.evaluate("scrollY") == 0


def test_what_changes_nothing_is_no_step_of_the_history(browser, site_2021):
    with watched(browser, site_2021) as opened:
        page = opened.open(address(question="dv_causes", by="sex", lang="en"))
        page.click("#lang-ru")
        before = page.evaluate("history.length")
        page.click("#lang-ru")
        assert page.evaluate("history.length") == before


def test_a_browser_that_refuses_new_entries_of_the_history(browser, site_2021):
    with watched(browser, site_2021) as opened:
        opened.page.add_init_script(
            "history.pushState = () => { throw new DOMException('no', 'SecurityError'); }"
        )
        page = opened.open(address(question="dv_causes", by="sex", lang="en"))
        page.click("#lang-ru")
        page.select_option("#by", "age_group")
        assert page.inner_text("h1") == "Причины домашнего насилия"
        assert (state(page)["by"], state(page)["lang"]) == ("age_group", "ru")
        page.go_back()
        page.wait_for_selector("#by option[value=sex]:checked", state="attached")


def test_what_stands_behind_a_pasted_link_is_no_part_of_it(browser, site_2021):
    place = address(question="dv_causes", by="sex", lang="ru")
    with watched(browser, site_2021) as opened:
        for behind in (".", "%20", ").", "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"):
            page = opened.open(place + behind)
            assert page.inner_text("h1") == "Причины домашнего насилия"
            assert not page.locator("#problem").is_visible()


NONSENSE = [
    "question=no_such_question",
    "question=dv_causes&by=planet",
    "question=dv_causes&by=sex&answer=__proto__",
    "question=constructor",
    "__proto__=1",
    "toString=dv_causes",
    "question=dv_causes&by=sex&compare=male~male",
    "question=dv_causes&by=sex&compare=male~@2019",
    "question=dv_causes&weights=maybe",
    "question=dv_causes&show=mean",
    "lang=de",
    "%E0%A4%A",
    "question=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
    "<script>alert(1)</script>",
    "a" * 10_000,
    "question=" + "&question=".join(["dv_causes"] * 3),
    "&&&===",
]


def test_nonsense_in_the_address_is_named_and_the_start_page_shown(browser, site_2021):
    with watched(browser, site_2021) as opened:
        opened.open()
        for at, nonsense in enumerate(NONSENSE):
            page = opened.move(nonsense) if at % 3 else opened.open(nonsense)
            problem = page.locator("#problem")
            assert problem.is_visible(), nonsense[:80]
            assert problem.get_attribute("role") == "alert"
            assert 20 < len(problem.inner_text()) < 250
            assert page.locator("#matrix table").is_visible()
            assert page.locator("img, iframe, object").count() == 0
        # the next choice takes the line away
        page.click("#matrix td a >> nth=0")
        assert not page.locator("#problem").is_visible()


def test_without_javascript(browser, site_2021):
    with watched(browser, site_2021, java_script_enabled=False) as opened:
        page = opened.open()
        links = page.locator("noscript a")
        assert [links.nth(at).get_attribute("href") for at in range(3)] == [
            f"../report/report.{language}.html" for language in LANGUAGES
        ]
        for at, language in enumerate(LANGUAGES):
            assert links.nth(at).is_visible()
            said = page.locator(f"noscript p[lang={language}]").inner_text()
            assert len(said) > 30
        opened.problems.clear()  # the report is another page
        links.nth(2).click()
        assert "report en" in page.inner_text("body")
        opened.problems.clear()


def test_words_of_a_wave_run_nothing(browser, site_invented):
    """Labels with markup are shown as the letters that they are."""
    with watched(browser, site_invented) as opened:
        page = opened.open("lang=en")
        said = page.inner_text("main")
        assert "<script>alert(1)</script>" in said + page.content()
        for question in ("knows", "sources", "trust"):
            for by in ("total", "region", "area"):
                page = opened.move(address(question=question, by=by, lang="en"))
                assert page.locator("main img, main script").count() == 0


def test_questions_without_figures_say_so(browser, site_invented):
    with watched(browser, site_invented) as opened:
        for question in ("skipped", "rare"):
            page = opened.open(address(question=question, by="total", lang="en"))
            assert len(page.inner_text(".empty")) > 20
            page.select_option("#by", "region")
            assert page.locator(".empty").is_visible()


def test_a_field_wave_says_nothing_of_a_reconstruction(browser, site_invented, site_2021):
    for site, shown in ((site_invented, False), (site_2021, True)):
        with watched(browser, site) as opened:
            for place in ("lang=en", "question=nothing&lang=ru"):
                assert opened.open(place).locator("#reconstruction").is_visible() == shown


def test_a_wave_without_demographics(browser, invent, tmp_path):
    alone = invent(lambda document: document.update(demographics=[]))
    site = write_site(alone.page(), tmp_path / "alone")
    with watched(browser, site) as opened:
        page = opened.open("lang=en")
        assert page.locator("table").count() == 0
        links = page.locator("#matrix a")
        assert links.count() == len(alone.payload()["questions"])
        links.first.click()
        assert page.locator("figure.chart svg").is_visible()
        assert page.locator("#by").is_disabled()
