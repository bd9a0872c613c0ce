"""replicate.sps: the same numbers by PSPP or SPSS, in syntax that both understand.

Neither program has a raking command or a design-based test. The syntax rakes with AGGREGATE, one
pass a margin and cycle, and leaves the Rao-Scott tests to R. Chi-square is computed from
unweighted counts only: both programs would take weights for repeated respondents.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from saualnama.replicate.inputs import FIGURE, Inputs
from saualnama.survey.questionnaire import Question, Questionnaire
from saualnama.tabulate.exhibits import TOTAL
from saualnama.weighting import WeightingRecipe

RESPONDENTS = "scratch_respondents.sav"
CYCLES = 25
"""Cycles over all margins; each takes the miss down by a power of ten and more."""

_HEAD = """\
* Encoding: UTF-8.
* The weights, percentages and chi-square tests of this wave once more, by PSPP or SPSS.
* Run it in this folder, where its input files are:    pspp replicate.sps
* (in SPSS: open it, set the working folder with CD, run all). It does the work from the start
* and prints our number (files ours_*.csv), the number of the program, and the difference.
SET DECIMAL=DOT.
"""


def pspp_script(
    inputs: Inputs, questionnaire: Questionnaire, recipe: WeightingRecipe, total: float
) -> str:
    """Text of replicate.sps.

    Args:
        inputs: the files that it reads.
        questionnaire: answers of what is tabulated.
        total: what the weights sum to.
        recipe: how the wave was weighted. Raking is done once more; weights of another calibrator
            or with limits are read from ours_weights.csv, and the syntax says so.
    """
    columns = _Columns.of(inputs.data, questionnaire)
    plain = recipe.calibrator in ("raking", "poststratification")
    plain = plain and recipe.bounds is None and recipe.cap is None
    raked = [name for name in inputs.data.columns if name.startswith("raking_")]
    blocks: list[Iterable[str]] = [
        [_HEAD],
        _respondents(inputs.data, columns),
        _raking(inputs, raked, columns, total) if plain else _weights_as_given(inputs),
        [f"SAVE OUTFILE='{RESPONDENTS}'."],
        _compare_weights(inputs, raked) if plain else (),
        _figures(inputs, questionnaire, columns),
        _tests(inputs, columns),
        ["* What was kept for a moment.", f"ERASE FILE='{RESPONDENTS}'."],
    ]
    return "\n".join(line for block in blocks for line in block) + "\n"


@dataclass(frozen=True, slots=True)
class _Columns:
    """Names that are short enough for every version, and what they hold.

    Attributes:
        text: a text column of data.csv as it is read, by its name there.
        number: the same with numbers for answers, 0/1 for several answers.
        answers: ids behind the numbers 1, 2, ...
        width: of text columns that become `group`.
    """

    text: Mapping[str, str]
    number: Mapping[str, str]
    answers: Mapping[str, tuple[str, ...]]
    width: int

    @classmethod
    def of(cls, data: pd.DataFrame, questionnaire: Questionnaire) -> _Columns:
        answers: dict[str, tuple[str, ...]] = {d.id: d.groups for d in questionnaire.demographics}
        for question in questionnaire.questions:
            if question.kind != "multiple":
                answers |= dict.fromkeys((name for name, _ in question.fields), question.answer_ids)
        text: dict[str, str] = {}
        number: dict[str, str] = {}
        for at, name in enumerate(data.columns):
            if name == "id" or name.startswith("raking_"):
                text[name] = name
            elif name in answers:
                text[name], number[name] = f"s{at}", f"q{at}"
            else:
                number[name] = f"q{at}"
        longest = max((len(text.encode()) for name in answers for text in answers[name]), default=1)
        return cls(text, number, {k: v for k, v in answers.items() if k in text}, longest + 4)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _read(file: str, variables: Sequence[str]) -> list[str]:
    return [
        f"GET DATA /TYPE=TXT /FILE='{file}' /ENCODING='UTF8' /ARRANGEMENT=DELIMITED",
        "  /DELIMITERS=',' /QUALIFIER='\"' /FIRSTCASE=2",
        "  /VARIABLES=",
        *(f"    {variable}" for variable in variables[:-1]),
        f"    {variables[-1]}.",
    ]


def _width(values: pd.Series) -> int:
    return max(1, *(len(str(value).encode()) for value in values))


def _respondents(data: pd.DataFrame, columns: _Columns) -> Iterator[str]:
    yield "* Respondents: what weights and tables rest on."
    variables = []
    for name in data.columns:
        if name in columns.answers:
            variables.append(f"{columns.text[name]} A{columns.width}")
        elif name in columns.text:
            variables.append(f"{name} A{_width(data[name])}")
        else:
            variables.append(f"{columns.number[name]} F8.0")
    yield from _read("data.csv", variables)
    for name, ids in columns.answers.items():
        text, number = columns.text[name], columns.number[name]
        yield f"RECODE {text}"
        yield from (f"  ({_quoted(id_)}={at})" for at, id_ in enumerate(ids, start=1))
        yield f"  INTO {number}."
        yield f"VALUE LABELS {number}"
        labels = [f"  {at} {_quoted(id_)}" for at, id_ in enumerate(ids, start=1)]
        yield "\n".join(labels) + "."
    yield from (
        f"VARIABLE LABELS {number} {_quoted(name)}." for name, number in columns.number.items()
    )


def _raking(inputs: Inputs, raked: Sequence[str], columns: _Columns, total: float) -> Iterator[str]:
    yield "* Raking: targets of targets.csv as sums of weights, one margin after the other."
    margins = list(dict.fromkeys(inputs.targets["margin"]))
    for name, margin in zip(raked, margins, strict=True):
        rows = inputs.targets[inputs.targets["margin"] == margin]
        people = rows["population"].astype("float64")
        sums = people * (total / math.fsum(people))
        yield f"RECODE {columns.text[name]}"
        for category, sum_ in zip(rows["category"], sums, strict=True):
            yield f"  ({_quoted(category)}={float(sum_)!r})"
        yield f"  INTO target_{name}."
    yield "COMPUTE w = 1."
    for cycle in range(1, CYCLES + 1):
        for name in raked:
            reached = f"x{cycle}_{name}"
            # PSPP adds variables to runs of equal keys, sorted or not
            yield f"SORT CASES BY {name}."
            yield f"AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK={name} /{reached}=SUM(w)."
            yield f"COMPUTE w = w * target_{name} / {reached}."
    yield "EXECUTE."
    yield f"DELETE VARIABLES x1_{raked[0]} TO x{CYCLES}_{raked[-1]}."


def _weights_as_given(inputs: Inputs) -> Iterator[str]:
    yield "* This wave was not raked without limits, which is all that is done here: its weights"
    yield "* are taken from ours_weights.csv. R does the weighting once more."
    yield "SORT CASES BY id."
    yield f"SAVE OUTFILE='{RESPONDENTS}'."
    yield from _read("ours_weights.csv", [f"id A{_width(inputs.data['id'])}", "w F24.14"])
    yield "SORT CASES BY id."
    yield f"MATCH FILES /FILE='{RESPONDENTS}' /FILE=* /BY id."


def _matched(
    scratch: str, keys: str, *, shown: str, title: str, relative: bool = False
) -> Iterator[str]:
    """Our numbers, which are active, beside those of `scratch`; then the largest difference."""
    yield f"SORT CASES BY {keys}."
    yield f"MATCH FILES /FILE=* /FILE='{scratch}' /BY {keys}."
    yield "SELECT IF NOT MISSING(ours)."
    yield "COMPUTE difference = theirs - ours."
    if relative:
        yield "COMPUTE difference = difference / ours."
    # a number that is lacking must not pass for one that agrees
    yield "IF (MISSING(difference)) difference = 1E6."
    yield "FORMATS ours theirs (F18.9) difference (E10.2)."
    yield f"ECHO {_quoted(title)}."
    yield f"LIST VARIABLES={shown} ours theirs difference."
    yield "COMPUTE size = ABS(difference)."
    yield "COMPUTE one = 1."
    yield "AGGREGATE OUTFILE=* /BREAK=one /compared=N /largest_difference=MAX(size)."
    yield "FORMATS compared (F8.0) largest_difference (E10.2)."
    yield f"ECHO {_quoted('largest difference, ' + title)}."
    yield "LIST VARIABLES=compared largest_difference."
    yield f"ERASE FILE='{scratch}'."


def _compare_weights(inputs: Inputs, raked: Sequence[str]) -> Iterator[str]:
    yield "* Weights of all respondents, and the margins that they meet."
    yield "SORT CASES BY id."
    yield "RENAME VARIABLES (w=theirs)."
    yield "SAVE OUTFILE='scratch_weights.sav' /KEEP=id theirs."
    yield from _read("ours_weights.csv", [f"id A{_width(inputs.data['id'])}", "ours F24.14"])
    title = "weights (relative difference)"
    yield from _matched("scratch_weights.sav", "id", shown="id", title=title, relative=True)
    names = list(dict.fromkeys(inputs.targets["margin"]))
    of_category = _width(inputs.margins["category"])
    scratches = [f"scratch_{name}.sav" for name in raked]
    for name, margin, scratch in zip(raked, names, scratches, strict=True):
        yield f"GET FILE='{RESPONDENTS}'."
        yield f"AGGREGATE OUTFILE=* /BREAK={name} /theirs=SUM(w)."
        yield "COMPUTE one = 1."
        yield "AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK=one /everybody=SUM(theirs)."
        yield "COMPUTE theirs = theirs / everybody."
        yield f"STRING category (A{of_category}) /margin (A{_width(pd.Series(names))})."
        yield f"COMPUTE category = {name}."
        yield f"COMPUTE margin = {_quoted(margin)}."
        yield f"SAVE OUTFILE='{scratch}' /KEEP=margin category theirs."
    yield f"ADD FILES {' '.join(f'/FILE={_quoted(scratch)}' for scratch in scratches)}."
    yield "SORT CASES BY margin category."
    yield "SAVE OUTFILE='scratch_margins.sav'."
    yield from (f"ERASE FILE='{scratch}'." for scratch in scratches)
    yield from _read(
        "ours_margins.csv",
        [
            f"margin A{_width(inputs.margins['margin'])}",
            f"category A{of_category}",
            "target F24.14",
            "ours F24.14",
        ],
    )
    wanted = ", ".join(_quoted(name) for name in names)
    yield f"SELECT IF ANY(RTRIM(margin), {wanted})."
    yield f"STRING name (A{_width(pd.Series(names))})."
    yield "COMPUTE name = margin."
    yield "SAVE OUTFILE='scratch_ours.sav' /KEEP=name category ours /RENAME=(name=margin)."
    yield "GET FILE='scratch_ours.sav'."
    title = "raked margins (shares, 0 to 1)"
    yield from _matched(
        "scratch_margins.sav", "margin category", shown="margin category", title=title
    )
    yield "ERASE FILE='scratch_ours.sav'."


def _figures(inputs: Inputs, questionnaire: Questionnaire, columns: _Columns) -> Iterator[str]:
    one = [c for n, c in columns.number.items() if n in set(inputs.figures["question"])]
    if one:
        yield "* Questions with one answer, weighted, as FREQUENCIES shows them."
        yield f"GET FILE='{RESPONDENTS}'."
        yield "WEIGHT BY w."
        yield "FREQUENCIES /VARIABLES="
        yield from (f"  {name}" for name in one)
        yield "  ."
    yield "* Weighted percentages and means, all groups of a breakdown at once."
    distinct = inputs.figures.drop_duplicates("figure")
    scratches = []
    for breakdown, figures in distinct.groupby("breakdown", sort=False):
        scratch = f"scratch_by_{breakdown}.sav"
        scratches.append(scratch)
        yield from _by_breakdown(str(breakdown), figures, scratch, questionnaire, columns)
    yield f"ADD FILES {' '.join(f'/FILE={_quoted(scratch)}' for scratch in scratches)}."
    yield "SORT CASES BY figure group."
    yield "SAVE OUTFILE='scratch_figures.sav'."
    yield from (f"ERASE FILE='{scratch}'." for scratch in scratches)
    shown = ["exhibit", "question", "answer", "breakdown", "group", "statistic"]
    numbers = ("base_n", "unweighted", "ours", "se")
    widths = {name: _width(inputs.figures[name]) for name in shown} | {"group": columns.width}
    variables = ["figure F8.0", *(f"{name} A{widths[name]}" for name in shown)]
    yield from _read("ours_figures.csv", [*variables, *(f"{name} F24.14" for name in numbers)])
    yield from _matched(
        "scratch_figures.sav",
        "figure group",
        shown="question answer breakdown group statistic",
        title="weighted percentages (points) and means (scale points)",
    )


def _by_breakdown(
    breakdown: str,
    figures: pd.DataFrame,
    scratch: str,
    questionnaire: Questionnaire,
    columns: _Columns,
) -> Iterator[str]:
    yield f"GET FILE='{RESPONDENTS}'."
    if breakdown == TOTAL:
        group = "group"
        yield f"STRING group (A{columns.width})."
        yield "COMPUTE group = 'all'."
    else:
        group = columns.text[breakdown]
    count = len(figures)
    denominators: dict[str, str] = {}
    after: list[str] = []
    # TO takes variables in the order in which they were made: these first
    shares = figures.loc[figures["statistic"] == "pct_of_responses", "question"]
    for question_id in dict.fromkeys(shares):
        # all answers that were given, shown here or not
        denominators[question_id] = f"given{len(denominators) + 1}"
        fields = [columns.number[n] for n, _ in questionnaire.question[question_id].fields]
        yield f"COMPUTE {denominators[question_id]} = SUM({', '.join(fields)})."
    rows = figures[list(FIGURE)].itertuples(index=False, name=None)
    for at, (question_id, _, statistic, answer) in enumerate(rows, start=1):
        question = questionnaire.question[question_id]
        yield from _indicator(f"m{at}", question, answer, statistic, columns)
        if statistic == "pct_of_responses":
            after.append(f"COMPUTE m{at} = m{at} / {denominators[question_id]}.")
    names = f"m1 TO m{count}" if count > 1 else "m1"
    yield "WEIGHT BY w."
    yield f"AGGREGATE OUTFILE=* /BREAK={group} /{names} = MEAN({names})"
    yield from (f"  /{name} = MEAN({name})" for name in denominators.values())
    yield "  ."
    if group != "group":
        yield f"RENAME VARIABLES ({group}=group)."
    yield from after
    yield f"VECTOR m = {names}."
    yield f"LOOP #at = 1 TO {count}."
    yield f"  COMPUTE figure = #at + {int(figures['figure'].iloc[0]) - 1}."
    yield "  COMPUTE theirs = m(#at)."
    yield f"  XSAVE OUTFILE='{scratch}' /KEEP=figure group theirs."
    yield "END LOOP."
    yield "EXECUTE."


def _indicator(
    name: str, question: Question, answer: str, statistic: str, columns: _Columns
) -> Iterator[str]:
    """A variable whose weighted mean is the figure; missing outside the base."""
    several = question.kind == "multiple"
    if statistic == "mean":
        field = f"{question.id}.{answer}" if question.items else question.id
        scores = [
            f"({at}={a.score:g})"
            for at, a in enumerate(question.answers, start=1)
            if a.score is not None
        ]
        yield f"RECODE {columns.number[field]} {' '.join(scores)} INTO {name}."
        return
    subtotal = next((s for s in question.subtotals if s.id == answer), None)
    parts = subtotal.of if statistic == "subtotal_pct" and subtotal else (answer,)
    if several:
        fields = [columns.number[f"{question.id}.{part}"] for part in parts]
        value = fields[0] if len(fields) == 1 else f"MAX({', '.join(fields)})"
    else:
        codes = ", ".join(str(question.answer_ids.index(part) + 1) for part in parts)
        value = f"ANY({columns.number[question.id]}, {codes})"
    yield f"COMPUTE {name} = 100 * {value}."


def _tests(inputs: Inputs, columns: _Columns) -> Iterator[str]:
    yield "* Pearson chi-square of unweighted counts: by CROSSTABS, and from its definition."
    scratches = []
    for row in inputs.tests.to_dict("records"):
        field = f"{row['question']}.{row['answer']}" if row["answer"] else row["question"]
        one, two = columns.number[field], columns.number[row["breakdown"]]
        said = f"{field} by {row['breakdown']}: ours {row['pearson_chi2']}, df {row['pearson_df']}"
        scratches.append(f"scratch_test_{row['test']}.sav")
        yield f"GET FILE='{RESPONDENTS}'."
        yield "WEIGHT OFF."
        yield f"ECHO {_quoted(said)}."
        yield f"CROSSTABS /TABLES={one} BY {two} /CELLS=COUNT /STATISTICS=CHISQ."
        yield f"SELECT IF NOT MISSING({one}) AND NOT MISSING({two})."
        yield f"AGGREGATE OUTFILE=* /BREAK={one} {two} /observed=N."
        yield f"AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK={one} /of_row=SUM(observed)."
        yield f"SORT CASES BY {two}."
        yield f"AGGREGATE OUTFILE=* MODE=ADDVARIABLES /BREAK={two} /of_column=SUM(observed)."
        yield "COMPUTE part = observed * observed / (of_row * of_column)."
        yield f"COMPUTE test = {row['test']}."
        yield "AGGREGATE OUTFILE=* /BREAK=test /parts=SUM(part) /n=SUM(observed)."
        yield "COMPUTE theirs = n * (parts - 1)."
        yield f"SAVE OUTFILE='{scratches[-1]}' /KEEP=test theirs."
    if not scratches:
        return
    # SPSS joins at most 50 files at once
    for start in range(0, len(scratches), 40):
        joined = ["scratch_tests.sav"][: bool(start)] + scratches[start : start + 40]
        files = " ".join(f"/FILE={_quoted(name)}" for name in joined)
        yield f"ADD FILES {files}."
        yield "EXECUTE."
        yield "SAVE OUTFILE='scratch_tests.sav'."
    yield from (f"ERASE FILE='{scratch}'." for scratch in scratches)
    shown = ["question", "answer", "breakdown"]
    variables = ["test F8.0", *(f"{name} A{_width(inputs.tests[name])}" for name in shown)]
    numbers = ["n", "ours", *inputs.tests.columns[6:]]
    yield from _read("ours_tests.csv", [*variables, *(f"{name} F24.14" for name in numbers)])
    yield from _matched(
        "scratch_tests.sav",
        "test",
        shown="question answer breakdown",
        title="Pearson chi-square, unweighted (relative difference)",
        relative=True,
    )
