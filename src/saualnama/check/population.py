"""A wave against the population: quotas reached, and whether it can be weighted at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from saualnama.check.findings import Finding, errors
from saualnama.errors import Fault, InputError
from saualnama.survey.quality import quality_report
from saualnama.survey.wave import Survey
from saualnama.tabulate.weighting import demographics_frame, weighting_recipe
from saualnama.weighting import calibrate, targets_from_frame

OFF_BY = 0.10
"""Part of a quota by which the number reached may differ."""

AT_LEAST = 3
"""Respondents by which it has to differ, whatever the quota."""


def quotas(survey: Survey, targets: pd.DataFrame) -> list[Mapping[str, Any]]:
    """Rows `margin, category, quota, reached`; a quota is population share times n."""
    rows: list[Mapping[str, Any]] = quality_report(survey, targets)["quotas"]
    return rows


def quota_findings(
    rows: Sequence[Mapping[str, Any]], margins: Sequence[Sequence[str]] | None
) -> Iterator[Finding]:
    """Categories in which far more or fewer people were asked than the population has.

    Args:
        rows: see `quotas`.
        margins: those that the wave is weighted to, where a miss costs precision; None for all.
    """
    wanted = None if margins is None else {":".join(sorted(margin)) for margin in margins}
    for row in rows:
        if wanted is not None and ":".join(sorted(row["margin"].split(":"))) not in wanted:
            continue
        quota, reached = float(row["quota"]), int(row["reached"])
        if abs(reached - quota) < AT_LEAST or abs(reached - quota) <= OFF_BY * quota:
            continue
        where = f"margin `{row['margin']}`, category `{row['category']}`"
        problem = f"{reached} respondents for a quota of {quota:.1f}"
        expected = f"{(1 - OFF_BY) * quota:.1f} to {(1 + OFF_BY) * quota:.1f}"
        hint = "weights make up for it at the price of precision; ask the field team why"
        yield Finding(
            "warning", "population", Fault("quota-missed", where, problem, expected, hint)
        )


def weighting_findings(
    survey: Survey,
    targets: pd.DataFrame,
    settings: Mapping[str, Any],
    file: str,
    *,
    gaps_are_errors: bool = False,
) -> list[Finding]:
    """Try the weighting that the pipeline will do; what stops it is an error.

    Args:
        survey: the wave.
        targets: text table in the targets format.
        settings: `weighting` of config.yaml.
        file: name of the targets file, for messages.
        gaps_are_errors: a demographic may be unknown because its code is a fault of the data file,
            which is said already: such respondents are left out, so that what else stops the
            weighting is said, too.
    """
    sample = demographics_frame(survey)
    if gaps_are_errors:
        sample = sample.dropna(ignore_index=True)
    try:
        recipe = weighting_recipe(settings)
        known = targets_from_frame(targets, recipe.margins, file)
        result = calibrate(sample, known, recipe)
    except InputError as error:
        return errors("population", error.faults)
    hint = "its weights rest on few people; a coarser category would be safer"
    return [
        Finding(
            "warning",
            "population",
            Fault(fault.code, fault.where, fault.problem, fault.expected, fault.hint or hint),
        )
        for fault in result.warnings
    ]
