"""Raking by another package, timed in a process and an environment of its own.

Run as `python raking_rivals.py PACKAGE FOLDER SETTING REPEATS` by raking.py. FOLDER holds
`region.npy` and `cross.npy` (integer codes of the respondents) and `targets.json` (population by
code). Writes `weights.npy` to FOLDER and prints the seconds of each repeat as JSON. Building the
package's own data structures is not timed where the package lets one keep them.
"""

from __future__ import annotations

import json
import logging
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

MARGINS = ("region", "cross")
Rake = Callable[[], np.ndarray]


def ipfn(frame: pd.DataFrame, targets: dict[str, dict[str, float]], tight: bool) -> Rake:
    from ipfn.ipfn import ipfn as fit

    settings = {"convergence_rate": 1e-12, "rate_tolerance": 0.0} if tight else {}
    aggregates = [pd.Series(targets[name]).rename_axis(name).rename("total") for name in MARGINS]

    def rake() -> np.ndarray:
        start = frame.assign(total=1.0)
        fitted = fit(start, aggregates, [[name] for name in MARGINS], **settings).iteration()
        return fitted["total"].to_numpy()

    return rake


def weightipy(frame: pd.DataFrame, targets: dict[str, dict[str, float]], tight: bool) -> Rake:
    import weightipy as wp

    percent = {
        name: {key: 100 * value / sum(cells.values()) for key, value in cells.items()}
        for name, cells in targets.items()
    }
    scheme = wp.scheme_from_dict(percent, name="bench", rim_params=None)
    if tight:
        scheme.convcrit = 1e-12
    return lambda: wp.weight(frame, scheme).to_numpy()


def balance(frame: pd.DataFrame, targets: dict[str, dict[str, float]], tight: bool) -> Rake:
    from balance.weighting_methods.rake import rake as fit

    logging.disable(logging.CRITICAL)
    shares = {
        name: {key: value / sum(cells.values()) for key, value in cells.items()}
        for name, cells in targets.items()
    }
    strict = {
        "convergence_rate": 1e-12,
        "rate_tolerance": 0.0,
        "target_margins_max_length": 1_000_000,
    }
    settings = strict if tight else {}
    ones = pd.Series(np.ones(len(frame)))

    def rake() -> np.ndarray:
        found = fit(
            frame, ones, None, None, transformations=None, target_margins=shares, **settings
        )
        return found["weight"].to_numpy()

    return rake


def samplics(frame: pd.DataFrame, targets: dict[str, dict[str, float]], tight: bool) -> Rake:
    from samplics.weighting import SampleWeight

    settings = {"tol": 1e-12, "ctrl_tol": 1e-11} if tight else {}
    ones = np.ones(len(frame))
    margins = {name: frame[name].to_numpy() for name in MARGINS}
    return lambda: SampleWeight().rake(ones, margins, control=targets, **settings)


def svy(frame: pd.DataFrame, targets: dict[str, dict[str, float]], tight: bool) -> Rake:
    import polars as pl
    import svy as package

    data = pl.DataFrame({name: frame[name].to_list() for name in MARGINS})
    data = data.with_columns(base=pl.lit(1.0))
    sample = package.Sample(data, package.Design(wgt="base"))
    settings = {"tol": 1e-12} if tight else {}

    def rake() -> np.ndarray:
        raked = sample.weighting.rake(controls=targets, wgt_name="raked", **settings)
        return raked.data["raked"].to_numpy()

    return rake


def main(package: str, folder: Path, setting: str, repeats: int) -> None:
    warnings.simplefilter("ignore")
    frame = pd.DataFrame(
        {name: [f"c{code}" for code in np.load(folder / f"{name}.npy")] for name in MARGINS}
    )
    targets = {
        name: {f"c{code}": people for code, people in enumerate(cells)}
        for name, cells in json.loads((folder / "targets.json").read_text()).items()
    }
    rake = globals()[package](frame, targets, setting == "tight")
    seconds: list[float] = []
    weights = np.zeros(0)
    for _ in range(repeats):
        start = time.perf_counter()
        weights = rake()
        seconds.append(time.perf_counter() - start)
    np.save(folder / "weights.npy", np.asarray(weights, dtype=np.float64))
    print(json.dumps(seconds))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
