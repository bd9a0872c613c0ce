"""Whole drafts. Truth: the 2021 questionnaire that people wrote; the plan of the simulation."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import yaml

from saualnama.draft.columns import material_of_columns
from saualnama.draft.files import draft_files
from saualnama.draft.material import Asked, Choice, Material
from saualnama.draft.previous import Previous
from saualnama.draft.wave import draft_wave
from saualnama.errors import InputError
from saualnama.io.metadata import FileMetadata, read_metadata
from saualnama.io.responses import read_responses
from saualnama.io.tables import read_table
from saualnama.language import parse_words
from saualnama.shape import check_shape
from saualnama.survey.parsing import parse_questionnaire
from saualnama.tabulate.exhibits import parse_exhibits

ROOT = Path(__file__).resolve().parents[2]
WAVE = ROOT / "data/waves/2021"


def loaded(path: Path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def previous() -> Previous:
    questionnaire = parse_questionnaire(loaded(WAVE / "questionnaire.yaml"), "questionnaire.yaml")
    words = parse_words(read_table(WAVE / "labels.csv"), "labels.csv")
    return Previous(questionnaire, words, loaded(WAVE / "exhibits.yaml"))


@pytest.fixture(scope="module")
def material() -> Material:
    path = WAVE / "responses.sav"
    return material_of_columns(read_responses(path).frame, read_metadata(path))


def settled(content):
    """A draft after a person has deleted every line."""
    if isinstance(content, dict):
        return {key: settled(value) for key, value in content.items() if key != "TODO"}
    return [settled(value) for value in content] if isinstance(content, list) else content


def test_the_file_of_2021_gives_the_questionnaire_of_2021(previous, material):
    draft = draft_wave("2021", material, previous, data="responses.sav")
    again = parse_questionnaire(settled(draft.questionnaire), "questionnaire.yaml")
    assert again.demographics == previous.questionnaire.demographics
    assert again.questions == previous.questionnaire.questions
    assert (again.respondent, again.refused) == ("ID", (99,))
    assert {match.sureness for match in draft.matches} == {"sure"}
    assert (draft.new, draft.gone) == ((), ())


def test_its_exhibits_and_words_are_taken_over(previous, material):
    draft = draft_wave("2021", material, previous, data="responses.sav")
    assert draft.exhibits == loaded(WAVE / "exhibits.yaml")
    for kind, id_, *words in draft.labels:
        if kind != "about":
            known = previous.words.entries[kind, id_]
            assert words == [known["kk"], known["ru"], known["en"]]


def test_without_a_wave_before_the_structure_is_the_same(previous, material):
    draft = draft_wave("first", material, None, data="responses.sav", demographics=["RELIGIOSITY"])
    found = parse_questionnaire(settled(draft.questionnaire), "questionnaire.yaml")
    for ours, theirs in zip(found.questions, previous.questionnaire.questions, strict=True):
        assert [column for _, column in ours.fields] == [column for _, column in theirs.fields]
        assert [answer.code for answer in ours.answers] == [a.code for a in theirs.answers]
        assert [a.hard_to_answer for a in ours.answers] == [
            a.hard_to_answer for a in theirs.answers
        ]
        assert ours.kind == theirs.kind
    parse_exhibits(settled(draft.exhibits), found, "exhibits.yaml")
    # Russian labels are in the file, the other languages are for a person
    question = next(row for row in draft.labels if row[:2] == ("question", "q3"))
    assert question[2:] == ("TODO", "Знает о насилии в знакомых семьях", "TODO")
    everybody = next(row for row in draft.labels if row[:2] == ("group", "all"))
    assert everybody[4] == "All respondents"


def test_a_draft_has_the_shape_of_its_schema_and_is_refused_by_name(previous, material):
    files = draft_files(
        draft_wave("first", material, None, data="responses.sav"), data="r.sav", previous=""
    )
    content = yaml.safe_load(files["questionnaire.yaml"])
    schema = loaded(ROOT / "workflow/schemas/questionnaire.schema.yaml")
    check_shape(content, schema, "questionnaire.yaml")
    exhibits = yaml.safe_load(files["exhibits.yaml"])
    check_shape(exhibits, loaded(ROOT / "workflow/schemas/exhibits.schema.yaml"), "exhibits.yaml")
    with pytest.raises(InputError, match="a person has to finish") as caught:
        parse_questionnaire(content, "questionnaire.yaml")
    assert {fault.code for fault in caught.value.faults} == {"todo"}
    lines = [line for part in content["questions"] for line in part.get("TODO", ())]
    lines += [line for part in content["demographics"] for line in part.get("TODO", ())]
    assert len(caught.value.faults) == len(lines) + len(content.get("TODO", ()))


def test_exhibits_with_open_lines_are_refused(previous):
    with pytest.raises(InputError, match="TODO: draw") as caught:
        parse_exhibits({"TODO": ["draw"], "exhibits": []}, previous.questionnaire, "e.yaml")
    assert [fault.code for fault in caught.value.faults] == ["todo"]


def test_words_that_are_to_be_written_are_refused():
    table = pd.DataFrame(
        [["answer", "yes", "TODO", "Да", "Yes"]], columns=["kind", "id", "kk", "ru", "en"]
    )
    with pytest.raises(InputError, match="`yes` in `kk`") as caught:
        parse_words(table, "labels.csv")
    assert [fault.code for fault in caught.value.faults] == ["todo"]


def sample(*asked: Asked, rows: int = 500, **kept) -> Material:
    sex = Asked("sex", "single", {"en": "Sex"}, (Choice(1), Choice(2)), column="sex", filled=rows)
    return Material(rows, kept.pop("respondent", "id"), (sex, *asked), **kept)


def one_answer(name: str, *words: str, **kept) -> Asked:
    choices = tuple(Choice(at, {"en": word}) for at, word in enumerate(words, start=1))
    return Asked(name, "single", {"en": name}, choices, column=name, **{"filled": 500, **kept})


def todo(material: Material, previous: Previous | None = None) -> str:
    draft = draft_wave("2023", material, previous, data="d.csv")
    return "\n".join(text for place, text in draft.todo if place != "labels.csv")


def test_a_condition_of_the_form_is_the_base():
    asked = sample(
        one_answer("knows", "Yes", "No"),
        one_answer("why", "Fear", "Money", relevant="${knows} = '1'", filled=200),
    )
    draft = draft_wave("2023", asked, None, data="d.csv")
    assert draft.questionnaire["questions"][1]["base"] == [
        {"question": "knows", "answers": ["yes"]}
    ]


@pytest.mark.parametrize("relevant", ["${age} > 18", "${knows} = '7'", "${later} = '1'"])
def test_a_condition_that_no_base_can_say_is_for_a_person(relevant):
    asked = sample(
        one_answer("knows", "Yes", "No"), one_answer("why", "Fear", "Money", relevant=relevant)
    )
    assert f"the form asks only where {relevant}" in todo(asked)


def test_what_only_a_person_can_know_is_said():
    assert "no answer: if not everybody" in todo(sample(one_answer("q", "Yes", "No", filled=300)))
    assert "respondents' ids" in todo(sample(one_answer("q", "Yes", "No"), respondent=""))
    small = sample(one_answer("q", "Yes", "No", filled=20), rows=20)
    assert "20 respondents" in todo(small)
    dates = sample(one_answer("q", "Yes", "No"), left_out=(("AGE", "dates"),))
    assert "`AGE` holds dates and not years" in todo(dates)


def test_the_same_words_have_the_same_id_and_other_words_another():
    asked = sample(one_answer("a", "Yes", "No"), one_answer("b", "No", "Yes"))
    draft = draft_wave("2023", asked, None, data="d.csv")
    first, second = draft.questionnaire["questions"]
    assert [a["id"] for a in first["answers"]] == ["yes", "no"]
    assert [a["id"] for a in second["answers"]] == ["no", "yes"]
    russian = Asked("c", "single", {"ru": "В"}, (Choice(1, {"ru": "Да"}), Choice(2, {"ru": "Нет"})))
    ids = draft_wave("x", sample(russian), None, data="d").questionnaire["questions"][0]["answers"]
    assert [answer["id"] for answer in ids] == ["c_1", "c_2"]


def test_new_regions_are_named_and_a_lost_map_too(previous, material):
    region = material.asked[0]
    words = {14: "Восточно-Казахстанская область", 15: "г. Астана", 18: "Область Абай"}
    choices = [Choice(c.mark, {"ru": words.get(c.mark, c.labels["ru"])}) for c in region.choices]
    choices.append(Choice(18, {"ru": words[18], "en": "Abai region"}))
    changed = Asked("REGION", "single", region.labels, tuple(choices), "REGION", filled=1000)
    new = Material(1000, "ID", (changed, *material.asked[1:]), material.refused)
    draft = draft_wave("2023", new, previous, data="d.sav")
    said = " ".join(text for _, text in draft.todo)
    assert "new region_15, abai; gone nur_sultan" in said
    assert "tile map of `region`" in said
    assert "tile_maps" not in draft.exhibits
    charts = [p.get("charts", []) for e in draft.exhibits["exhibits"] for p in e["parts"]]
    assert not any("tiles" in chart for chart in charts)


def test_data_without_questions_or_breakdowns_are_refused():
    empty = Material(5, "id", ())
    with pytest.raises(InputError) as caught:
        draft_wave("2023", empty, None, data="d.csv", demographics=["town"])
    assert [fault.code for fault in caught.value.faults] == [
        "no-breakdown",
        "no-breakdown",
        "no-questions",
    ]


def test_a_breakdown_can_be_named():
    town = one_answer("town", "Almaty", "Astana")
    asked = Material(500, "id", (town, one_answer("q", "Yes", "No")))
    draft = draft_wave("2023", asked, None, data="d.csv", demographics=["town"])
    assert [d["id"] for d in draft.questionnaire["demographics"]] == ["town"]


def test_bare_codes_are_found_by_name_and_codes(previous):
    frame = read_responses(WAVE / "responses.sav").frame.astype("Int64").astype(object)
    bare = material_of_columns(frame, FileMetadata(), "ID", (99,))
    draft = draft_wave("2023", bare, previous, data="d.csv")
    ids = [question["id"] for question in draft.questionnaire["questions"]]
    assert ids == [question.id for question in previous.questionnaire.questions]
    assert draft.gone == ()


def test_regions_divided_since_are_joined_as_before(previous, material):
    region = material.asked[0]
    english = {15: "Astana city", 18: "Abai region", 19: "Jetisu region", 20: "Ulytau region"}
    choices = [c for c in region.choices if c.mark != 15]
    choices += [Choice(mark, {"en": words}) for mark, words in english.items()]
    changed = Asked("REGION", "single", region.labels, tuple(choices), "REGION", filled=1000)
    new = Material(1000, "ID", (changed, *material.asked[1:]), material.refused)
    draft = draft_wave("2023", new, previous, data="d.sav")
    assert draft.questionnaire["demographics"][1] == {
        "id": "region_2021",
        "merges": "region",
        "groups": [
            {"id": "almaty_region", "of": ["almaty_region", "jetisu"]},
            {"id": "karaganda", "of": ["karaganda", "ulytau"]},
            {"id": "east_kazakhstan", "of": ["east_kazakhstan", "abai"]},
            {"id": "nur_sultan", "of": ["astana"]},
        ],
    }
    again = parse_questionnaire(settled(draft.questionnaire), "questionnaire.yaml")
    merged = again.demographic["region_2021"].groups
    assert set(merged) == set(previous.questionnaire.demographic["region"].groups)
    words = {row[:2]: row[2:] for row in draft.labels}
    assert words["breakdown", "region_2021"] == ("Өңір (2021)", "Регион (2021)", "Region (2021)")
    assert words["group", "nur_sultan"][2] == "Nur-Sultan city"
