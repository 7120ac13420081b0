"""Every filled cell of the raw files in one long frame, to be searched by its text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

import numpy as np
import pandas as pd

from pipeline.model import FILE, ROW
from pipeline.read import Raw
from pipeline.vocabulary import Vocabulary

_COLUMNS = ["key", "column", "text", FILE, ROW]


class Cells:
    """Cells as (key of the row, column, text, file, row)."""

    def __init__(self, raw: Raw, vocabulary: Vocabulary) -> None:
        names = [name for name in Raw.__dataclass_fields__ if name not in ("envelopes", "edition")]
        frames = [getattr(raw, name) for name in names]
        frames += [getattr(vocabulary, name) for name in Vocabulary.__dataclass_fields__]
        self._frame = pd.concat([_long(frame) for frame in frames], ignore_index=True)

    def offenders(
        self,
        is_bad: Callable[[str], bool],
        only: Collection[str] | None = None,
        but: Collection[str] = (),
    ) -> Iterator[dict[str, Any]]:
        """Offenders: the cells whose text is bad, in columns `only` (None: all) `but` some."""
        frame = self._frame if only is None else self._frame[self._frame["column"].isin(only)]
        frame = frame[~frame["column"].isin(list(but))] if but else frame
        bad = [text for text in frame["text"].unique() if is_bad(text)]
        if bad:
            for key, column, text, file, row in frame[frame["text"].isin(bad)].itertuples(
                index=False, name=None
            ):
                place = {"file": file, "row": row}
                yield {"subject_id": key, "field": column, "value": text, **place}


def _long(frame: pd.DataFrame) -> pd.DataFrame:
    columns = [column for column in frame.columns if column not in (FILE, ROW)]
    rows, wide = len(frame), len(columns)
    cells = {
        "key": np.repeat(frame.iloc[:, 0].to_numpy(dtype=object), wide),
        "column": np.tile(np.array(columns, dtype=object), rows),
        "text": frame[columns].to_numpy(dtype=object).reshape(-1),
        FILE: np.repeat(frame[FILE].to_numpy(dtype=object), wide),
        ROW: np.repeat(frame[ROW].to_numpy(), wide),
    }
    long = pd.DataFrame(cells, columns=_COLUMNS)
    return long[long["text"] != ""]
