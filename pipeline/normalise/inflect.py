"""Floor 2: the case forms of a name, from the rules and exceptions in data/raw/vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from pipeline.vocabulary import Vocabulary

BACK, FRONT = "aouå", "äöy"
INNER, OUTER, BOTH = "inner", "outer", "both"


@dataclass(frozen=True)
class Inflection:
    """What the case endings of one name are added to."""

    name: str
    stem: str
    genitive: str
    illative: str
    vowel: str
    """a or ä: which of the two an ending of this name holds."""

    def base(self, kind: str) -> str:
        """The part that an ending is added to: name, stem, genitive or illative."""
        return {"stem": self.stem, "genitive": self.genitive, "illative": self.illative}.get(
            kind, self.name
        )


@dataclass(frozen=True)
class CaseEnding:
    """One case: the ending, what it is added to, and the local series it belongs to."""

    language: str
    case: str
    series: str
    base: str
    ending: str
    not_after: str


@dataclass(frozen=True)
class Rule:
    """How a name with this ending is inflected."""

    stem: str
    genitive: str
    illative: str
    vowel: str


@dataclass
class Grammar:
    """The rules and case endings of data/raw/vocabulary; made by grammar_from."""

    rules: Mapping[str, Rule]
    """By the ending of the name; the longest ending that fits wins."""
    endings: Iterable[CaseEnding]
    exceptions: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    """Name -> stem, genitive, illative, where the rules do not tell them."""

    def inflection(self, name: str) -> Inflection | None:
        """How the Finnish name is inflected; None where no rule fits its end."""
        if name in self.exceptions:
            return Inflection(name, *self.exceptions[name], _vowel(name))
        ending = next(
            (name[place:] for place in range(len(name)) if name[place:].lower() in self.rules), ""
        )
        rule = self.rules.get(ending.lower())
        if rule is None:
            return None
        kept = name.removesuffix(ending)
        return Inflection(
            name,
            _joined(kept, rule.stem),
            _joined(kept, rule.genitive),
            _joined(kept, rule.illative),
            rule.vowel or _vowel(name),
        )

    def finnish(self, name: str, series: str = BOTH) -> list[tuple[str, str]]:
        """(case, form) of the genitive and the local cases of the series: inner, outer or both.

        [] where no rule fits the end of the name.
        """
        how = self.inflection(name)
        if how is None:
            return []
        return [
            (case.case, how.base(case.base) + _harmonised(case.ending, how.vowel))
            for case in self.endings
            if case.language == "fi" and (series == BOTH or case.series in ("", series))
        ]

    def swedish(self, name: str) -> list[str]:
        """The Swedish genitive; [] where it is the same as the name."""
        return [
            name + case.ending
            for case in self.endings
            if case.language == "sv" and name[-1:].lower() not in case.not_after
        ]


def grammar_from(vocabulary: Vocabulary) -> Grammar:
    """The grammar of municipality names from inflection_rules, case_endings, name_inflections."""
    names = vocabulary.name_inflections
    columns = ["name", "stem", "genitive", "illative"]
    rows = names.loc[names["stem"] != "", columns]
    return Grammar(
        {str(row[0]): Rule(*row[1:]) for row in _texts(vocabulary.inflection_rules, 5)},
        [CaseEnding(*row) for row in _texts(vocabulary.case_endings, 6)],
        {row[0]: (row[1], row[2], row[3]) for row in _texts(rows, 4)},
    )


def _joined(kept: str, changed: str) -> str:
    """The kept start and the changed end; a name that changes as a whole keeps its capital."""
    return kept + changed if kept else changed[:1].upper() + changed[1:]


def _texts(frame: pd.DataFrame, columns: int) -> list[tuple[str, ...]]:
    return list(frame.iloc[:, :columns].itertuples(index=False, name=None))


def _vowel(name: str) -> str:
    """The last vowel that decides; a name of neutral vowels only takes ä."""
    last = next((char for char in reversed(name.lower()) if char in BACK + FRONT), "ä")
    return "a" if last in BACK else "ä"


def _harmonised(ending: str, vowel: str) -> str:
    return ending.replace("a", vowel)
