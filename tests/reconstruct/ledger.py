"""Every printed survey figure against the committed records, in exact fractions.

A second path beside the library: it knows the printed values, the columns and the codes, reads the
records as they lie in the file, and takes every base from them. It uses neither `implied_count`
nor `base_n` nor anything of `saualnama`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

import numpy as np
import pyreadstat
import yaml
from scipy.special import gammaincc

DATA = Path(__file__).parents[2] / "data"
SAV = DATA / "waves" / "2021" / "responses.sav"
REFUSED = 99
PARTS_OF = {
    "quarrel_frequency": {
        "frequent_total": ("very_often", "often", "several_times_half_year"),
        "infrequent_total": ("rarely", "very_rarely", "no_quarrels"),
    },
    "families_violence_children": {
        "such_families_exist": ("families_at_least_1", "families_up_to_3", "families_more_than_3")
    },
    "dv_change_5y": {
        "improved_total": ("significantly_improved", "rather_improved"),
        "worsened_total": ("rather_worsened", "significantly_worsened"),
    },
}
STRICT, PARTS, TEST, ERRATUM, OPEN = "strict", "sum of rounded parts", "test", "erratum", "open"


def table(name: str) -> list[dict[str, str]]:
    with (DATA / "published" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def questionnaire() -> dict:
    with (DATA / "waves" / "2021" / "questionnaire.yaml").open(encoding="utf-8") as text:
        return yaml.safe_load(text)


def read_records() -> dict[str, np.ndarray]:
    frame, _ = pyreadstat.read_sav(str(SAV), user_missing=True)
    return {name: frame[name].to_numpy(copy=True) for name in frame.columns}


def prints_as(value: Fraction, printed: str, decimals: int) -> bool:
    """Whether `value` (not negative) is printed so."""
    return rounded(value, decimals) == Fraction(printed)


def rounded(value: Fraction, decimals: int) -> Fraction:
    """Halves away from zero."""
    tens = 10**decimals
    return Fraction(int(value * tens + Fraction(1, 2)), tens)


@dataclass
class Wave:
    """The records as flags: who belongs to a group, who gave an answer, who gave any."""

    records: dict[str, np.ndarray]

    def __post_init__(self) -> None:
        self.everybody = np.ones(len(self.records["ID"]), dtype=bool)
        self.groups = {("total", "all"): self.everybody, ("sex", "all"): self.everybody}
        for demographic in questionnaire()["demographics"]:
            codes = self.records[demographic["column"]]
            for part in demographic.get("categories", ()):
                self.groups[demographic["id"], part["id"]] = codes == part["code"]
            for part in demographic.get("bands", ()):
                inside = (codes >= part["from"]) & (codes <= part["to"])
                self.groups[demographic["id"], part["id"]] = inside
        self.questions = {entry["id"]: entry for entry in questionnaire()["questions"]}

    def columns(self, question: str) -> list[str]:
        entry = self.questions[question]
        if entry["kind"] == "multiple":
            return [answer["column"] for answer in entry["answers"]]
        return [item["column"] for item in entry.get("items", ())] or [entry["column"]]

    def valid(self, question: str) -> np.ndarray:
        first = self.records[self.columns(question)[0]]
        return ~np.isnan(first) & (first != REFUSED)

    def gave(self, question: str, answer: str) -> np.ndarray:
        """Who gave an answer, or any answer that a subtotal adds up."""
        entry = self.questions[question]
        wanted = PARTS_OF.get(question, {}).get(answer, (answer,))
        given = np.zeros_like(self.everybody)
        for each in entry["answers"]:
            if each["id"] in wanted:
                if entry["kind"] == "multiple":
                    given |= self.records[each["column"]] == 1
                else:
                    given |= self.records[entry["column"]] == each["code"]
        return given

    def scores(self, question: str, item: str) -> np.ndarray:
        """Scores 1 to 5; 0 for everything else."""
        entry = self.questions[question]
        columns = {each["id"]: each["column"] for each in entry.get("items", ())}
        codes = np.nan_to_num(self.records[columns.get(item, entry.get("column"))])
        return np.where((codes >= 1) & (codes <= 5), codes, 0).astype(int)

    def share(self, question: str, breakdown: str, group: str, answer: str) -> Fraction:
        base = int((self.groups[breakdown, group] & self.valid(question)).sum())
        return Fraction(100 * self.count(question, breakdown, group, answer), base)

    def count(self, question: str, breakdown: str, group: str, answer: str) -> int:
        return int((self.groups[breakdown, group] & self.gave(question, answer)).sum())


def responses_chi2(wave: Wave) -> Fraction:
    """Pearson's statistic on answers given, 2 sexes x 14 causes, as an exact fraction."""
    causes = [*leading_causes(wave), "not_sure"]
    male = wave.groups["sex", "male"]
    men = [int((wave.gave("dv_causes", cause) & male).sum()) for cause in causes]
    both = [int(wave.gave("dv_causes", cause).sum()) for cause in causes]
    share = Fraction(sum(men), sum(both))
    return sum(
        (k - t * share) ** 2 / (t * share * (1 - share)) for k, t in zip(men, both, strict=True)
    )


def leading_causes(wave: Wave) -> list[str]:
    return [answer["id"] for answer in wave.questions["dv_causes"]["answers"]][:13]


def bilder_loughin(wave: Wave) -> tuple[float, float, float]:
    """Second-order corrected test of the leading causes by sex: statistic, df, p."""
    valid = wave.valid("dv_causes")
    y = np.column_stack([wave.gave("dv_causes", each)[valid] for each in leading_causes(wave)])
    sexes = np.where(wave.groups["sex", "male"], 0, 1)[valid]
    n, c = y.shape
    a = np.bincount(sexes) / n
    p = y.mean(axis=0)
    v = np.zeros((2 * c, 2 * c))
    h = np.eye(2 * c) - np.kron(np.outer([1, 1], a), np.eye(c))
    x2 = 0.0
    for i in (0, 1):
        block = slice(i * c, (i + 1) * c)
        v[block, block] = np.cov(y[sexes == i].T.astype(float), bias=True) / a[i]
        x2 += float((n * a[i] * (y[sexes == i].mean(axis=0) - p) ** 2 / (p * (1 - p))).sum())
    d = np.concatenate([p * (1 - p) / a[0], p * (1 - p) / a[1]])
    roots = np.linalg.eigvals((h @ v @ h.T) / d[:, None]).real
    squares = float((roots**2).sum())
    statistic, df = c * x2 / squares, c**2 / squares
    return statistic, df, float(gammaincc(df / 2, statistic / 2))


@cache
def errata() -> frozenset[tuple[str, str, str]]:
    return frozenset((row["exhibit"], row["group"], row["answer"]) for row in table("errata"))


def verdict(wave: Wave, row: dict[str, str]) -> str:
    """How one printed figure comes out of the records."""
    value = figure(wave, row)
    decimals, printed = int(row["decimals"]), row["printed"]
    if row["statistic"] == "p_value":
        return TEST if value is not None and prints_as(value, printed, decimals) else OPEN
    if value is not None and prints_as(value, printed, decimals):
        return STRICT
    parts = PARTS_OF.get(row["question"], {}).get(row["answer"], ())
    shares = [wave.share(row["question"], row["breakdown"], row["group"], part) for part in parts]
    if parts and sum(rounded(each, decimals) for each in shares) == Fraction(printed):
        return PARTS
    return ERRATUM if (row["exhibit"], row["group"], row["answer"]) in errata() else OPEN


def figure(wave: Wave, row: dict[str, str]) -> Fraction | None:
    """The figure of one row, from the records; None where the row names no group."""
    question, breakdown = row["question"], row["breakdown"]
    group, answer = row["group"], row["answer"]
    value: Fraction | None = None
    match row["statistic"]:
        case "pct" | "subtotal_pct" if group != "unassigned":
            value = wave.share(question, breakdown, group, answer)
        case "pct_point_diff":
            value = wave.share(question, breakdown, "urban", answer)
            value -= wave.share(question, breakdown, "rural", answer)
        case "chi2":
            value = responses_chi2(wave)
        case "p_value":
            value = Fraction(bilder_loughin(wave)[2])
        case "mean":
            scores = wave.scores(question, answer)[wave.groups[breakdown, group]]
            value = Fraction(int(scores.sum()), int((scores > 0).sum()))
        case "count":
            value = Fraction(wave.count(question, breakdown, group, answer))
        case "pct_of_responses":
            ids = [each["id"] for each in wave.questions[question]["answers"]]
            given = sum(wave.count(question, breakdown, group, each) for each in ids)
            value = Fraction(100 * wave.count(question, breakdown, group, answer), given)
    return value
