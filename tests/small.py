"""Frames of a few rows, as the rooms below would have read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

import pandas as pd

from pipeline.model import FILE, ROW
from pipeline.normalise import normalise
from pipeline.read import Raw
from pipeline.resolve.rank import rank
from pipeline.schema import schema
from pipeline.vocabulary import Vocabulary, load_vocabulary
from tests.places import GOLDEN

Row = Mapping[str, str]
_USUAL = {"source_id": "m", "language": "fi", "certainty": "stated"}
_KINDS = {"p": "project", "c": "call", "c2": "call", "g": "programme", "d": "candidate"}
_SUBJECTS = {"project": "p", "call": "c", "programme": "g"}
"""Kind → the subject of that kind that is told of, unless a test names another."""
AUTHORITIES = {
    "m": "ministry",
    "m2": "ministry",
    "n": "national",
    "k": "local",
    "k2": "local",
    "h": "project",
    "l": "press",
    "editor": "editor",
}
"""Source → its authority, in the small worlds of the unit tests."""


def text_frame(file: str, rows: Iterable[Row], extra: tuple[str, ...] = ()) -> pd.DataFrame:
    """The rows as `read_table` gives those of a raw file; what a row leaves out is empty."""
    columns = [*schema().raw[file].columns, *extra]
    cells = [[row.get(column, "") for column in columns] for row in rows]
    assert all(row.keys() <= set(columns) for row in rows)
    frame = pd.DataFrame(cells, columns=columns, dtype="str")
    frame[FILE] = pd.Series([file] * len(frame), dtype="str")
    frame[ROW] = pd.Series(range(2, len(frame) + 2), dtype="int64")
    return frame


def say(field: str, value: str, **more: str) -> Row:
    """A statement of the ministry on p, or on c or g where the field is not said of a project."""
    kinds = schema().fields[field].of if field in schema().fields else ()
    fitting = [ident for kind, ident in _SUBJECTS.items() if not kinds or kind in kinds]
    return {**_USUAL, "subject_id": fitting[0], "field": field, "value": value, **more}


def small_raw(
    *statements: Row,
    subjects: Mapping[str, str] | None = None,
    corrections: Iterable[Row] = (),
    choices: Iterable[Row] = (),
    conflict_notes: Iterable[Row] = (),
) -> Raw:
    """Raw data of these statements; the sources are those of AUTHORITIES."""
    kinds = subjects or _KINDS
    sources = [{"source_id": name, "authority": word} for name, word in AUTHORITIES.items()]
    return Raw(
        sources=text_frame("sources.csv", sources),
        subjects=text_frame(
            "subjects.csv",
            [{"subject_id": name, "subject_kind": kind} for name, kind in kinds.items()],
        ),
        statements=text_frame("statements.csv", statements, ("source_id",)),
        corrections=text_frame("corrections.csv", list(corrections)),
        choices=text_frame("choices.csv", list(choices)),
        conflict_notes=text_frame("conflict_notes.csv", list(conflict_notes)),
        envelopes=text_frame("envelopes.csv", []),
        redirects=text_frame("redirects.csv", []),
        reuse_links=text_frame("reuse_links.csv", []),
        edition=text_frame("edition.csv", [{"version": "1", "issued_on": "2020-01-01"}]),
    )


@cache
def golden_vocabulary() -> Vocabulary:
    """The vocabulary of the invented world: Keksilä, Satula, Luulola and Olematon."""
    return load_vocabulary(GOLDEN / "raw")


def with_wordings(*texts: str) -> Vocabulary:
    """The vocabulary of the invented world, knowing these wordings too."""
    words = [{"text_en": text, "text_fi": f"{text} fi", "text_sv": f"{text} sv"} for text in texts]
    own = golden_vocabulary()
    wordings = pd.concat([own.wordings, text_frame("vocabulary/wordings.csv", words)])
    return replace(own, wordings=wordings)


def typed_statements(raw: Raw, *wordings: str) -> pd.DataFrame:
    """The statements of `raw` normalised with the invented vocabulary and these wordings."""
    return normalise(raw, with_wordings(*wordings))


def ranked_statements(raw: Raw, *wordings: str) -> pd.DataFrame:
    """The statements of `raw` normalised and ranked."""
    return rank(typed_statements(raw, *wordings), raw)
