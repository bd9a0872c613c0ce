"""Columns of any data file, as commands take them from a person's words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from saualnama.errors import Fault, raise_if_any

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from saualnama.io.responses import Responses


def check_columns(data: Responses, names: Iterable[str | None], what: str) -> None:
    """Raise one `InputError` with all of `names` (None apart) that are no column of the data.

    Args:
        data: the file.
        names: columns that are needed.
        what: what cannot be done without them (`weighted`).
    """
    have = ", ".join(data.frame.columns)
    raise_if_any(
        f"{data.name} cannot be {what}",
        (
            Fault("no-column", data.name, f"has no column `{name}`", f"one of {have}")
            for name in dict.fromkeys(names)
            if name is not None and name not in data.frame.columns
        ),
    )


def plain_texts(frame: pd.DataFrame, names: Iterable[str]) -> pd.DataFrame:
    """Categories as texts in their one form; a column has few of them, however long it is."""
    from saualnama.survey.codes import plain_code

    plain = frame.copy()
    for name in names:
        if name in frame.columns:
            codes = {value: plain_code(value) for value in frame[name].unique()}
            texts = {value: None if code is None else str(code) for value, code in codes.items()}
            plain[name] = frame[name].map(texts).astype("object")
    return plain


def numbers(data: Responses, name: str) -> NDArray[np.float64]:
    """A column of weights; a text that is no number becomes not-a-number, and a fault later."""
    import numpy as np
    import pandas as pd

    column = data.frame[name]
    if column.dtype == object or isinstance(column.dtype, pd.StringDtype):
        column = column.map(lambda v: v.replace(",", ".") if isinstance(v, str) else v)
    return pd.to_numeric(column, errors="coerce").to_numpy(dtype=np.float64)
