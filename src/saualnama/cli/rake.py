"""`saualnama rake`: weights for any data file and any targets."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from saualnama.cli.columns import check_columns, numbers, plain_texts
from saualnama.errors import Fault, InputError, raise_if_any

if TYPE_CHECKING:
    import pandas as pd

    from saualnama.io.responses import Responses
    from saualnama.weighting import WeightingRecipe, WeightingResult

HEADLINE = "the weights cannot be written"
WEIGHT = "weight"
"""The column of the weights that are made."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `rake`."""
    parser.add_argument(
        "data", metavar="DATA", type=Path, help=".sav, .zsav, .dta, .csv, .xlsx or .parquet"
    )
    parser.add_argument(
        "--targets",
        metavar="TARGETS.csv",
        type=Path,
        required=True,
        help="one column for each variable, `population`, and a row for each cell of each margin "
        "(columns of other margins stay empty)",
    )
    parser.add_argument(
        "--margin",
        metavar="VAR[,VAR]",
        action="append",
        required=True,
        help="variables whose cross must meet its targets; once for each margin",
    )
    parser.add_argument("--out", metavar="WEIGHTS.csv", type=Path, required=True)
    parser.add_argument("--id", metavar="COL", help="column of the data to put beside the weights")
    parser.add_argument("--base-weight", metavar="COL", help="column with weights to start from")
    parser.add_argument(
        "--bounds",
        metavar="LO,HI",
        type=_two_numbers,
        help="smallest and largest weight / base weight",
    )
    parser.add_argument(
        "--cap", metavar="MAX", type=float, help="largest weight, as a multiple of the mean weight"
    )
    parser.add_argument(
        "--calibrator",
        choices=("raking", "linear", "logit", "poststratification"),
        default="raking",
        help="default: raking; logit needs --bounds",
    )
    parser.add_argument(
        "--scale",
        choices=("n", "population"),
        default="n",
        help="weights sum to the number of respondents (default) or to the population",
    )
    parser.add_argument(
        "--minimum-cell",
        metavar="N",
        type=int,
        default=5,
        help="refuse categories with fewer respondents (default: 5)",
    )
    parser.add_argument(
        "--rescale-targets",
        action="store_true",
        help="use the shares of each margin where their totals differ",
    )


def run(options: argparse.Namespace) -> int:
    """Weight DATA, write the weights and print what they cost.

    A value of DATA is matched with a value of TARGETS as text, where whole numbers are the same
    whatever the format made of them (`1.0` is `1`). Value labels of SPSS files are not looked at.

    Raises:
        InputError: files, options, data and targets that do not fit; see
            `saualnama.weighting.calibrate`.
    """
    from saualnama.io.responses import read_responses
    from saualnama.io.tables import write_table
    from saualnama.weighting import calibrate, recipe_from_settings, targets_from_frame

    out: Path = options.out
    if out.suffix.lower() != ".csv" or out.resolve() in (
        options.data.resolve(),
        options.targets.resolve(),
    ):
        fault = Fault("bad-out", str(out), "cannot take the weights", "a new .csv file")
        raise InputError(HEADLINE, [fault])
    if options.id == WEIGHT:
        problem = f"would stand beside the new weights in a second column `{WEIGHT}`"
        raise InputError(HEADLINE, [Fault("bad-id", f"--id {WEIGHT}", problem, "another column")])
    recipe = recipe_from_settings(
        {
            "margins": options.margin,
            "calibrator": options.calibrator,
            "bounds": options.bounds,
            "cap": options.cap,
            "scale": options.scale,
            "minimum_cell": options.minimum_cell,
            "rescale_targets": options.rescale_targets,
        },
        "the command line",
    )
    data, targets = read_responses(options.data), read_responses(options.targets)
    names = list(dict.fromkeys(name for margin in recipe.margins for name in margin))
    check_columns(data, [*names, options.id, options.base_weight], "weighted")
    known = targets_from_frame(plain_texts(targets.frame, names), recipe.margins, targets.name)
    base = numbers(data, options.base_weight) if options.base_weight else None
    columns = _ids(data, options.id) if options.id else data.frame[[]].copy()
    result = calibrate(plain_texts(data.frame[names], names), known, recipe, base)
    columns[WEIGHT] = result.weights
    try:
        write_table(out, columns, significant=12)
    except OSError as error:
        fault = Fault("bad-out", str(out), f"cannot be written ({error.strerror})")
        raise InputError(HEADLINE, [fault]) from error
    print("\n".join(_summary(result, recipe, out, with_base=base is not None)))
    return 0


def _two_numbers(text: str) -> list[float]:
    try:
        low, high = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"`{text}` is not LO,HI, such as 0.3,3") from None
    return [low, high]


def _ids(data: Responses, name: str) -> pd.DataFrame:
    import pandas as pd

    from saualnama.survey.codes import plain_id

    ids = [plain_id(value) for value in data.frame[name]]
    first: dict[str, int] = {}
    faults: list[Fault] = []
    for row, value in enumerate(ids, start=data.first_row):
        where = f"{data.name}, row {row}, column {name}"
        if value is None:
            faults.append(Fault("missing-id", where, "no id", "one for each row"))
        elif first.setdefault(value, row) != row:
            problem = f"the id {value} also stands in row {first[value]}"
            faults.append(Fault("duplicate-id", where, problem, "each id once"))
    raise_if_any(f"column {name} of {data.name} cannot identify respondents", faults)
    return pd.DataFrame({name: ids}, dtype="object")


def _summary(
    result: WeightingResult, recipe: WeightingRecipe, out: Path, *, with_base: bool
) -> list[str]:
    weights = result.weights
    of_base = f" (base weights alone: {result.kish_deff_of_base:.4f})" if with_base else ""
    lines = [
        f"{len(weights)} weights in {out}, sum {weights.sum():.10g}, "
        f"from {weights.min():.4g} to {weights.max():.4g}",
        f"design effect {result.kish_deff:.4f}{of_base}, effective n {result.effective_n:.1f}",
        f"{len(result.trace)} cycles, worst miss {result.trace[-1].miss:.1e} (share, 0 to 1)",
    ]
    if recipe.bounds is not None or recipe.cap is not None:
        lines.append(f"{result.at_lower} weights at a lower limit, {result.at_upper} at an upper")
    thin = [f"  {warning}" for warning in result.warnings]
    lines += [f"thin categories: {len(thin) or 'none'}", *thin]
    return lines
