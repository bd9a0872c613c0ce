"""A wave's files, read and checked: what scripts and commands begin with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saualnama.io.structured import read_yaml
from saualnama.shape import check_shape
from saualnama.survey.parsing import parse_questionnaire
from saualnama.survey.questionnaire import Questionnaire

if TYPE_CHECKING:
    from saualnama.survey.wave import Survey
    from saualnama.tabulate.exhibits import Exhibit

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
    return parse_questionnaire(load_checked(path, "questionnaire"), path.name)


def load_exhibits(path: Path, questionnaire: Questionnaire) -> tuple[Exhibit, ...]:
    """Read a wave's exhibits.yaml."""
    from saualnama.tabulate.exhibits import parse_exhibits

    return parse_exhibits(load_checked(path, "exhibits"), questionnaire, path.name)


def load_survey(path: Path, questionnaire: Questionnaire) -> Survey:
    """Read the validated survey that stage 1 wrote."""
    from saualnama.io.tables import read_frame
    from saualnama.survey.wave import Survey

    return Survey(questionnaire, read_frame(path))
