"""The draft as files: YAML as people write it, words as a text table, matches as another."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from saualnama.draft.wave import Draft
from saualnama.language.words import COLUMNS
from saualnama.todo import TODO

_WIDTH = 100


class _Dumper(yaml.SafeDumper):
    """Indents lists below their key; never writes an anchor."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


class _Lines(list[str]):
    """Sentences, a line each."""


_Dumper.add_representer(
    _Lines,
    lambda dumper, lines: dumper.represent_sequence("tag:yaml.org,2002:seq", lines, False),
)


def draft_files(draft: Draft, *, data: str, previous: str) -> dict[str, str]:
    """The text of each file of a wave.

    Args:
        draft: the draft.
        data: name of the data file, for the heading.
        previous: name of the wave before; empty without one.

    Returns:
        File names and contents: `questionnaire.yaml`, `labels.csv`, `exhibits.yaml`, `matches.csv`.
    """
    wave = draft.questionnaire["wave"]
    heading = [
        f"Draft of the wave {wave}, made from {data}. Read every line; it is refused while one",
        f"stands under {TODO}. docs/new-wave.md says what each key means.",
    ]
    structure = _comment(heading) + "\n" + _spaced(_yaml(_with_lines(draft.questionnaire)))
    if draft.left_out:
        left = [f"  {column}: {reason}" for column, reason in draft.left_out]
        structure += "\n" + _comment(["Columns that are left out, and why:", *left])
    exhibits = _comment([f"Tables and figures of the wave {wave}, in the order of the report."])
    exhibits += "\n" + _yaml(_with_lines(draft.exhibits))
    return {
        "questionnaire.yaml": structure,
        "labels.csv": _csv(COLUMNS, draft.labels),
        "exhibits.yaml": exhibits,
        "matches.csv": _csv(
            (
                "question",
                "sureness",
                "previous_wave",
                "previous",
                "by",
                "label_likeness",
                "answers",
            ),
            _matches(draft, previous),
        ),
    }


def _matches(draft: Draft, previous: str) -> Iterable[Sequence[str]]:
    for match in draft.matches:
        words = "" if match.words is None else f"{match.words:.2f}"
        wave_and_id = (previous, match.known.id)
        yield (
            match.asked.name,
            match.sureness,
            *wave_and_id,
            match.by,
            words,
            f"{match.answers:.2f}",
        )
    matched = {match.asked.name for match in draft.matches}
    for name in draft.new:
        if name not in matched:
            yield name, "new", previous, "", "", "", ""
    doubtful = {match.known.id for match in draft.matches}
    for id_ in draft.gone:
        if id_ not in doubtful:
            yield "", "gone", previous, id_, "", "", ""


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def _comment(lines: Iterable[str]) -> str:
    return "".join(f"# {line}\n" for line in lines)


def _with_lines(content: Any) -> Any:
    if isinstance(content, Mapping):
        return {
            key: _Lines(value) if key == TODO else _with_lines(value)
            for key, value in content.items()
        }
    if isinstance(content, list):
        return [_with_lines(value) for value in content]
    return content


def _yaml(content: Mapping[str, Any]) -> str:
    return yaml.dump(
        content,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=None,
        width=_WIDTH,
    )


def _spaced(text: str) -> str:
    """A blank line before each section and each question."""
    text = re.sub(r"^(demographics|questions|TODO):", r"\n\1:", text, flags=re.MULTILINE)
    head, mark, questions = text.partition("\nquestions:\n")
    return head + mark + re.sub(r"(?<!\A)^  - id:", "\n  - id:", questions, flags=re.MULTILINE)
