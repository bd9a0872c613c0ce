"""What pictures show and say, on tables made by hand. Truth: those tables and the rules."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pictures_of_2021 as material
import pytest

import small_wave
from saualnama.errors import InputError
from saualnama.figures.alternative import alternative, picture_title
from saualnama.figures.data import Entry, FigureData, Value, figure_data
from saualnama.figures.drawing import draw, svg
from saualnama.figures.tile_grid import parse_tile_grids
from saualnama.language import LANGUAGES
from saualnama.survey.parsing import parse_questionnaire
from saualnama.tabulate.exhibits import Exhibit, Part, parse_exhibits
from saualnama.tabulate.tidy import SmallBases

COLUMNS = (
    *("question", "answer", "breakdown", "group", "statistic", "base_n"),
    *("unweighted", "weighted", "ci_low", "ci_high", "evidence", "flag"),
)
REGIONS = ("north", "south", "east")


def row(answer, group, unweighted, *, base="60", evidence="observed", flag="", statistic="pct"):
    breakdown = "total" if group == "all" else "region"
    weighted = str(float(unweighted) + 1)
    ends = (str(float(unweighted) - 4), str(float(unweighted) + 6))
    return dict(
        zip(
            COLUMNS,
            (
                *("change", answer, breakdown, group, statistic, base),
                *(unweighted, weighted, *ends, evidence, flag),
            ),
            strict=True,
        )
    )


def made(rows, origin, charts, **part):
    structure = parse_questionnaire(small_wave.QUESTIONNAIRE | {"origin": origin}, "q.yaml")
    recipe = Exhibit("figure_1.1", (Part("change", "region", ("pct",), charts=charts, **part),))
    return figure_data(recipe, structure, pd.DataFrame(rows), SmallBases(50, 25), {})


def shares(**marks):
    numbers = {"better": "20", "same": "50", "worse": "25", "not_sure": "5"}
    return [
        row(answer, group, number, **marks.get(group, {}))
        for group in REGIONS
        for answer, number in numbers.items()
    ]


def test_a_real_wave_shows_weighted_figures_with_their_interval():
    (data,) = made(shares(), "field", ("stacked",))
    value = data.value(Entry("better"), "north")
    assert (value.shown, value.weighted, value.low, value.high) == (21, None, 16, 26)
    assert [entry.id for entry in data.entries] == ["better", "same", "worse", "not_sure"]
    assert [entry.apart for entry in data.entries] == [False, False, False, True]


def test_a_reconstruction_shows_published_figures_and_the_weighted_beside():
    (data,) = made(shares(), "reconstruction", ("stacked",))
    value = data.value(Entry("better"), "north")
    assert (value.shown, value.weighted, value.low, value.high) == (20, 21, 16, 26)


def test_a_real_wave_blanks_what_is_suppressed_and_a_reconstruction_marks_it():
    thin = {"south": {"base": "9", "flag": "suppressed"}}
    (real,) = made(shares(**thin), "field", ("grouped",))
    (rebuilt,) = made(shares(**thin), "reconstruction", ("grouped",))
    assert real.value(Entry("same"), "south") == Value(None, base=9, mark="suppressed")
    assert rebuilt.value(Entry("same"), "south") == Value(50, base=9, mark="suppressed")
    assert real.groups == rebuilt.groups == REGIONS


def test_a_reconstruction_leaves_out_what_was_invented():
    invented = {"east": {"evidence": "reconstructed"}}
    (stacked,) = made(shares(**invented), "reconstruction", ("stacked",))
    assert stacked.groups == ("north", "south")
    (whole,) = made(shares(**invented), "field", ("stacked",))
    assert whole.groups == REGIONS


def test_a_printed_subtotal_stands_for_parts_that_were_not_printed():
    rows = [
        row(answer, group, number, evidence=evidence, statistic=statistic)
        for group in REGIONS
        for answer, number, evidence, statistic in (
            ("better", "20", "reconstructed", "pct"),
            ("same", "50", "printed", "pct"),
            ("worse", "25", "reconstructed", "pct"),
            ("not_sure", "5", "printed", "pct"),
            ("changed", "45", "printed", "subtotal_pct"),
        )
    ]
    structure = parse_questionnaire(
        small_wave.QUESTIONNAIRE | {"origin": "reconstruction"}, "q.yaml"
    )
    part = Part("change", "region", ("pct", "subtotal_pct"), charts=("stacked",))
    recipe = Exhibit("figure_1.1", (part,))
    (data,) = figure_data(recipe, structure, pd.DataFrame(rows), SmallBases(), {})
    assert [entry.id for entry in data.entries] == ["changed", "same", "not_sure"]
    assert [data.value(entry, "east").shown for entry in data.entries] == [45, 50, 5]


def test_pictures_of_one_exhibit_are_numbered():
    first, second = made(shares(), "field", ("stacked", "grouped"))
    assert (first.name, second.name) == ("figure_1.1", "figure_1.1-2")
    assert first.exhibit == second.exhibit == "figure_1.1"


def test_answers_without_order_are_sorted_and_hard_to_answer_is_last():
    causes = material.pictures()["table_1.4.1"]
    shown = [causes.value(entry, "all").shown for entry in causes.entries]
    assert shown[:-1] == sorted(shown[:-1], reverse=True)
    assert causes.entries[-1] == Entry("not_sure", apart=True)
    change = material.pictures()["figure_1.1.2"]
    answers = material.questionnaire().question["dv_change_5y"].answer_ids
    assert tuple(entry.id for entry in change.entries) == answers


def test_regions_keep_the_order_of_the_report():
    regions = material.questionnaire().demographic["region"].groups
    for name in ("figure_1.2.1", "figure_1.2.4", "table_1.2.2", "table_3.2.1"):
        assert material.pictures()[name].groups == (*regions, "all")
    # the report prints no total of families that exist, so no whole bar can be drawn
    assert material.pictures()["figure_1.2.5"].groups == regions


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "kk",
            "Бағандар. Соңғы 5 жылдағы өзгеріс (респонденттердің %-ы, жарияланғандай, салмақсыз). "
            "Ең жоғары – Ештеңе өзгерген жоқ (29,6), ең төмен – Айтарлықтай жақсарды (7,0).",
        ),
        (
            "ru",
            "Столбики. Изменения за последние 5 лет (% респондентов, как опубликовано, без весов). "
            "Наибольшее – Ничего не изменилось (29,6), наименьшее – Значительно улучшилась (7,0).",
        ),
        (
            "en",
            "Bars. Change over the past 5 years (% of respondents, as published, unweighted). "
            "Highest: No change (29.6); lowest: Significantly improved (7.0).",
        ),
    ],
)
def test_an_alternative_says_what_is_highest_and_lowest(language, said):
    assert alternative(material.pictures()["figure_1.1.2"], material.words(), language) == said


def test_alternatives_do_not_compare_groups_on_too_small_a_base():
    """Incomplete secondary (22 people, 81.8 %) would be the highest."""
    said = alternative(material.pictures()["table_5.1.1"], material.words(), "en")
    assert "81.8" not in said
    assert "highest Secondary (61.0)" in said
    assert said.endswith("Groups on too small a base are not compared.")


def test_every_picture_has_a_title_and_an_alternative_of_its_own():
    for language in LANGUAGES:
        titles = [
            (data.chart, picture_title(data, material.words(), language), data.breakdown)
            for data in material.pictures().values()
        ]
        said = [
            alternative(data, material.words(), language) for data in material.pictures().values()
        ]
        assert all(len(text) > 40 for text in said)
        assert all(title for _, title, _ in titles)


@pytest.mark.parametrize("chart", ["bars", "stacked", "grouped", "points", "tiles"])
def test_a_real_wave_can_be_drawn_with_blanks(chart):
    """Truth: no figure that is suppressed may be readable anywhere in the picture."""
    name = {
        "bars": "figure_1.1.1",
        "stacked": "figure_1.2.1",
        "grouped": "table_5.2.3",
        "points": "table_3.2.1",
        "tiles": "figure_1.2.1-2",
    }[chart]
    data = material.pictures()[name]
    blanked = data.groups[0]
    values = {
        (entry, group): Value(None, base=9, mark="suppressed")
        if group == blanked
        else replace(value, weighted=None)
        for (entry, group), value in data.values.items()
    }
    real = replace(data, origin="field", values=values)
    content = svg(draw(real, material.words(), "en")).decode()
    assert "reconstruction" not in content
    assert ">weighted" in content or "· weighted" in content
    assert "not shown" in content
    assert "*" in content


def test_a_missing_word_is_named():
    data = material.pictures()["figure_1.1.3"]
    entries = {k: v for k, v in material.words().entries.items() if k != ("answer", "knows")}
    with pytest.raises(InputError, match="knows"):
        draw(data, replace(material.words(), entries=entries), "kk")


def test_no_phrase_is_unused_and_none_is_missing():
    table = material.read_table(material.PHRASES)
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted((material.ROOT / "src/saualnama/figures").glob("*.py"))
    )
    stems = {id_.removeprefix("figure.") for id_ in table["id"]}
    built = {s for s in stems if s.partition(".")[0] in ("unit", "view", "note", "alternative")}
    assert {s for s in stems - built if f'"{s}"' not in code} == set()


GRID = {"region": [["north", None], ["east", "south"]]}


def mapped(grid):
    part = {"breakdown": "region", "charts": ["tiles"]}
    return {"exhibits": [{"id": "figure_1", "parts": [part]}], "tile_maps": grid}


def test_a_grid_is_read_by_place(small_questionnaire):
    grid = parse_tile_grids(mapped(GRID), small_questionnaire, "exhibits.yaml")["region"]
    assert grid.places == (("north", 0, 0), ("east", 0, 1), ("south", 1, 1))
    assert (grid.columns, grid.rows) == (2, 2)


def test_all_faults_of_grids_are_said_at_once(small_questionnaire):
    wrong = {"region": [["north", "north"], ["west", "east"]], "planet": [["mars"]]}
    with pytest.raises(InputError) as caught:
        parse_tile_grids(mapped(wrong), small_questionnaire, "exhibits.yaml")
    codes = sorted(fault.code for fault in caught.value.faults)
    assert codes == ["tile-count", "tile-count", "unknown-breakdown", "unknown-group"]
    with pytest.raises(InputError, match="`region` is mapped and has no tiles"):
        parse_tile_grids(mapped({}), small_questionnaire, "exhibits.yaml")


def test_the_grid_of_2021_lies_as_the_country_does():
    """Truth: an atlas. Neighbours that everybody knows, by compass."""
    grid = parse_tile_grids(material.exhibits_yaml(), material.questionnaire(), "e")["region"]
    column = {group: x for group, x, _ in grid.places}
    line = {group: y for group, _, y in grid.places}
    assert len(grid.places) == 17
    assert column["west_kazakhstan"] < column["aktobe"] < column["akmola"] < column["pavlodar"]
    assert max(column.values()) == column["east_kazakhstan"]
    assert min(line.values()) == line["north_kazakhstan"] == line["kostanay"]
    assert line["atyrau"] < line["mangystau"]
    assert column["turkistan"] < column["zhambyl"] < column["almaty_region"]
    assert line["akmola"] < line["kyzylorda"] <= line["turkistan"] < line["shymkent"]


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ({"statistics": ["pct"], "charts": ["points"]}, "points show means"),
        ({"statistics": ["pct"], "charts": ["bars"]}, "bars show everybody"),
        ({"statistics": ["pct"], "charts": ["tiles"]}, "named by `mapped`"),
        ({"statistics": ["pct"], "charts": ["grouped"], "mapped": "same"}, "no chart is `tiles`"),
        ({"statistics": ["pct"], "charts": ["tiles"], "mapped": "what"}, "no answer `what`"),
        (
            {"statistics": ["pct"], "charts": ["grouped"], "breakdown": "total"},
            "everybody together is no group",
        ),
        (
            {"question": "why", "statistics": ["pct"], "charts": ["stacked"]},
            "several answers do not add",
        ),
        (
            {"question": "quality", "statistics": ["mean"], "charts": ["grouped"]},
            "means are shown by points",
        ),
    ],
)
def test_a_chart_that_cannot_show_its_part_is_refused(small_questionnaire, part, reason):
    content = {
        "exhibits": [
            {"id": "figure_1", "parts": [{"question": "change", "breakdown": "region"} | part]}
        ]
    }
    with pytest.raises(InputError, match=reason):
        parse_exhibits(content, small_questionnaire, "exhibits.yaml")


def test_a_figure_on_a_small_base_stands_in_brackets():
    data: FigureData = material.pictures()["table_5.1.1"]
    content = svg(draw(data, material.words(), "ru")).decode()
    assert ">(81,8)*<" in content
    assert "штриховка" in content
