"""Faults put into the simulated file on purpose, to be found: some to mend, some to judge."""

from __future__ import annotations

import numpy as np
import pandas as pd

FIRST_ROW = 2
"""The number that a spreadsheet gives the first respondent."""
_FROM = 100
"""Faults begin behind this row, so that they are not on the first screen."""

Row = dict[str, str]


def plant_faults(clean: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Put faults into a simulated export.

    Args:
        clean: texts of `Export.responses`.

    Returns:
        The file with its faults, and the list of them: `row` and `column` as a spreadsheet shows
        them, `fault`, `severity` (`error` has to be mended), `found` and `right`.
    """
    planting = _Planting(clean)
    planting.run()
    return planting.frame, pd.DataFrame(planting.rows, dtype="str")


def mended(faulty: pd.DataFrame, faults: pd.DataFrame) -> pd.DataFrame:
    """The file after a person has mended every error of the list; what is to be judged stays."""
    frame = faulty.copy()
    errors = faults[faults["severity"] == "error"]
    for row in errors[errors["fault"] != "duplicate id"].to_dict("records"):
        frame.loc[int(row["row"]) - FIRST_ROW, row["column"]] = row["right"]
    repeated = [int(row) for row in errors.loc[errors["fault"] == "duplicate id", "row"]]
    kept = [at for at in range(len(frame)) if at + FIRST_ROW not in repeated]
    return frame.iloc[kept].reset_index(drop=True)


class _Planting:
    def __init__(self, clean: pd.DataFrame) -> None:
        self.frame = clean.copy()
        self.rows: list[Row] = []

    def run(self) -> None:
        frame = self.frame
        self._change("age", frame["age"].ne(""), "17", "out of range")
        self._change("Q3", frame["Q3"].eq("2"), "7", "unknown code")
        self._change("Q4", frame["Q3"].eq("2") & frame["Q4"].eq(""), "1", "answer outside base")
        alone = frame["Q21/7"].eq("1") & frame["Q21/1"].eq("0")
        self._change("Q21/1", alone, "1", "not alone")
        self._straight_lines()
        self._identical()
        self._duplicate()

    def _change(self, column: str, fits: pd.Series, wrong: str, fault: str) -> None:
        """Spoil one cell of the first row that fits and is not spoiled yet."""
        used = {int(row["row"]) - FIRST_ROW for row in self.rows}
        places = [at for at in np.flatnonzero(fits) if at >= _FROM and at not in used]
        at = int(places[0])
        right = str(self.frame.loc[at, column])
        self.frame.loc[at, column] = wrong
        said = {"column": column, "fault": fault, "severity": "error"}
        self._note(at, **said, found=wrong, right=right)

    def _note(self, at: int, **said: str) -> None:
        self.rows.append({"row": str(at + FIRST_ROW), **said})

    def _straight_lines(self) -> None:
        """One interviewer marks the middle of both scales for six people, in five minutes each."""
        rated = [name for name in self.frame.columns if name.startswith("agency_")]
        interviewer = str(self.frame["interviewer"].value_counts().sort_index().idxmax())
        places = np.flatnonzero(self.frame["interviewer"].eq(interviewer))[-6:]
        for at in map(int, places):
            self.frame.loc[at, rated] = "3"
            begin = np.datetime64(str(self.frame.loc[at, "start"]))
            self.frame.loc[at, "end"] = str(begin + np.timedelta64(5, "m"))
            said = {"column": "agency_...", "fault": "straight line", "severity": "warning"}
            self._note(at, **said, found="3 in every row", right="")

    def _identical(self) -> None:
        """An interview that was entered twice under two ids."""
        columns = [name for name in self.frame.columns if name not in ("_id", "start", "end")]
        one, other = 150, 151
        self.frame.loc[other, columns] = self.frame.loc[one, columns].to_numpy()
        again = f"the answers of row {one + FIRST_ROW}"
        said = {"column": "(all)", "fault": "identical answers", "severity": "warning"}
        self._note(other, **said, found=again, right="")

    def _duplicate(self) -> None:
        """An interview that was sent twice."""
        at = 200
        self.frame.loc[len(self.frame)] = self.frame.loc[at]
        id_ = str(self.frame.loc[at, "_id"])
        last = len(self.frame) - 1
        said = {"column": "_id", "fault": "duplicate id", "severity": "error"}
        self._note(last, **said, found=f"{id_} of row {at + FIRST_ROW}", right="")
