"""A wave's files as `check` finds them: read as far as they can be, with all their faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from saualnama.errors import Fault, InputError
from saualnama.todo import TODO

if TYPE_CHECKING:
    from saualnama.check.findings import Finding, Part
    from saualnama.check.inspection import Material
    from saualnama.check.previous import Wave
    from saualnama.language import Words
    from saualnama.survey.questionnaire import Questionnaire

T = TypeVar("T")

CONFIG = Path("config.yaml")
WAVES = Path("data/waves")


@dataclass(slots=True)
class _Reading:
    """Gathers what goes wrong while files are read."""

    found: list[Finding] = field(default_factory=list)

    def attempt(self, part: Part, read: Callable[[], T]) -> T | None:
        """What was read, or None; its faults are kept."""
        from saualnama.check.findings import errors

        try:
            return read()
        except InputError as error:
            self.found += errors(part, error.faults)
            return None

    def document(
        self, path: Path, schema: str, parse: Callable[[Mapping[str, Any], str], T]
    ) -> T | None:
        """A YAML file of a wave; a draft is read on as if its open questions were settled."""
        from saualnama.loading import load_checked

        content = self.attempt("files", lambda: load_checked(path, schema))
        if content is None:
            return None
        parsed = self.attempt("files", lambda: parse(content, path.name))
        settled = _without_todo(content)
        if parsed is None and settled != content:
            return self.attempt("files", lambda: parse(settled, path.name))
        return parsed

    def warn(self, part: Part, fault: Fault) -> None:
        from saualnama.check.findings import Finding

        self.found.append(Finding("warning", part, fault))


def _without_todo(content: Any) -> Any:
    if isinstance(content, Mapping):
        return {key: _without_todo(part) for key, part in content.items() if key != TODO}
    if isinstance(content, list):
        return [_without_todo(part) for part in content]
    return content


def read_wave(wave: str) -> tuple[Material | None, list[Finding]]:
    """Read all files of a wave, seen from the project's top level.

    Returns:
        What could be read (None without a questionnaire, on which everything else rests), and
        what is wrong with the files.

    Raises:
        InputError: there is no such wave.
    """
    from saualnama import loading
    from saualnama.check.inspection import Material
    from saualnama.io.tables import read_table
    from saualnama.survey.parsing import parse_questionnaire
    from saualnama.tabulate.exhibits import parse_exhibits

    folder = WAVES / wave
    if not re.fullmatch(r"[0-9A-Za-z_-]+", wave) or not folder.is_dir():
        hint = f"`saualnama new-wave {wave} --data FILE` drafts one"
        if not re.fullmatch(r"[0-9A-Za-z_-]+", wave):
            hint = "a name has letters, digits, `-` and `_`"
        fault = Fault("unknown-wave", str(WAVES), f"there is no wave `{wave}`", hint=hint)
        raise InputError("there is no such wave", [fault])
    reading = _Reading()
    config = reading.attempt("files", lambda: loading.load_checked(CONFIG, "config")) or {}
    named = _named(wave, config, reading)
    questionnaire = reading.document(
        folder / "questionnaire.yaml", "questionnaire", parse_questionnaire
    )
    words = _words(folder / "labels.csv", reading)
    if questionnaire is None:
        return None, reading.found
    exhibits = reading.document(
        folder / "exhibits.yaml",
        "exhibits",
        lambda content, file: parse_exhibits(content, questionnaire, file),
    )
    if exhibits is not None:
        reading.attempt(
            "files", lambda: loading.load_headlines(folder / "exhibits.yaml", questionnaire)
        )
    responses, survey = _answers(wave, named, questionnaire, reading)
    targets = None
    if "targets" in named:
        path = Path(named["targets"])
        targets = reading.attempt("population", lambda: read_table(path, columns=["population"]))
        targets = _whole_population(targets, path.name, reading)
    from saualnama.check.previous import Wave

    material = Material(
        Wave(questionnaire, words, survey),
        responses=responses,
        targets=targets,
        targets_file=Path(named.get("targets", "targets.csv")).name,
        weighting=config.get("weighting"),
        exhibits=[exhibit.id for exhibit in exhibits or ()],
        previous=_previous(wave, config),
        faulty=any(f.severity == "error" and f.part == "data" for f in reading.found),
    )
    return material, reading.found


def _words(path: Path, reading: _Reading) -> Words | None:
    """The labels; in a draft an id stands for a word that nobody has written yet."""
    from saualnama.io.tables import read_table
    from saualnama.language import LANGUAGES, parse_words

    columns = ("kind", "id", *LANGUAGES)
    table = reading.attempt("files", lambda: read_table(path, columns))
    if table is None:
        return None
    given = table
    words = reading.attempt("files", lambda: parse_words(given, path.name))
    if words is not None:
        return words
    filled = table.drop_duplicates(["kind", "id"])
    for language in LANGUAGES:
        open_ = filled[language].str.strip().isin(["", TODO])
        filled[language] = filled[language].where(~open_, filled["id"])
    return parse_words(filled, path.name)


def _named(wave: str, config: Mapping[str, Any], reading: _Reading) -> Mapping[str, Any]:
    """What config.yaml names for the wave; without it, the answers that lie in its folder."""
    from saualnama.io.responses import FORMATS

    named: Mapping[str, Any] | None = config.get("waves", {}).get(wave)
    if named is not None:
        return named
    if config:
        hint = "add the wave under `waves` with its `responses` and `targets`"
        fault = Fault("not-configured", CONFIG.name, f"does not name the wave `{wave}`", hint=hint)
        reading.warn("files", fault)
    found = [WAVES / wave / f"responses{ending}" for ending in FORMATS]
    there = [str(path) for path in found if path.is_file()]
    return {"responses": there[0]} if there else {}


def _answers(
    wave: str, named: Mapping[str, Any], questionnaire: Questionnaire, reading: _Reading
) -> tuple[Any, Any]:
    """The data file and the survey made of it, as far as it can be made."""
    from saualnama.check.findings import errors
    from saualnama.io.responses import FORMATS, read_responses
    from saualnama.survey.ingest import examine

    if "responses" not in named:
        expected = f"responses{FORMATS[0]} or another format"
        fault = Fault("missing-file", str(WAVES / wave), "there is no file of answers", expected)
        reading.found += errors("data", [fault])
        return None, None
    path = Path(named["responses"])
    responses = reading.attempt("data", lambda: read_responses(path))
    if responses is None:
        return None, None
    read = reading.attempt(
        "data",
        lambda: examine(
            responses.frame, questionnaire, file=responses.name, first_row=responses.first_row
        ),
    )
    if read is None:
        return responses.frame, None
    survey, faults = read
    reading.found += errors("data", faults)
    return responses.frame, survey


def _whole_population(targets: Any, file: str, reading: _Reading) -> Any:
    """Targets whose every population is a number, or None with faults that name the lines."""
    from saualnama.check.findings import errors
    from saualnama.weighting import targets_from_frame

    if targets is None:
        return None
    if reading.attempt("population", lambda: targets_from_frame(targets, None, file)) is None:
        return None
    whole = targets["population"].str.fullmatch(r"[0-9]+")
    reading.found += errors(
        "population",
        (
            Fault("population", f"{file}, line {line}", f"population `{value}`", "a whole number")
            for line, value in targets.loc[~whole, "population"].items()
        ),
    )
    return targets if whole.all() else None


def _previous(wave: str, config: Mapping[str, Any]) -> Wave | None:
    """The wave before, as far as it can be read; its own faults are no business of this one."""
    from saualnama import loading
    from saualnama.check.order import previous_wave
    from saualnama.check.previous import Wave

    names = [path.parent.name for path in WAVES.glob("*/questionnaire.yaml")]
    name = previous_wave(names, wave)
    if name is None:
        return None
    reading = _Reading()
    folder = WAVES / name
    questionnaire = reading.attempt(
        "previous", lambda: loading.load_questionnaire(folder / "questionnaire.yaml")
    )
    if questionnaire is None:
        return None
    words = _words(folder / "labels.csv", reading)
    named = _named(name, config, reading)
    _, survey = _answers(name, named, questionnaire, reading) if named else (None, None)
    return Wave(questionnaire, words, survey)
