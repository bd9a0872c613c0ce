"""`saualnama new-wave`: draft the files of a wave from its data."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from saualnama.errors import Fault, InputError

if TYPE_CHECKING:
    from saualnama.draft.material import Material
    from saualnama.draft.previous import Previous
    from saualnama.draft.wave import Draft

WAVES = Path("data/waves")
_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]*")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `new-wave`."""
    parser.add_argument("wave", metavar="WAVE", help="its name, such as 2023")
    parser.add_argument(
        "--data",
        metavar="FILE",
        type=Path,
        required=True,
        help=".sav, .zsav, .dta, .csv, .xlsx or .parquet",
    )
    parser.add_argument(
        "--form", metavar="XLSFORM", type=Path, help="the form the data were gathered with (.xlsx)"
    )
    parser.add_argument(
        "--previous",
        metavar="WAVE",
        help="the wave to match with; default: the last of data/waves by name",
    )
    parser.add_argument(
        "--demographic",
        metavar="COLUMN",
        action="append",
        default=[],
        help="a column that is a breakdown and was not recognised as one; may be repeated",
    )


def run(options: argparse.Namespace) -> int:
    """Write data/waves/WAVE/ and print what was matched and what is left to decide.

    Raises:
        InputError: a name that is none; files that are there already, cannot be read or do not
            belong together; nothing to tabulate in the data.
    """
    from saualnama.draft.files import draft_files
    from saualnama.draft.wave import draft_wave
    from saualnama.io.files import write_new_files

    wave: str = options.wave
    _check_name(wave)
    folder = WAVES / wave
    _check_free(folder)
    before = _previous(wave, options.previous)
    material = _material(options.data, options.form, before)
    draft = draft_wave(
        wave, material, before, data=options.data.name, demographics=options.demographic
    )
    previous = before.questionnaire.wave if before else ""
    write_new_files(folder, draft_files(draft, data=options.data.name, previous=previous))
    print("\n".join(_summary(draft, material, folder, options.data, previous)))
    return 0


def _check_name(wave: str) -> None:
    if not _NAME.fullmatch(wave):
        fault = Fault(
            "bad-name",
            f"the name `{wave}`",
            "cannot be a folder of data/waves",
            "Latin letters, digits, - and _, such as 2023",
        )
        raise InputError("the wave cannot be drafted", [fault])


def _check_free(folder: Path) -> None:
    names = ("questionnaire.yaml", "labels.csv", "exhibits.yaml", "matches.csv")
    there = [folder / name for name in names if (folder / name).exists()]
    if there:
        hint = "new-wave never overwrites: move it away, or choose another name"
        faults = [Fault("file-exists", str(path), "is there already", hint=hint) for path in there]
        raise InputError("the wave cannot be drafted", faults)


def _previous(wave: str, named: str | None) -> Previous | None:
    """The wave to match with; None where there is no other."""
    from saualnama.draft.previous import Previous
    from saualnama.loading import load_checked, load_questionnaire, load_words

    if named is not None:
        _check_name(named)
    others = sorted(p.parent.name for p in WAVES.glob("*/questionnaire.yaml"))
    others = [name for name in others if name != wave]
    if named is not None and named not in others:
        known = ", ".join(others) or "no other wave"
        fault = Fault("no-wave", f"--previous {named}", "no such wave in data/waves", known)
        raise InputError("the wave cannot be drafted", [fault])
    if not others:
        return None
    chosen = named or others[-1]
    folder = WAVES / chosen
    try:
        return Previous(
            load_questionnaire(folder / "questionnaire.yaml"),
            load_words(folder / "labels.csv"),
            load_checked(folder / "exhibits.yaml", "exhibits"),
        )
    except InputError as error:
        headline = f"the wave {chosen} cannot be matched with (--previous names another)"
        raise InputError(headline, error.faults) from error


def _material(data: Path, form: Path | None, before: Previous | None) -> Material:
    from saualnama.draft.columns import material_of_columns
    from saualnama.draft.form import parse_form
    from saualnama.draft.form_columns import material_of_form
    from saualnama.io.metadata import read_metadata
    from saualnama.io.responses import read_responses
    from saualnama.io.workbooks import read_sheets

    # the form is small: what is wrong with it is said before a large file is read
    parsed = parse_form(read_sheets(form), form.name) if form is not None else None
    responses = read_responses(data)
    if responses.frame.empty:
        fault = Fault("empty-wave", data.name, "the file has no respondents", "a row for each")
        raise InputError("the wave cannot be drafted", [fault])
    respondent = before.questionnaire.respondent if before else None
    if parsed is None or form is None:
        return material_of_columns(
            responses.frame,
            read_metadata(data),
            respondent,
            before.questionnaire.refused if before else (),
        )
    return material_of_form(
        responses.frame, parsed, data=data.name, file=form.name, respondent=respondent
    )


def _summary(
    draft: Draft, material: Material, folder: Path, data: Path, previous: str
) -> list[str]:
    content = draft.questionnaire
    lines = [
        f"{folder}: {len(content['questions'])} questions and {len(content['demographics'])} "
        f"breakdowns, drafted from {material.rows} respondents"
    ]
    if previous:
        count = {
            level: sum(match.sureness == level for match in draft.matches)
            for level in ("sure", "likely", "doubtful")
        }
        said = ", ".join(f"{number} {level}" for level, number in count.items())
        lines.append(f"found again of {previous} (matches.csv): {said}")
        for match in draft.matches:
            if match.sureness != "sure":
                lines.append(
                    f"  {match.asked.name} = {match.known.id}: {match.sureness}, by {match.by}"
                )
        doubtful = {match.asked.name for match in draft.matches}
        new = [name for name in draft.new if name not in doubtful]
        lines.append(f"new: {', '.join(new) or 'none'}")
        lines.append(f"gone: {', '.join(draft.gone) or 'none'}")
    if draft.left_out:
        lines.append(f"left out: {', '.join(column for column, _ in draft.left_out)}")
    lines.append(f"{len(draft.todo)} TODO lines to settle before the wave can be used:")
    lines += [f"  {place}: {text}" for place, text in draft.todo]
    responses = folder / f"responses{data.suffix.lower()}"
    lines += [
        "",
        f"then put the data at {responses} and add to `waves` of config.yaml:",
        f'  "{content["wave"]}":',
        f"    responses: {responses.as_posix()}",
        f"    targets: data/population/targets_{content['wave']}.csv",
    ]
    return lines
