"""Checks of names and summaries: length, language, excluded subjects, the same project twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import combinations

import pandas as pd

from pipeline.check.evidence import Evidence, Offender, Options, rule
from pipeline.schema import LANGUAGES

_KEY = "project_id"
_WORD = re.compile(r"[^\W\d_]+")
_CLEAR = 2
"""How many more words of another language make a text doubtful."""


@rule("title-too-long")
def title_too_long(evidence: Evidence, options: Options) -> Iterator[Offender]:
    """Names longer than a name should be."""
    for ident, column, text in _texts(evidence.tables["projects"], ["title"]):
        if len(text) > options["at_most"]:
            yield {"subject_id": ident, "field": column, "value": text}


@rule("language-doubtful")
def language_doubtful(evidence: Evidence, options: Options) -> Iterator[Offender]:
    """Names and summaries whose small words are those of another language."""
    for ident, column, text in _texts(evidence.tables["projects"], ["title", "summary"]):
        words = set(_WORD.findall(text.lower()))
        score = {lang: len(words & set(known)) for lang, known in options["words"].items()}
        own = score.pop(column[-2:])
        if max(score.values()) >= own + _CLEAR:
            yield {"subject_id": ident, "field": column, "value": text}


@rule("excluded-subject")
def excluded_subject(evidence: Evidence, options: Options) -> Iterator[Offender]:
    """Projects that speak of a subject which their call left out, by the labels of its concepts."""
    phrases = _phrases(evidence, options["flag"])
    targets = evidence.tables["call_targets"]
    ruled_out = targets[targets["target_kind"] == "exclusion"].groupby("call_id")
    barred = {call: _named(" ".join(rows["text_en"]), phrases) for call, rows in ruled_out}
    projects = evidence.tables["projects"]
    calls = dict(zip(projects[_KEY], projects["call_id"], strict=True))
    for ident, column, text in _texts(projects, ["title", "summary"]):
        hit = _named(text, phrases) & barred.get(calls[ident], set())
        for concept in sorted(hit):
            phrase = next(word for word in phrases[concept] if _says(text, word))
            yield {"subject_id": ident, "field": column, "value": text, "other": phrase}


@rule("near-duplicate")
def near_duplicate(evidence: Evidence, options: Options) -> Iterator[Offender]:
    """Pairs of projects of almost the same name; each pair is told once."""
    names = list(_texts(evidence.tables["projects"], ["title"]))
    blocks: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for name in names:
        for word in set(_WORD.findall(name[2].lower())):
            if len(word) >= options["shortest_word"]:
                blocks[name[1], word].append(name)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for (one, column, text), (other, _, rival) in combinations(block, 2):
            pair = (one, other)
            if one != other and pair not in seen and _alike(text, rival) >= options["likeness"]:
                seen.add(pair)
                yield {"subject_id": one, "field": column, "value": text, "other": other}


def _texts(table: pd.DataFrame, parts: list[str]) -> Iterator[tuple[str, str, str]]:
    """(project, column, text) of each text in each language."""
    for column in [f"{part}_{language}" for part in parts for language in LANGUAGES]:
        told = table[table[column].notna()]
        for ident, text in zip(told[_KEY], told[column], strict=True):
            yield ident, column, text


def _phrases(evidence: Evidence, flag: str) -> Mapping[str, list[str]]:
    """Concept of the flag → its labels in every language."""
    uris = evidence.tables["theme_concepts"]
    wanted = set(uris[uris["theme_id"] == flag]["concept_uri"])
    found: dict[str, list[str]] = {}
    for row in evidence.tables["concepts"].to_dict("records"):
        if row["concept_uri"] in wanted:
            labels = [
                row[f"{part}_{lang}"] for part in ("label", "extra_labels") for lang in LANGUAGES
            ]
            told = [label for label in labels if isinstance(label, str)]
            found[row["concept_uri"]] = [word for label in told for word in label.split(";")]
    return found


def _named(text: str, phrases: Mapping[str, list[str]]) -> set[str]:
    """Concepts of which the text says a label."""
    return {concept for concept, words in phrases.items() if any(_says(text, w) for w in words)}


def _says(text: str, phrase: str) -> bool:
    return re.search(rf"\b{re.escape(phrase.lower())}", text.lower()) is not None


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio()
