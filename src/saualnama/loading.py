"""A wave's files, read and checked: what scripts and commands begin with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saualnama.errors import raise_if_any
from saualnama.io.structured import read_yaml
from saualnama.shape import check_shape

if TYPE_CHECKING:
    from saualnama.compare.changes import WeightedWave
    from saualnama.inference import Design
    from saualnama.language import Words
    from saualnama.survey.questionnaire import Questionnaire
    from saualnama.survey.wave import Survey
    from saualnama.tabulate.evidence import Evidence
    from saualnama.tabulate.exhibits import Exhibit
    from saualnama.tabulate.headlines import Headline
    from saualnama.tabulate.targets_about import TargetAbout
    from saualnama.weighting import Targets

SCHEMAS = Path("workflow/schemas")
"""Schemas of a project's files, seen from its top level."""


def load_checked(path: Path, schema: str) -> Mapping[str, Any]:
    """Read a YAML file and check its shape.

    Args:
        path: the file.
        schema: name of its schema, such as `questionnaire`.

    Raises:
        InputError: it cannot be read, or has another shape; all faults at once.
    """
    content: Mapping[str, Any] = read_yaml(path)
    check_shape(content, read_yaml(SCHEMAS / f"{schema}.schema.yaml"), path.name)
    return content


def load_questionnaire(path: Path) -> Questionnaire:
    """Read a wave's questionnaire.yaml."""
    from saualnama.survey.parsing import parse_questionnaire

    return parse_questionnaire(load_checked(path, "questionnaire"), path.name)


def load_exhibits(path: Path, questionnaire: Questionnaire) -> tuple[Exhibit, ...]:
    """Read a wave's exhibits.yaml."""
    from saualnama.tabulate.exhibits import parse_exhibits

    return parse_exhibits(load_checked(path, "exhibits"), questionnaire, path.name)


def load_headlines(path: Path, questionnaire: Questionnaire) -> tuple[Headline, ...]:
    """Read the headline figures of a wave's exhibits.yaml."""
    from saualnama.tabulate.headlines import parse_headlines

    return parse_headlines(load_checked(path, "exhibits"), questionnaire, path.name)


def load_targets(path: Path, margins: Sequence[Sequence[str]]) -> Targets:
    """Read a targets file that has to know certain margins."""
    from saualnama.io.tables import read_table
    from saualnama.weighting import targets_from_frame

    return targets_from_frame(read_table(path), [tuple(m) for m in margins], path.name)


def load_targets_about(path: Path, targets: Targets) -> tuple[TargetAbout, ...]:
    """Read where a wave's targets are from."""
    from saualnama.tabulate.targets_about import parse_targets_about

    return parse_targets_about(load_checked(path, "targets_about"), targets, path.name)


def load_words(*paths: Path) -> Words:
    """Read files of words, each with its own keys."""
    from saualnama.io.tables import read_table
    from saualnama.language import merge_words, parse_words

    columns = ("kind", "id", "kk", "ru", "en")
    return merge_words(*(parse_words(read_table(path, columns), path.name) for path in paths))


def load_survey(path: Path, questionnaire: Questionnaire) -> Survey:
    """Read the validated survey that stage 1 wrote.

    Raises:
        InputError: it cannot be read, or was made with another questionnaire.
    """
    from saualnama.io.tables import read_frame
    from saualnama.survey.wave import Survey, faults_of_frame

    frame = read_frame(path)
    raise_if_any(
        f"{path.name} is not of this questionnaire",
        faults_of_frame(frame, questionnaire, str(path)),
    )
    return Survey(questionnaire, frame)


def load_design(path: Path, survey: Survey, weighting: Mapping[str, Any]) -> Design:
    """Read a wave's weights as variances see them.

    Args:
        path: weights.csv.
        survey: the wave.
        weighting: `margins`, and where they are set `collapse` and `variance`, of config.yaml.

    Raises:
        InputError: the file is missing, or the weights are of other respondents.
    """
    from saualnama.io.tables import read_table
    from saualnama.tabulate.design import wave_design
    from saualnama.tabulate.weighting import weighting_recipe

    weights = read_table(path, columns=["id", "weight"])
    merged = weighting_recipe(weighting).collapse
    variance = weighting.get("variance", "raked")
    return wave_design(survey, weights, weighting["margins"], variance, merged)


def load_evidence(published: Path | None, questionnaire: Questionnaire) -> Evidence:
    """Read what a wave's figures rest on.

    Args:
        published: figures of its printed report, which a reconstruction rests on; None without.
        questionnaire: of the wave.
    """
    from saualnama.io.tables import read_table
    from saualnama.tabulate.evidence import PUBLISHED, Evidence, printed_figures

    if published is None:
        return Evidence(questionnaire)
    return Evidence(questionnaire, printed_figures(read_table(published, PUBLISHED)))


def load_weighted_wave(
    wave: str, weighting: Mapping[str, Any], published: Path | None
) -> WeightedWave:
    """Read a wave's validated survey and weights, seen from the project's top level.

    Args:
        wave: its name.
        weighting: `weighting` of config.yaml.
        published: figures of its printed report, which a reconstruction rests on; None without.

    Raises:
        InputError: a file is missing, or the weights are of other respondents.
    """
    from saualnama.compare.changes import WeightedWave

    questionnaire = load_questionnaire(Path(f"data/waves/{wave}/questionnaire.yaml"))
    survey = load_survey(Path(f"work/{wave}/survey.parquet"), questionnaire)
    design = load_design(Path(f"results/{wave}/weights/weights.csv"), survey, weighting)
    return WeightedWave(survey, design, load_evidence(published, questionnaire))
