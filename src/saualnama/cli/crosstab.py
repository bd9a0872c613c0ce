"""`saualnama crosstab`: two columns of any data file, with every test of tests.csv."""

from __future__ import annotations

import argparse
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saualnama.cli.columns import check_columns, numbers, plain_texts
from saualnama.errors import Fault, InputError, raise_if_any

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from saualnama.inference import Design
    from saualnama.io.responses import Responses
    from saualnama.language import Words
    from saualnama.tabulate.table_tests import TwoColumns
    from saualnama.tabulate.two_way import Names, SeveralColumns, TwoWay

HEADLINE = "the crosstab cannot be made"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `crosstab`."""
    add = parser.add_argument
    add("data", metavar="DATA", type=Path, help=".sav, .zsav, .dta, .csv, .xlsx or .parquet")
    add(
        "--row",
        metavar="COL",
        action="append",
        required=True,
        help="the question; twice or more for the 0/1 columns of a question with several answers",
    )
    add("--col", metavar="COL", required=True, help="the grouping")
    add("--weight", metavar="COL", help="weights; with --targets the weights to start from")
    add("--strata", metavar="COL", help="strata of the sample")
    add("--psu", metavar="COL", help="primary sampling units")
    add("--targets", metavar="TARGETS.csv", type=Path, help="population to rake the weights to")
    add(
        "--margin",
        metavar="VAR[,VAR]",
        action="append",
        default=[],
        help="a margin of --targets; variances then take the raking into account",
    )
    add(
        "--missing",
        metavar="CODE",
        action="append",
        default=[],
        help="a code of --row and --col that means no answer",
    )
    add("--ordered", action="store_true", help="rows and columns have an order: test for a trend")
    add(
        "--letters",
        choices=("design", "spss"),
        default="design",
        help="column letters: by the design (default), or the z tests of SPSS Custom Tables",
    )
    add("--seed", metavar="N", type=int, default=1, help="of random tables (default: 1)")
    add("--draws", metavar="N", type=int, default=1999, help="random tables (default: 1999)")
    add("--json", action="store_true", help="every number at full precision")
    add("--lang", choices=("kk", "ru", "en"), help="of the text; default: en")


def run(options: argparse.Namespace) -> int:
    """Print a crosstab.

    Categories are the codes as they stand in the file, in the order of their numbers; value labels
    are not looked at. Rows without an answer or a group are outside the table and stay in the
    design.

    Raises:
        InputError: files, columns and options that do not fit.
    """
    from saualnama.io.responses import read_responses
    from saualnama.tabulate.table_tests import TestRules
    from saualnama.tabulate.two_way import two_way

    if bool(options.targets) != bool(options.margin):
        fault = Fault("half-option", "--targets and --margin", "one without the other", "both")
        raise InputError(HEADLINE, [fault])
    if options.json and options.lang:
        fault = Fault("half-option", "--json and --lang", "JSON holds no words", "one of the two")
        raise InputError(HEADLINE, [fault])
    data = read_responses(options.data)
    if data.frame.empty:
        raise InputError(HEADLINE, [Fault("empty-file", data.name, "has no respondents")])
    variables = list(dict.fromkeys(v for m in options.margin for v in m.split(",")))
    needed = [*options.row, options.col, options.weight, options.strata, options.psu, *variables]
    check_columns(data, needed, "tabulated")
    design = _design(data, options, variables)
    columns, names = _columns(data, options)
    rules = TestRules(options.seed, options.draws, (options.letters,))
    table = two_way(design, columns, names, rules, ordered=options.ordered)
    if options.json:
        print(_json(table, options, design))
    else:
        print("\n".join(_lines(table, options)))
    return 0


def _design(data: Responses, options: argparse.Namespace, variables: list[str]) -> Design:
    import numpy as np

    from saualnama.inference import Design
    from saualnama.io.responses import read_responses
    from saualnama.weighting import calibrate, recipe_from_settings, targets_from_frame

    weights = numbers(data, options.weight) if options.weight else np.ones(len(data.frame))
    if options.weight:
        bad = np.flatnonzero(~(np.isfinite(weights) & (weights > 0)))
        raise_if_any(
            HEADLINE,
            (
                Fault(
                    "weight",
                    f"{data.name}, row {row + data.first_row}, column {options.weight}",
                    _weight_said(data.frame[options.weight].iloc[row]),
                    "a number above 0",
                )
                for row in bad
            ),
        )
    margins: list[NDArray[np.int64]] = []
    if options.targets:
        margin_lists = [margin.split(",") for margin in options.margin]
        recipe = recipe_from_settings({"margins": margin_lists}, "the command line")
        targets = read_responses(options.targets)
        known = targets_from_frame(
            plain_texts(targets.frame, variables), recipe.margins, targets.name
        )
        sample = plain_texts(data.frame[variables], variables)
        base = weights if options.weight else None
        weights = calibrate(sample, known, recipe, base).weights
        margins = [_joint_codes(sample, margin) for margin in margin_lists]
    strata, psu = _units(data, options.strata), _units(data, options.psu)
    if strata is not None:
        _check_strata(strata, psu, f"{data.name}, column {options.strata}")
    return Design(
        weights,
        variance="raked" if margins else "fixed",
        margins=tuple(margins),
        strata=None if strata is None else _codes(strata),
        psu=None if psu is None else _codes(psu),
    )


def _weight_said(value: Any) -> str:
    import pandas as pd

    return "no weight" if pd.isna(value) else f"weight `{value}`"


def _check_strata(strata: pd.Series, psu: pd.Series | None, where: str) -> None:
    """Name strata with one sampling unit by what stands in the file."""
    units = strata.index.to_series() if psu is None else psu
    sizes = units.groupby(strata, sort=True).nunique()
    hint = "join the stratum with a neighbour"
    raise_if_any(
        HEADLINE,
        (
            Fault("lonely-psu", where, f"stratum `{stratum}` has one sampling unit", "2", hint)
            for stratum in sizes.index[sizes < 2]
        ),
    )


def _joint_codes(sample: pd.DataFrame, margin: list[str]) -> NDArray[np.int64]:
    import numpy as np

    return np.asarray(sample.groupby(margin, sort=True).ngroup(), dtype=np.int64)


def _units(data: Responses, name: str | None) -> pd.Series | None:
    """Strata or PSUs as texts; everybody belongs to one."""
    import numpy as np

    if name is None:
        return None
    units = plain_texts(data.frame[[name]], [name])[name]
    raise_if_any(
        HEADLINE,
        (
            Fault(
                "no-unit",
                f"{data.name}, row {row + data.first_row}, column {name}",
                "nothing stands here",
                "the stratum or sampling unit of the respondent",
            )
            for row in np.flatnonzero(units.isna())
        ),
    )
    return units


def _codes(units: pd.Series) -> NDArray[np.int64]:
    import numpy as np

    return np.asarray(units.factorize(sort=True)[0], dtype=np.int64)


def _columns(
    data: Responses, options: argparse.Namespace
) -> tuple[TwoColumns | SeveralColumns, Names]:
    import numpy as np

    from saualnama.tabulate.table_tests import TwoColumns
    from saualnama.tabulate.two_way import Names, SeveralColumns

    if len({*options.row, options.col}) <= len(options.row):
        fault = Fault("same-column", "--row and --col", "a column is named twice", "each once")
        raise InputError(HEADLINE, [fault])
    frame = plain_texts(data.frame[[*options.row, options.col]], [*options.row, options.col])
    missing = {str(code).strip() for code in options.missing}
    frame = frame.mask(frame.isin(missing))
    _check_missing_codes(data, options, missing)
    groups, group = _categories(frame[options.col])
    if len(options.row) == 1:
        answers, answer = _categories(frame[options.row[0]])
        names = Names(answers, groups)
        return TwoColumns(answer, group, max(len(answers), 1), max(len(groups), 1)), names
    given = frame[options.row]
    odd = ~given.isin(["0", "1"]) & given.notna()
    raise_if_any(
        HEADLINE,
        (
            Fault(
                "not-zero-or-one",
                f"{data.name}, row {row + data.first_row}, column {options.row[column]}",
                f"`{given.iloc[row, column]}`",
                "0 or 1 in the columns of a question with several answers",
            )
            for row, column in np.argwhere(odd.to_numpy())
        ),
    )
    chosen = (given == "1").to_numpy()
    # a respondent is in the base if at least one answer of the set was given
    return (
        SeveralColumns(chosen.astype(np.int8), chosen.any(axis=1), group, max(len(groups), 1)),
        Names(tuple(options.row), groups),
    )


def _check_missing_codes(data: Responses, options: argparse.Namespace, missing: set[str]) -> None:
    """A code that stands nowhere is a slip of the pen and not an option without effect."""
    names = [*options.row, options.col]
    plain = plain_texts(data.frame[names], names)
    raise_if_any(
        HEADLINE,
        (
            Fault("unknown-code", "--missing", f"`{code}` stands in none of {', '.join(names)}")
            for code in sorted(missing)
            if not (plain == code).to_numpy().any()
        ),
    )


def _categories(column: pd.Series) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """Categories in order and their codes; numbers by size, before words by alphabet."""
    import numpy as np

    def place(text: str) -> tuple[bool, float, str]:
        try:
            return False, float(text), text
        except ValueError:
            return True, 0.0, text

    found = tuple(sorted((str(value) for value in column.dropna().unique()), key=place))
    at = {text: code for code, text in enumerate(found)}
    return found, column.map(lambda v: at.get(v, -1)).to_numpy(dtype=np.int64)


def _json(table: TwoWay, options: argparse.Namespace, design: Design) -> str:
    import json

    content: dict[str, Any] = {
        "row": options.row[0] if len(options.row) == 1 else options.row,
        "col": options.col,
        "weight": options.weight,
        "margins": options.margin,
        "variance": design.variance,
        "respondents": design.rows,
        "n": table.tests[0]["n"],
        "cells": table.cells,
        "totals": table.totals,
        "tests": table.tests,
    }
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)


def _words() -> Words:
    from saualnama.io.tables import read_table
    from saualnama.language import parse_words

    own = resources.files("saualnama.cli") / "phrases" / "crosstab.csv"
    with resources.as_file(own) as path:
        return parse_words(read_table(path), "crosstab.csv")


def _lines(table: TwoWay, options: argparse.Namespace) -> list[str]:
    from saualnama.cli.crosstab_text import Text, cell_lines, lines_of_test

    text = Text(_words(), options.lang or "en")
    weights = options.weight or text.say("unweighted")
    if options.targets:
        weights = text.say("raked", margins="; ".join(options.margin))
    head = text.say(
        "head",
        row=", ".join(options.row),
        col=options.col,
        n=table.tests[0]["n"],
        weights=weights,
    )
    lines = [head, "", *cell_lines(table, options.col, text), ""]
    for test in table.tests:
        lines += lines_of_test(test, text)
    return [*lines, "", text.say(f"letters.{options.letters}"), text.say("quota")]
