"""Floor 1: the words of the project: municipalities, organisations, themes, wordings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.model import FILE, ROW, BadInputError, Problems, read_table
from pipeline.schema import schema

FOLDER = "vocabulary"


@dataclass(frozen=True)
class Vocabulary:
    """The files of data/raw/vocabulary as text frames, each with FILE and ROW columns."""

    municipalities: pd.DataFrame
    municipality_names: pd.DataFrame
    mergers: pd.DataFrame
    regions: pd.DataFrame
    organisations: pd.DataFrame
    themes: pd.DataFrame
    theme_concepts: pd.DataFrame
    concepts: pd.DataFrame
    target_themes: pd.DataFrame
    wordings: pd.DataFrame
    name_traps: pd.DataFrame
    case_endings: pd.DataFrame
    inflection_rules: pd.DataFrame
    name_inflections: pd.DataFrame
    name_forms: pd.DataFrame
    name_words: pd.DataFrame
    value_words: pd.DataFrame


def load_vocabulary(raw: Path) -> Vocabulary:
    """Read every vocabulary file under `raw`; BadInputError lists all that are not as they should.

    Beyond the form of the files it checks that keys are unique and rows sorted by key, so that a
    change is a readable diff.
    """
    problems = Problems()
    frames: dict[str, pd.DataFrame] = {}
    for name in Vocabulary.__dataclass_fields__:
        try:
            frames[name] = _read(raw, f"{FOLDER}/{name}.csv", problems)
        except BadInputError as error:
            problems.found.extend(error.problems)
    problems.stop()
    return Vocabulary(**frames)


def _read(raw: Path, name: str, problems: Problems) -> pd.DataFrame:
    layout = schema().raw[name]
    frame = read_table(raw / name, layout.columns, name)
    key = list(layout.key)
    for _, row in frame[frame.duplicated(key)].iterrows():
        ident = ", ".join(row[key])
        problems.add(
            row[FILE], row[ROW], key[0], f"{ident!r} stands twice", "keep one of the two rows"
        )
    rows = list(frame[key].itertuples(index=False, name=None))
    if rows != sorted(rows):
        late = next(place for place in range(1, len(rows)) if rows[place] < rows[place - 1])
        problems.add(
            name, frame[ROW].iloc[late], key[0], "is out of order", "run digiavustukset tidy"
        )
    return frame
