"""What data/raw knows already: rounds, projects and the wordings of reviewed statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from pipeline.extract.draft import COLUMNS as DRAFT_COLUMNS
from pipeline.model import read_table
from pipeline.model.table import frame_of, read_rows
from pipeline.schema import schema

Facts = dict[str, set[str]]
"""field -> values"""


@dataclass
class Known:
    """Subjects with their facts as other sources tell them, and tokens with their values."""

    kinds: dict[str, str] = field(default_factory=dict)
    """subject_id -> subject_kind"""
    facts: dict[str, Facts] = field(default_factory=dict)
    tokens: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """field -> (token in lower case, value) of reviewed statements, the longest first"""
    wordings: dict[str, str] = field(default_factory=dict)
    """Finnish, Swedish or English wording in lower case -> the English one"""
    themes: dict[str, list[str]] = field(default_factory=dict)
    """English wording of a target -> themes"""

    def of_kind(self, kind: str) -> list[str]:
        """Subjects of a kind, sorted."""
        return sorted(subject for subject, known in self.kinds.items() if known == kind)

    def value(self, subject: str, name: str) -> set[str]:
        """What the sources say of one field of a subject."""
        return self.facts.get(subject, {}).get(name, set())


def load_known(raw: Path, source_id: str, drafts: Sequence[Path] = ()) -> Known:
    """Read what is known without the source itself, and from drafts that are not filed yet.

    Missing files of data/raw know nothing; BadInputError for a draft that cannot be read.
    """
    known = Known()
    subjects = _read(raw, "subjects.csv")
    known.kinds = dict(zip(subjects["subject_id"], subjects["subject_kind"], strict=True))
    columns = schema().raw["statements.csv"].columns
    paths = [path for path in sorted((raw / "statements").glob("*.csv")) if path.stem != source_id]
    rows = [row for path in paths for row in read_rows(path, columns, path.name)]
    _learn(known, frame_of(rows, columns))
    for draft in drafts:
        _learn_draft(known, read_table(draft, DRAFT_COLUMNS, str(draft)))
    for pairs in known.tokens.values():
        pairs.sort(key=lambda pair: (-len(pair[0]), pair))
    wordings = _read(raw, "vocabulary/wordings.csv")
    for column in ("text_en", "text_sv", "text_fi"):
        for text, english in zip(wordings[column], wordings["text_en"], strict=True):
            known.wordings[text.lower()] = english
    targets = _read(raw, "vocabulary/target_themes.csv")
    for english, theme in zip(targets["text_en"], targets["theme_id"], strict=True):
        known.themes.setdefault(english, []).append(theme)
    return known


def _learn_draft(known: Known, frame: pd.DataFrame) -> None:
    """The rounds and projects of a draft, without what a person has yet to decide."""
    sure = frame[frame["status"] == ""]
    _learn(known, sure)
    for subject, call in sure.loc[sure["field"] == "call", ["subject_id", "value"]].to_numpy():
        known.kinds.setdefault(str(subject), "project")
        known.kinds.setdefault(str(call), "call")


def _read(raw: Path, name: str) -> pd.DataFrame:
    layout = schema().raw[name]
    if not (raw / name).exists():
        return pd.DataFrame(columns=list(layout.columns), dtype="str")
    return read_table(raw / name, layout.columns, name)


def _learn(known: Known, frame: pd.DataFrame) -> None:
    columns = ["subject_id", "field", "as_written", "value"]
    for subject, name, written, value in frame[columns].itertuples(index=False, name=None):
        known.facts.setdefault(subject, {}).setdefault(name, set()).add(value)
        if len(written) >= 5 and schema().fields[name].type == "wording":
            known.tokens.setdefault(name, []).append((written.lower(), value))
