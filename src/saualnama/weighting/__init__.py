"""Calibration weights and their audit: no labels, no files."""

from saualnama.weighting.calibration import Factor, WeightingResult, calibrate
from saualnama.weighting.collapse import CollapseRule, Merge
from saualnama.weighting.diagnostics import (
    PERCENTILES,
    WeightSummary,
    effective_n,
    kish_deff,
    log_ratio_r_squared,
    summarise_by_group,
    summarise_weights,
)
from saualnama.weighting.groups import Cycle, trace_down_to
from saualnama.weighting.margins import MARGIN_COLUMNS, margin_table
from saualnama.weighting.positions import category_positions
from saualnama.weighting.recipe import WeightingRecipe
from saualnama.weighting.replicates import ReplicateWeights, replicate_weights
from saualnama.weighting.resampling import ReplicateRecipe
from saualnama.weighting.settings import margin_from_text, recipe_from_settings
from saualnama.weighting.targets import Margin, MarginTarget, Targets, targets_from_frame

__all__ = [
    "MARGIN_COLUMNS",
    "PERCENTILES",
    "CollapseRule",
    "Cycle",
    "Factor",
    "Margin",
    "MarginTarget",
    "Merge",
    "ReplicateRecipe",
    "ReplicateWeights",
    "Targets",
    "WeightSummary",
    "WeightingRecipe",
    "WeightingResult",
    "calibrate",
    "category_positions",
    "effective_n",
    "kish_deff",
    "log_ratio_r_squared",
    "margin_from_text",
    "margin_table",
    "recipe_from_settings",
    "replicate_weights",
    "summarise_by_group",
    "summarise_weights",
    "targets_from_frame",
    "trace_down_to",
]
