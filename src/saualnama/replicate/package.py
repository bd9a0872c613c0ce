"""Everything that replicates a wave, built from what the stages before wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from saualnama.replicate.inputs import Inputs, Results, replication_inputs
from saualnama.replicate.pspp_script import pspp_script
from saualnama.replicate.r_script import r_script
from saualnama.survey.wave import Survey
from saualnama.tabulate.exhibits import Exhibit
from saualnama.tabulate.weighting import weighting_recipe
from saualnama.weighting import targets_from_frame


@dataclass(frozen=True, slots=True, eq=False)
class Replication:
    """A folder that needs nothing else.

    Attributes:
        inputs: what the scripts read.
        weights: (n,) weights as numbers.
        r: text of replicate.R.
        pspp: text of replicate.sps.
    """

    inputs: Inputs
    weights: pd.Series
    r: str
    pspp: str

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The input files by the name of the rule's output, `data` for data.csv."""
        inputs = self.inputs
        return {
            "data": inputs.data,
            "targets": inputs.targets,
            "ours_weights": inputs.weights,
            "ours_margins": inputs.margins,
            "ours_figures": inputs.figures,
            "ours_tests": inputs.tests,
        }


def replication(
    survey: Survey,
    exhibits: Sequence[Exhibit],
    settings: Mapping[str, Any],
    results: Results,
) -> Replication:
    """Build the replication of a wave.

    Args:
        survey: the wave.
        exhibits: what is tabulated.
        settings: `weighting` of config.yaml.
        results: targets and our numbers.

    Raises:
        InputError: see `saualnama.replicate.inputs.replication_inputs`.
    """
    recipe = weighting_recipe(settings)
    known = targets_from_frame(results.targets, recipe.margins)
    inputs = replication_inputs(survey, exhibits, recipe, known, results)
    tabulated = set(inputs.figures["question"])
    questions = [q for q in survey.questionnaire.questions if q.id in tabulated]
    total = float(survey.n) if recipe.scale == "n" else known.of(recipe.margins[0]).total
    return Replication(
        inputs=inputs,
        weights=inputs.weights["weight"].astype("float64"),
        r=r_script(questions, recipe, total),
        pspp=pspp_script(inputs, survey.questionnaire, recipe, total),
    )
