"""Size of the weighted test for several answers: how often a 5 % test rejects under independence.

    python benchmarks/mrcv_size.py            writes benchmarks/mrcv_size.md

No other package has the test, so simulation is its witness. Every sample is seeded: respondents
of five regions and three ages, drawn in other proportions than the population's, weighted back by
raking to region and sex x age. Answers go together within a respondent and depend on region and
age; the grouping is independent of them, so that every rejection is an error.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from saualnama.inference import (
    Design,
    answer_set_crosstab,
    answer_set_rao_scott,
    bilder_loughin,
    rao_scott,
    yes_no_crosstab,
)

SAMPLES = 10_000
LEVEL = 0.05
REGION_SAMPLE, REGION_TARGET = [0.2] * 5, np.array([0.35, 0.25, 0.2, 0.12, 0.08])
AGE_SAMPLE, AGE_TARGET = [0.4, 0.35, 0.25], np.array([0.3, 0.35, 0.35])
CYCLES = 25


@dataclass(frozen=True)
class Scenario:
    """One line of the table; `groups` of None takes sex, which is part of a raking margin."""

    name: str
    n: int
    answers: int
    groups: int | None
    spread: float
    variance: str


SCENARIOS = (
    Scenario("equal weights", 1000, 6, 2, 0.0, "none"),
    Scenario("equal weights, 17 groups", 1000, 6, 17, 0.0, "none"),
    Scenario("raked, variance knows it", 1000, 6, 2, 0.0, "raked"),
    Scenario("raked, variance knows it, 14 answers", 1000, 14, 4, 0.0, "raked"),
    Scenario("raked, grouping is in a margin", 1000, 6, None, 0.0, "raked"),
    Scenario("raked, taken as fixed", 1000, 6, 4, 0.0, "fixed"),
    Scenario("uneven base weights, raked", 1000, 6, 4, 0.5, "raked"),
    Scenario("uneven base weights, raked, small", 200, 6, 2, 0.5, "raked"),
)


def rake(base: np.ndarray, margins: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """Rake base weights to target shares; enough cycles for shares to 1e-10."""
    weight = base.copy()
    for _ in range(CYCLES):
        for codes, target in margins:
            found = np.bincount(codes, weight, target.size)
            weight *= np.divide(
                target * weight.size, found, out=np.ones(target.size), where=found > 0
            )[codes]
    return weight


def one_sample(scenario: Scenario, rng: np.random.Generator) -> tuple[float, ...]:
    """P-values weighted, unweighted and of one answer (R's svychisq), F, and Kish's deff."""
    n = scenario.n
    region = rng.choice(5, n, p=REGION_SAMPLE)
    age = rng.choice(3, n, p=AGE_SAMPLE)
    sex = rng.integers(0, 2, n)
    group = sex if scenario.groups is None else rng.integers(0, scenario.groups, n)
    lean = rng.normal(0, 1, n) + 0.4 * (age - 1) + 0.15 * (region - 2)
    threshold = np.linspace(0.2, 1.6, scenario.answers)
    given = rng.normal(0, 1, (n, scenario.answers)) + 0.6 * lean[:, None] > threshold
    weight = np.exp(rng.normal(0, scenario.spread, n)) if scenario.spread else np.ones(n)
    sexage = sex * 3 + age
    design = Design(weight, variance="fixed")
    if scenario.variance != "none":
        weight = rake(weight, [(region, REGION_TARGET), (sexage, np.tile(AGE_TARGET / 2, 2))])
        design = Design(weight, variance=scenario.variance, margins=(region, sexage))
    table = answer_set_crosstab(design, given, group)
    deff = n * np.square(weight).sum() / weight.sum() ** 2
    weighted = answer_set_rao_scott(table)
    one_answer = rao_scott(yes_no_crosstab(table, 0)).p
    return weighted.p, bilder_loughin(table).p, one_answer, weighted.statistic, deff


def main() -> None:
    """Write the table."""
    start = time.perf_counter()
    error = 1.96 * np.sqrt(LEVEL * (1 - LEVEL) / SAMPLES)
    low, high = 100 * (LEVEL - error), 100 * (LEVEL + error)
    lines = [
        "# Size of the weighted test for several answers",
        "",
        "Made by `benchmarks/mrcv_size.py`. Rejections by 5 % tests under independence, in per",
        f"cent of {SAMPLES:,} seeded samples a line; {low:.1f} to {high:.1f} is within Monte-Carlo",
        "error of 5, and a star marks what is not. Beside it, on the same samples: Bilder-Loughin",
        "unweighted, and the Rao-Scott test of the first answer alone, which is R's `svychisq`.",
        "",
        "| weights | n | answers | groups | deff | mean F | weighted F | unweighted | one answer |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    weighted = []
    for number, scenario in enumerate(SCENARIOS):
        rng = np.random.Generator(np.random.PCG64(7000 + number))
        found = np.array([one_sample(scenario, rng) for _ in range(SAMPLES)])
        rates = 100 * (found[:, :3] < LEVEL).mean(axis=0)
        shown = [f"{rate:.1f}{'' if low <= rate <= high else ' *'}" for rate in rates]
        lines.append(
            f"| {scenario.name} | {scenario.n} | {scenario.answers} | {scenario.groups or 'sex'} | "
            f"{found[:, 4].mean():.2f} | {found[:, 3].mean():.3f} | {' | '.join(shown)} |"
        )
        weighted.append(rates[0])
        print(lines[-1], f"{time.perf_counter() - start:.0f} s")
    lines += [
        "",
        f"The weighted F rejects {min(weighted):.1f} to {max(weighted):.1f} per cent, where 5 is",
        "meant. A mean of F above 1 and a star at the weighted F say that it is a little too",
        "willing to reject there; the last column says how far R's own test of one answer shares",
        "that.",
    ]
    Path(__file__).with_suffix(".md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
