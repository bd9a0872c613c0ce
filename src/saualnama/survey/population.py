"""From the population file to the targets of a wave: one spelling of every id, one row a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from saualnama.errors import Fault, raise_if_any

VARIABLES = ("region", "settlement", "sex", "age_group")
"""Columns of a targets file of this survey, before `population`."""

DIMENSIONS: Mapping[tuple[str, ...], str] = {
    ("region",): "region",
    ("sex", "age_group"): "sex_age",
    ("settlement",): "settlement",
    ("region", "settlement"): "region_settlement",
    ("region", "sex"): "region_sex",
    ("region", "age_group"): "region_age",
}
"""Margins that a targets file offers, and what the population file calls them."""


def canonical_id(spelling: str) -> str:
    """The id of a category from its English name or label: `Nur-Sultan`, `61+` and the like."""
    return spelling.lower().replace("+", "_plus").replace("-", "_").replace(" ", "_")


def targets_frame(
    population: pd.DataFrame,
    universe: str,
    known: Mapping[str, Sequence[str]],
    *,
    file: str,
) -> pd.DataFrame:
    """Build a wave's targets from the tidy population file.

    Args:
        population: text columns `dimension, universe, population` and those of `VARIABLES`.
        universe: the rows to use (`adults_18plus`).
        known: ids of the categories of each of `VARIABLES`, in the order wanted.
        file: the population file's name, for messages.

    Returns:
        `VARIABLES` and `population` (whole persons as text); cells of one margin leave the columns
        of others empty.

    Raises:
        InputError: a category of the file that the survey does not know, or the other way round; a
            population that is not a whole number above zero; margins with different totals.
    """
    rows = population[population["universe"] == universe]
    faults: list[Fault] = []
    parts: list[pd.DataFrame] = []
    for margin, dimension in DIMENSIONS.items():
        cells = rows[rows["dimension"] == dimension]
        part = pd.DataFrame(dict.fromkeys(VARIABLES, ""), index=cells.index)
        for name in margin:
            part[name] = cells[name].map(canonical_id)
            faults += _unknown(part[name], known[name], name, file)
        part["population"] = cells["population"]
        order = [part[name].map({id_: at for at, id_ in enumerate(known[name])}) for name in margin]
        keys = pd.concat(order, axis=1).apply(tuple, axis=1)
        parts.append(part.loc[keys.sort_values(kind="stable").index])
        faults += _lacking(part, margin, known, file)
    targets = pd.concat(parts)
    whole = targets["population"].str.fullmatch(r"[1-9][0-9]*")
    faults += [
        Fault(
            "population", f"{file}, line {line}", f"population `{value}`", "a whole number above 0"
        )
        for line, value in targets.loc[~whole, "population"].items()
    ]
    raise_if_any(f"{file} does not give the targets", faults)
    raise_if_any(f"{file} contradicts itself", _totals(targets, file))
    return targets.reset_index(drop=True)


def _unknown(ids: pd.Series, known: Sequence[str], name: str, file: str) -> list[Fault]:
    return [
        Fault("unknown-category", f"{file}, line {line}", f"{name} `{id_}`", ", ".join(known))
        for line, id_ in ids.items()
        if id_ not in known
    ]


def _lacking(
    part: pd.DataFrame, margin: tuple[str, ...], known: Mapping[str, Sequence[str]], file: str
) -> Iterable[Fault]:
    for name in margin:
        for id_ in known[name]:
            if id_ not in set(part[name]):
                yield Fault("missing-category", file, f"no row of {' x '.join(margin)} for `{id_}`")


def _totals(targets: pd.DataFrame, file: str) -> Iterable[Fault]:
    sums: dict[str, int] = {}
    for row in targets.to_dict("records"):
        margin = " x ".join(name for name in VARIABLES if row[name])
        sums[margin] = sums.get(margin, 0) + int(row["population"])
    if len(set(sums.values())) > 1:
        said = ", ".join(f"{margin} {total}" for margin, total in sums.items())
        yield Fault("margin-totals", file, f"the margins have different totals: {said}")
