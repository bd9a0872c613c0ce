"""`crosstab` prints R's numbers, uses every option, and says why a table cannot be made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from saualnama.cli.main import main
from saualnama.tabulate.table_tests import STATISTICS
from saualnama.tabulate.tidy import COLUMNS as TIDY

GOLDEN = Path(__file__).parents[1] / "golden"
DATA = GOLDEN / "inference_data.csv"
COMMON = ["--row", "answer", "--col", "group", "--missing", "-1"]
BY_DESIGN = {
    "fixed": ["--weight", "weight"],
    "clustered": ["--weight", "weight", "--strata", "stratum", "--psu", "psu"],
    "stratified": ["--weight", "weight", "--strata", "stratum"],
    "raked": ["--weight", "base", "--margin", "region", "--margin", "sexage"],
}
ANSWERS = ["a1", "a2", "a3", "a4"]


@pytest.fixture(scope="module")
def golden() -> dict[str, Any]:
    return json.loads((GOLDEN / "inference_survey.json").read_text(encoding="utf-8"))


@pytest.fixture
def targets(tmp_path: Path) -> Path:
    """The population that inference_survey.R rakes to."""
    regions = pd.DataFrame({"region": range(5), "population": [30, 25, 20, 15, 10]})
    cells = pd.DataFrame({"sexage": range(6), "population": [100 / 6] * 6})
    path = tmp_path / "targets.csv"
    pd.concat([regions, cells]).astype({"region": "Int64", "sexage": "Int64"}).to_csv(
        path, index=False
    )
    return path


@pytest.fixture
def crossed(capsys: pytest.CaptureFixture[str], targets: Path):
    """Run the command with --json and give what it printed."""

    def cross(*words: str, data: Path = DATA) -> dict[str, Any]:
        words = (*words, "--targets", str(targets)) if "--margin" in words else words
        assert main(["crosstab", str(data), *words, "--json"]) == 0
        return json.loads(
            capsys.readouterr().out, parse_constant=lambda text: pytest.fail(f"{text} in JSON")
        )

    return cross


@pytest.mark.parametrize("design", BY_DESIGN)
def test_tests_and_cells_are_those_of_r(design: str, crossed, golden: dict[str, Any]) -> None:
    found = crossed(*COMMON, *BY_DESIGN[design])
    test = found["tests"][0]
    ours = [test[f"rao_scott_{part}"] for part in ("f", "ndf", "ddf", "p")]
    theirs = golden[f"{design}_rao_scott"]
    # R counts all rows for the denominator of a raked design
    compared = slice(0, 2) if design == "raked" else slice(0, 4)
    np.testing.assert_allclose(ours[compared], theirs[compared], rtol=1e-8)
    assert test["variance"] == found["variance"] == ("raked" if design == "raked" else "fixed")
    # R's vectors run over groups, then answers; its data have an answer that nobody gave
    cells = sorted(found["cells"], key=lambda cell: (cell["answer"], cell["group"]))
    for ours_name, name, scale in (
        ("weighted", "share", 100),
        ("se", "se", 100),
        ("ci_low", "low", 100),
        ("ci_high", "high", 100),
    ):
        theirs = np.array(golden[f"{design}_{name}"], dtype=float) * scale
        kept = theirs[~np.isnan(theirs)]
        mine = [cell[ours_name] for cell in cells if cell["weighted"] or ours_name == "weighted"]
        if name in ("share", "se"):
            mine = [cell[ours_name] for cell in cells if cell["weighted"]]
            kept = kept[kept > 0]
        np.testing.assert_allclose(mine, kept, rtol=1e-8)


@pytest.mark.parametrize("design", BY_DESIGN)
def test_several_answers_are_those_of_r(design: str, crossed, golden: dict[str, Any]) -> None:
    rows = [word for answer in ANSWERS for word in ("--row", answer)]
    found = crossed(*rows, "--col", "group", "--missing", "-1", *BY_DESIGN[design])
    whole, first = found["tests"][0], found["tests"][1]
    ours = [whole[f"mrcv_{part}"] for part in ("f", "ndf", "ddf", "f_p")]
    theirs = golden[f"{design}_mrcv"][1:]
    np.testing.assert_allclose(ours, theirs, rtol=1e-8)
    assert [test["answer"] for test in found["tests"]] == ["", *ANSWERS]
    np.testing.assert_allclose(
        [first["rao_scott_f"], first["rao_scott_ndf"]], golden[f"{design}_first_answer"][:2],
        rtol=1e-8,
    )  # fmt: skip
    assert all(test["p_holm"] >= test["rao_scott_p"] for test in found["tests"][1:])


def test_names_are_those_of_the_files(crossed) -> None:
    found = crossed(*COMMON, "--weight", "weight")
    assert set(STATISTICS) < set(found["tests"][0])
    kept = set(TIDY) - {"exhibit", "question", "breakdown", "evidence", "flag"}
    assert kept < set(found["cells"][0])
    assert found["tests"][0]["p_holm"] == found["tests"][0]["rao_scott_p"]


def test_every_digit_is_printed(crossed) -> None:
    found = crossed(*COMMON)
    cell = found["cells"][0]
    assert cell["unweighted"] == 100 * cell["count"] / cell["base_n"]
    assert cell["weighted"] == pytest.approx(cell["unweighted"], rel=1e-14)


@pytest.mark.parametrize(
    ("option", "path"),
    [
        (["--weight", "base"], ("cells", "weighted")),
        (["--strata", "stratum"], ("cells", "se")),
        (["--strata", "stratum", "--psu", "psu"], ("cells", "ci_low")),
        (["--margin", "region"], ("cells", "weighted")),
        (["--missing", "2"], ("tests", "n")),
        (["--ordered"], ("tests", "trend_p")),
        (["--letters", "spss"], ("cells", "letters")),
    ],
)
def test_every_option_changes_the_numbers(option: list[str], path: tuple[str, str], crossed):
    part, name = path
    without = [row[name] for row in crossed(*COMMON)[part]]
    assert [row[name] for row in crossed(*COMMON, *option)[part]] != without


def test_margins_change_the_variance_of_weights_that_meet_them(crossed) -> None:
    margins = BY_DESIGN["raked"][2:]
    fixed = crossed(*COMMON, "--weight", "weight")
    raked = crossed(*COMMON, "--weight", "weight", *margins)
    shares = [[cell["weighted"] for cell in found["cells"]] for found in (fixed, raked)]
    np.testing.assert_allclose(*shares, rtol=1e-9)
    assert fixed["tests"][0]["rao_scott_f"] != raked["tests"][0]["rao_scott_f"]


@pytest.fixture
def sparse(tmp_path: Path) -> Path:
    path = tmp_path / "sparse.csv"
    rng = np.random.default_rng(5)
    frame = {"q": rng.integers(1, 5, 40), "g": rng.integers(1, 6, 40), "w": rng.random(40) + 0.5}
    pd.DataFrame(frame).to_csv(path, index=False)
    return path


def test_seed_and_draws_reach_the_checks_of_sparse_tables(sparse: Path, crossed) -> None:
    words = ["--row", "q", "--col", "g", "--weight", "w"]
    first, other, fewer = (
        crossed(*words, *option, data=sparse)["tests"][0]
        for option in ([], ["--seed", "2"], ["--draws", "99"])
    )
    assert first["flag"] == "sparse"
    assert len({test["monte_carlo_p"] for test in (first, other, fewer)}) == 3
    for test, said in ((first, "1999 draws, seed 1"), (other, "seed 2"), (fewer, "99 draws")):
        checks = [part for part in test["method"].split("; ") if said in part]
        assert len(checks) == 2
        assert "a check, not a test" in checks[1]


def test_the_text_says_the_same_in_three_languages(capsys: pytest.CaptureFixture[str]) -> None:
    shown = {}
    for language in ("kk", "ru", "en"):
        words = ["crosstab", str(DATA), *COMMON, "--weight", "weight", "--lang", language]
        assert main(words) == 0
        text = capsys.readouterr().out.replace("\N{NARROW NO-BREAK SPACE}", "").splitlines()
        shown[language] = [line for line in text if " … " in line]
    numbers = {
        language: [line.replace(",", ".") for line in lines] for language, lines in shown.items()
    }
    assert len(numbers["en"]) > 10
    squeezed = [[" ".join(line.split()) for line in lines] for lines in numbers.values()]
    assert squeezed[0] == squeezed[1] == squeezed[2]


def test_the_text_has_bases_intervals_and_tests(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["crosstab", str(DATA), *COMMON, "--weight", "weight"]) == 0
    text = capsys.readouterr().out
    expected = (
        "answer by group: n = ",
        "group 0 (A): n = ",
        "Pearson chi-square",
        "Rao-Scott F",
        "Cramér's V",
        "Everybody: n = ",
        "A quota sample is not a random one",
    )
    for said in expected:
        assert said in text


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        ("en", "Test not done: the grouping has one category with respondents"),
        ("ru", "Критерий не вычислен: в группировке только одна категория с респондентами"),
        ("kk", "Критерий есептелмеді: топтау белгісінде респонденті бар бір ғана санат бар"),
    ],
)
def test_one_group_is_a_table_without_a_test(
    language: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "one.csv"
    path.write_text("q,g\n1,1\n2,1\n1,1\n", encoding="utf-8")
    words = ["crosstab", str(path), "--row", "q", "--col", "g", "--lang", language]
    assert main(words) == 0
    assert reason in capsys.readouterr().out


def test_an_answer_that_nobody_gave_has_a_reason(crossed, tmp_path: Path) -> None:
    path = tmp_path / "nobody.csv"
    rows = "".join(f"1,{i % 3 // 2},0,{i % 2}\n" for i in range(12))
    path.write_text("a,b,c,g\n" + rows, encoding="utf-8")
    found = crossed("--row", "a", "--row", "b", "--row", "c", "--col", "g", data=path)
    everybody, _, nobody = found["tests"][1:]
    assert everybody["rao_scott_p"] is nobody["rao_scott_p"] is None
    assert "not done: everybody gave the same answer" in nobody["method"]
    assert "2 answers that nobody or everybody gave left out" in found["tests"][0]["method"]


@pytest.mark.parametrize(
    ("lines", "words", "said"),
    [
        ("1,1,1\n2,2,0", ["--weight", "w"], "row 3, column w: weight `0`"),
        ("1,1,1\n2,2,-3", ["--weight", "w"], "row 3, column w: weight `-3`"),
        ("1,1,\n2,2,1", ["--weight", "w"], "row 2, column w: no weight"),
        ("1,1,1\n2,2,2\n1,2,1", ["--strata", "w"], "column w: stratum `2` has one sampling unit"),
        ("1,1,1\n2,2,1", ["--strata", "w", "--psu", "w"], "stratum `1` has one sampling unit"),
        ("1,1,1\n2,2,", ["--psu", "w"], "row 3, column w: nothing stands here"),
        ("1,,1\n,2,1", [], "no respondent has both an answer and a group"),
        ("1,1,1\n2,2,1", ["--missing", "9"], "`9` stands in none of q, g"),
        ("1,1,1\n2,2,1", ["--margin", "g"], "--targets and --margin: one without the other"),
        ("1,1,1\n2,2,1", ["--weight", "v"], "has no column `v`"),
        ("1,1,1\n2,2,1", ["--row", "w"], "row 3, column q: `2`; expected 0 or 1"),
        ("1,1,1\n2,2,1", ["--row", "g"], "a column is named twice"),
        ("1,1,1\n2,2,1", ["--draws", "0"], "draws: 0"),
        ("1,1,1\n2,2,1", ["--seed", "-1"], "seed: -1"),
        ("1,1,1\n2,2,1", ["--json", "--lang", "kk"], "JSON holds no words"),
        ("", [], "bad.csv: has no respondents"),
    ],
)
def test_bad_input_is_one_message(
    lines: str, words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(f"q,g,w\n{lines}\n", encoding="utf-8")
    code = main(["crosstab", str(path), "--row", "q", "--col", "g", *words])
    shown = capsys.readouterr()
    assert (code, shown.out) == (2, "")
    assert said in shown.err
