"""Words of the payload, and the file. Truth: the labels; json, hashlib and the policy."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import subprocess
import sys
from pathlib import Path

import invented_wave
import pytest
from page_attack import payload_of

from saualnama.errors import InputError
from saualnama.explore.page import explore_page, json_in_html
from saualnama.explore.payload import payload
from saualnama.language import LANGUAGES, Words


def test_words_are_those_of_the_wave(wave, carried):
    def text(kind, id_):
        return [wave.words.of(kind, id_, language) for language in LANGUAGES]

    for question, structure in zip(
        carried["questions"], wave.sources.questionnaire.questions, strict=True
    ):
        assert question["id"] == structure.id
        assert question["label"] == text("question", structure.id)
        assert question["kind"] == structure.kind
        for line in question["lines"]:
            assert line["label"] == text("answer", line["id"])
        apart = {line["id"] for line in question["lines"] if line["apart"]}
        assert apart == {
            answer.id
            for answer in structure.answers
            if answer.hard_to_answer and not structure.items
        }
    for breakdown in carried["breakdowns"]:
        assert breakdown["label"] == text("breakdown", breakdown["id"])
        for group in breakdown["groups"]:
            assert group["label"] == text("group", group["id"])
    phrases = {id_ for kind, id_ in wave.words.entries if kind == "phrase"}
    own = {id_.removeprefix("explore.") for id_ in phrases}
    assert set(carried["phrases"]) == own


def test_chapters_and_first_lines_are_those_of_the_exhibits(wave_2021, invented):
    carried = wave_2021.payload()
    heads = [chapter["label"][2] for chapter in carried["chapters"]]
    assert heads == ["Chapter 1", "Chapter 3", "Chapter 5"]
    in_order = [place for chapter in carried["chapters"] for place in chapter["questions"]]
    assert sorted(in_order) == list(range(len(carried["questions"])))
    by_id = {question["id"]: question for question in carried["questions"]}
    first = by_id["quarrel_frequency"]
    assert first["lines"][first["first"]]["id"] == "frequent_total"
    assert by_id["dv_causes"]["first"] == 0
    # the second exhibit of the file stands in the first chapter; most questions in none
    carried = invented.payload()
    ids = [[carried["questions"][at]["id"] for at in c["questions"]] for c in carried["chapters"]]
    assert ids[:2] == [["knows"], ["change"]]
    assert len(ids) == 3
    assert len(ids[2]) == len(carried["questions"]) - 2
    other = [invented.words.of("phrase", "explore.chapter_other", lang) for lang in LANGUAGES]
    assert carried["chapters"][2]["label"] == other
    assert carried["questions"][0]["first"] == 1


def test_titles_of_chapters_are_taken_where_they_are_known(wave_2021):
    words = Words(
        {**wave_2021.words.entries, ("chapter", "1"): {"kk": "Бір", "ru": "Один", "en": "One"}}, ""
    )
    labels = [chapter["label"] for chapter in payload(wave_2021.sources, words)["chapters"]]
    assert [label[2] for label in labels] == ["Chapter 1. One", "Chapter 3", "Chapter 5"]
    assert labels[0][0].endswith(". Бір")


def test_tiles_are_those_of_the_exhibits(invented):
    total, region, *rest = invented.payload()["breakdowns"]
    assert region["grid"] == [3, 3]
    assert {g["id"]: g["tile"] for g in region["groups"]} == {
        **{"north": [0, 0], "east": [2, 0], "south": [0, 1], "island": [1, 1], "west": [2, 1]},
        "harbour": [0, 2],
    }
    for breakdown in (total, *rest):
        assert breakdown["grid"] is None
        assert all(group["tile"] is None for group in breakdown["groups"])


def test_who_was_asked_and_the_ends_of_a_scale(invented):
    by_id = {question["id"]: question for question in invented.payload()["questions"]}
    assert by_id["knows"]["asked"] == []
    assert by_id["whom"]["asked"] == [{"question": 1, "lines": [0]}]
    assert by_id["rare"]["asked"] == [{"question": 2, "lines": [2]}]
    assert by_id["quality"]["scale"] == [1, 3]
    assert by_id["knows"]["scale"] is None


def test_a_question_that_nobody_answered_has_no_view(invented):
    (skipped,) = [q for q in invented.payload()["questions"] if q["id"] == "skipped"]
    assert set(skipped["views"]) == {None}
    assert len(skipped["lines"]) == 2


def test_a_question_under_the_rule_shows_nothing(invented):
    (rare,) = [q for q in invented.payload()["questions"] if q["id"] == "rare"]
    for view in rare["views"]:
        states = {cell for line in view["cells"] for cell in line}
        assert states <= {"few", "withheld", "nobody"}
        assert all(difference is None for pair in view["pairs"] for difference in pair)


def test_a_wave_without_demographics(invent):
    alone = invent(lambda document: document.update(demographics=[]))
    carried = alone.payload()
    assert [breakdown["id"] for breakdown in carried["breakdowns"]] == ["total"]
    shown = [question["views"][0] for question in carried["questions"] if question["views"][0]]
    assert all(view["tests"] == [] and view["pairs"] == [] for view in shown)
    assert any(isinstance(cell, list) for view in shown for line in view["cells"] for cell in line)
    assert payload_of(alone.page()) == carried


def test_words_that_are_missing_are_named_at_once(invented):
    gone = {("answer", "radio"), ("group", "island"), ("breakdown", "area"), ("question", "trust")}
    words = Words({k: v for k, v in invented.words.entries.items() if k not in gone}, "labels.csv")
    with pytest.raises(InputError) as caught:
        payload(invented.sources, words)
    assert len(caught.value.faults) == len(gone)
    assert all(f"`{id_}`" in str(caught.value) for _, id_ in gone)


def test_the_page_carries_the_payload_whatever_words_hold(invented):
    page, carried = invented.page(), json.loads(json.dumps(invented.payload()))
    assert payload_of(page) == carried
    labels = json.dumps(carried, ensure_ascii=False)
    for bad in invented_wave.HOSTILE:
        assert json.dumps(bad, ensure_ascii=False)[1:-1] in labels
    head, _, tail = page.partition('id="payload">')
    inside = tail.partition("</script>")[0]
    assert not re.search("[<>&\u2028\u2029]", inside)
    # markup of labels stands nowhere else either
    assert "alert(1)" not in head + tail.partition("</script>")[2]


def test_signs_that_end_a_script_are_escaped():
    content = {"a": "</script><!-- & \u2028 \u2029 ' \" \\u003c"}
    text = str(json_in_html(content))
    assert json.loads(text) == content
    assert not re.search("[<>&\u2028\u2029]", text)


def test_the_policy_names_the_one_script(invented):
    page = invented.page()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    scripts = re.findall(r"<script>(.*?)</script>", page, re.S)
    assert len(scripts) == 1
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    rules = dict(part.strip().split(" ", 1) for part in html.unescape(policy).split(";") if part)
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == f"'sha256-{digest}'"
    assert "connect-src" not in rules
    assert not re.search(r'\son\w+="', page.partition('id="payload">')[0])


def test_two_pages_of_one_wave_are_the_same_bytes(invented):
    """Also in a process whose strings hash otherwise."""
    content = json.dumps(invented.payload())
    assert content == json.dumps(payload(invented.sources, invented.words))
    code = (
        "import sys, json, hashlib; from saualnama.explore.page import explore_page;"
        "page = explore_page(json.load(sys.stdin));"
        "print(hashlib.sha256(page.encode()).hexdigest())"
    )
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        input=content,
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
    )
    digest = hashlib.sha256(explore_page(json.loads(content)).encode()).hexdigest()
    assert run.stdout.strip() == digest == hashlib.sha256(invented.page().encode()).hexdigest()
