"""Seeded data of the inference goldens; writes inference_data.csv. Run only to change the data.

Quotas, missing answers, an answer nobody gave in one group, strata and clusters, weights raked to
two margins (an independent raking loop, to a stall), and a question with several answers.
"""

from pathlib import Path

import numpy as np
import pandas as pd


def main() -> None:
    """Write the file."""
    rng = np.random.default_rng(20211)
    n = 400
    region = rng.integers(0, 5, n)
    sex = rng.integers(0, 2, n)
    age = rng.integers(0, 3, n)
    base = np.round(np.exp(rng.normal(0, 0.4, n)), 6)
    weight = base.copy()
    margins = [(region, np.array([0.3, 0.25, 0.2, 0.15, 0.1])), (sex * 3 + age, np.full(6, 1 / 6))]
    for _ in range(500):
        for codes, target in margins:
            weight *= (target * n / np.bincount(codes, weight))[codes]
    answer = (rng.random(n) < 0.3 + 0.2 * sex).astype(int) + 2 * (rng.random(n) < 0.2 + 0.1 * age)
    answer[rng.random(n) < 0.08] = -1
    group = np.where(rng.random(n) < 0.05, -1, rng.integers(0, 4, n))
    # one empty cell: nobody of group 3 gave answer 2
    answer = np.where((group == 3) & (answer == 2), 1, answer)
    stratum = region // 2
    psu = rng.integers(0, 8, n)
    score = np.where(answer < 0, np.nan, np.round(rng.normal(3 + 0.3 * sex, 1), 3))
    lean = rng.normal(0, 1, n)
    set_ = (rng.normal(0, 1, (n, 4)) + 0.7 * lean[:, None] > [0.2, 0.5, 0.9, 1.4]).astype(int)
    frame = pd.DataFrame(
        {
            "base": base,
            "weight": weight,
            "region": region,
            "sexage": sex * 3 + age,
            "answer": answer,
            "group": group,
            "stratum": stratum,
            "psu": psu,
            "score": score,
            "sex": sex,
            "a1": set_[:, 0],
            "a2": set_[:, 1],
            "a3": set_[:, 2],
            "a4": set_[:, 3],
        }
    )
    path = Path(__file__).with_name("inference_data.csv")
    frame.to_csv(path, index=False, float_format="%.17g", lineterminator="\n")


if __name__ == "__main__":
    main()
