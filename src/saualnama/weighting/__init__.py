"""Calibration weights and their audit: no labels, no files."""

from saualnama.weighting.calibration import Factor, WeightingResult, calibrate
from saualnama.weighting.collapse import CollapseRule, Merge
from saualnama.weighting.diagnostics import effective_n, kish_deff, weighting_efficiency
from saualnama.weighting.groups import Cycle
from saualnama.weighting.margins import MARGIN_COLUMNS, margin_table
from saualnama.weighting.recipe import WeightingRecipe
from saualnama.weighting.targets import Margin, MarginTarget, Targets, targets_from_frame

__all__ = [
    "MARGIN_COLUMNS",
    "CollapseRule",
    "Cycle",
    "Factor",
    "Margin",
    "MarginTarget",
    "Merge",
    "Targets",
    "WeightingRecipe",
    "WeightingResult",
    "calibrate",
    "effective_n",
    "kish_deff",
    "margin_table",
    "targets_from_frame",
    "weighting_efficiency",
]
