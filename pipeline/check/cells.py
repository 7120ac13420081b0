"""Every filled cell of the raw files, to be searched by its text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

import pandas as pd

from pipeline.model import FILE, ROW
from pipeline.read import Raw
from pipeline.vocabulary import Vocabulary


class Cells:
    """The columns of all raw files, each with its distinct texts, found once."""

    def __init__(self, raw: Raw, vocabulary: Vocabulary) -> None:
        names = [name for name in Raw.__dataclass_fields__ if name not in ("envelopes", "edition")]
        frames = [getattr(raw, name) for name in names]
        frames += [getattr(vocabulary, name) for name in Vocabulary.__dataclass_fields__]
        self._columns = [
            (frame, column, {*frame[column].unique()} - {""})
            for frame in frames
            for column in frame.columns
            if column not in (FILE, ROW)
        ]

    def offenders(
        self,
        is_bad: Callable[[str], bool],
        only: Collection[str] | None = None,
        but: Collection[str] = (),
    ) -> Iterator[dict[str, Any]]:
        """Offenders: the cells whose text is bad, in columns `only` (None: all) `but` some.

        The subject of an offender is the key of its row: the first column of its file.
        """
        for frame, column, texts in self._columns:
            if column in but or (only is not None and column not in only):
                continue
            if bad := set(filter(is_bad, texts)):
                yield from _rows(frame, column, bad)


def _rows(frame: pd.DataFrame, column: str, texts: set[str]) -> Iterator[dict[str, Any]]:
    for row in frame[frame[column].isin(texts)].to_dict("records"):
        place = {"file": row[FILE], "row": row[ROW]}
        key = next(iter(row.values()))
        yield {"subject_id": key, "field": column, "value": row[column], **place}
