"""Inputs of the replication: respondents with what is tabulated, targets, and our numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from saualnama.errors import Fault, raise_if_any
from saualnama.inference import Crosstab, crosstab, rao_scott
from saualnama.inference.design import Design
from saualnama.io.tables import format_number
from saualnama.survey.questionnaire import Question
from saualnama.survey.wave import WITHOUT_ANSWER, Survey
from saualnama.tabulate.design import wave_design
from saualnama.tabulate.exhibits import TOTAL, Exhibit
from saualnama.weighting import (
    Targets,
    WeightingRecipe,
    category_positions,
)
from saualnama.weighting.collapse import CollapsedTarget, collapse
from saualnama.weighting.targets import joined

FIGURE = ("question", "breakdown", "statistic", "answer")
"""What makes figures of different groups the same figure."""


@dataclass(frozen=True, slots=True, eq=False)
class Inputs:
    """Tables that the two scripts read.

    Attributes:
        data: `id`; `raking_1`, ... (the category of each raked margin, merges made);
            demographics and questions that are tabulated, as ids, 0/1 for several answers, empty
            without an answer. One row a respondent and nothing else.
        targets: `margin, category, population` of the raked margins.
        weights: `id, weight`.
        margins: `margin, category, target_share, weighted_share` (0..1).
        figures: `figure` (a number for each of `FIGURE`), its identity, `group`, `base_n`,
            `unweighted`, `weighted`, `se` as in the tidy tables.
        tests: `test` (a number), its identity, `n`, Pearson's chi-square and df, Rao-Scott F and
            ndf with weights that are `raked` and `fixed`.
    """

    data: pd.DataFrame
    targets: pd.DataFrame
    weights: pd.DataFrame
    margins: pd.DataFrame
    figures: pd.DataFrame
    tests: pd.DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """What the wave was weighted to and what stages 2 and 3 wrote, as text tables.

    Attributes:
        targets: the targets file.
        weights: weights.csv.
        margins: margins.csv.
        tables: the tidy table of each exhibit.
        tests: tests.csv.
    """

    targets: pd.DataFrame
    weights: pd.DataFrame
    margins: pd.DataFrame
    tables: Sequence[pd.DataFrame]
    tests: pd.DataFrame


def replication_inputs(
    survey: Survey,
    exhibits: Iterable[Exhibit],
    recipe: WeightingRecipe,
    targets: Targets,
    results: Results,
) -> Inputs:
    """Gather the inputs of a wave.

    Args:
        survey: the wave.
        exhibits: what is tabulated.
        recipe: how it was weighted.
        targets: the population of at least the recipe's margins.
        results: our numbers.

    Raises:
        InputError: the weights are of other respondents, or the demographics of a respondent are
            not in the targets.
    """
    parts = [part for exhibit in exhibits for part in exhibit.parts]
    tabulated = {part.question for part in parts}
    questions = [q for q in survey.questionnaire.questions if q.id in tabulated]
    used = {part.breakdown for part in parts} | {name for m in recipe.margins for name in m}
    demographics = [d.id for d in survey.questionnaire.demographics if d.id in used]
    raked = [
        collapse(
            targets.of(margin),
            (r for r in recipe.collapse if frozenset(r.margin) == frozenset(margin)),
        )
        for margin in recipe.margins
    ]
    data = _data(survey, demographics, questions, raked)
    # a design also checks that the weights are those of these respondents
    designs = {
        "raked": wave_design(survey, results.weights, recipe.margins, "raked", recipe.collapse),
        "fixed": wave_design(survey, results.weights, recipe.margins, "fixed"),
    }
    margins = results.margins
    shown = margins["margin"].map(lambda name: set(name.split(":")) <= set(demographics))
    shown &= margins["sample_n"] != "0"
    shown &= ~margins["category"].str.startswith("(")
    return Inputs(
        data=data,
        targets=_targets(raked),
        weights=results.weights[["id", "weight"]],
        margins=margins.loc[shown, ["margin", "category", "target_share", "weighted_share"]],
        figures=_figures(results.tables),
        tests=_tests(survey, designs, results.tests),
    )


def _data(
    survey: Survey,
    demographics: Sequence[str],
    questions: Sequence[Question],
    raked: Sequence[CollapsedTarget],
) -> pd.DataFrame:
    frame = survey.frame
    columns: dict[str, object] = {"id": frame["id"].astype(str)}
    answered = {name: _ids(frame[name]) for name in demographics}
    sample = pd.DataFrame(answered)
    for at, margin in enumerate(raked, start=1):
        names = np.array([joined(category) for category in margin.target.categories], dtype=object)
        position = category_positions(sample.where(sample != "", None), margin)
        outside = np.flatnonzero(position < 0)
        raise_if_any(
            "the weighting cannot be replicated",
            [
                Fault(
                    "no-target",
                    f"margin `{margin.target.name}`",
                    f"{len(outside)} respondents are in no category of the targets",
                )
            ]
            if len(outside)
            else [],
        )
        columns[f"raking_{at}"] = names[position]
    columns |= answered
    for question in questions:
        if question.kind == "multiple":
            given = survey.given(question)
            for place, (name, _) in enumerate(question.fields):
                texts = np.array(["0", "1", ""], dtype=object)
                columns[name] = texts[given[:, place]]
        else:
            columns |= {name: _ids(frame[name]) for name, _ in question.fields}
    return pd.DataFrame(columns)


def _ids(column: pd.Series) -> pd.Series:
    """Answers as ids, and nothing where there is none."""
    return column.astype(str).mask(column.isin(WITHOUT_ANSWER) | column.isna(), "")


def _targets(raked: Iterable[CollapsedTarget]) -> pd.DataFrame:
    rows = [
        (margin.target.name, joined(category), people)
        for margin in raked
        for category, people in zip(margin.target.categories, margin.target.population, strict=True)
    ]
    return pd.DataFrame(rows, columns=["margin", "category", "population"])


def _figures(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Every figure once, those of one breakdown together, with the exhibit it first stands in."""
    figures = pd.concat(list(tables), ignore_index=True)
    figures = figures[figures["weighted"] != ""].drop_duplicates([*FIGURE, "group"])
    order = {name: at for at, name in enumerate(dict.fromkeys(figures["breakdown"]))}
    figures = figures.sort_values("breakdown", key=lambda c: c.map(order), kind="stable")
    keys = list(figures[list(FIGURE)].itertuples(index=False, name=None))
    number = {key: at for at, key in enumerate(dict.fromkeys(keys), start=1)}
    figures.insert(0, "figure", [number[key] for key in keys])
    shown = ["figure", "exhibit", "question", "answer", "breakdown", "group", "statistic"]
    numbers = ["base_n", "unweighted", "weighted", "se"]
    return figures[[*shown, *numbers]].sort_values(["figure", "group"], kind="stable")


def _tests(survey: Survey, designs: Mapping[str, Design], published: pd.DataFrame) -> pd.DataFrame:
    """Tests of one answer a respondent; the Rao-Scott test that was not published is done here."""
    rows = []
    seen = set()
    for row in published.to_dict("records"):
        question = survey.questionnaire.question[row["question"]]
        whole_set = question.kind == "multiple" and not row["answer"]
        key = (row["question"], row["answer"], row["breakdown"])
        lacking = not row["pearson_chi2"] or not row["rao_scott_f"]
        if whole_set or lacking or key in seen or row["breakdown"] == TOTAL:
            continue
        seen.add(key)
        kept = ("question", "answer", "breakdown", "n", "pearson_chi2", "pearson_df")
        made = {"test": len(seen)} | {name: row[name] for name in kept}
        for variance, design in designs.items():
            if row["variance"] == variance:
                numbers = [row["rao_scott_f"], row["rao_scott_ndf"]]
            else:
                test = rao_scott(_crossed(survey, design, question, *key[1:]))
                # as many digits as in the published table
                numbers = [
                    "" if x is None else format_number(x) for x in (test.statistic, test.ndf)
                ]
            made |= dict(zip((f"{variance}_f", f"{variance}_ndf"), numbers, strict=True))
        rows.append(made)
    columns = ["test", "question", "answer", "breakdown", "n", "pearson_chi2", "pearson_df"]
    columns += [f"{name}_{what}" for name in designs for what in ("f", "ndf")]
    return pd.DataFrame(rows, columns=columns)


def _crossed(
    survey: Survey, design: Design, question: Question, answer: str, breakdown: str
) -> Crosstab:
    if question.kind == "multiple":
        given = survey.given(question)[:, question.answer_ids.index(answer)]
        # the answer not given comes first or second, the test is the same
        codes, size = given.astype(np.int16), 2
    else:
        field = f"{question.id}.{answer}" if answer else question.id
        size = len(question.answers)
        codes = survey.codes(field, size)
    groups = len(survey.groups(breakdown))
    return crosstab(design, codes, survey.group_codes(breakdown), answers=size, groups=groups)
