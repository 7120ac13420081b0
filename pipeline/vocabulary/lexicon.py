"""What the files of the search lexicon must agree on, so that no word of them leads nowhere."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from pipeline.model import FILE, ROW, Problems

_CODES, _VECTORS, _PATTERNS = (
    f"vocabulary/{name}.csv" for name in ("vector_codes", "word_vectors", "word_patterns")
)
_FEW = 4
"""As many patterns that no word names are told beside a lost one."""
_ALL = 256
"""As many codes of a place there can be: a byte."""


def check_patterns(patterns: pd.DataFrame, words: pd.DataFrame, problems: Problems) -> None:
    """Note each word that names a pattern which its language lacks; frames with FILE and ROW."""
    rows = dict(
        zip(zip(patterns["language"], patterns["pattern"], strict=True), patterns[ROW], strict=True)
    )
    cells = sorted(set(zip(words["language"], words["patterns"], strict=True)))
    named = {(language, name) for language, cell in cells for name in cell.split(";")}
    for language, cell in cells:
        for lost in [name for name in cell.split(";") if (language, name) not in rows]:
            row = words[(words["language"] == language) & (words["patterns"] == cell)].iloc[0]
            what = f"the pattern {lost!r} of {language} is not in {_PATTERNS}"
            move = "add it there, or mend it here and in the other words that name it"
            problems.add(row[FILE], row[ROW], "patterns", what, move)
    if named - rows.keys():
        # Either file may be the one that is wrong.
        for language, name in [spare for spare in rows if spare not in named][:_FEW]:
            what = f"no word of {language} names the pattern {name!r}"
            problems.add(_PATTERNS, rows[language, name], "pattern", what, "mend its name")


def check_vectors(codes: pd.DataFrame, words: pd.DataFrame, problems: Problems) -> None:
    """Places and codes are counted from zero, and each word has a known code for each place."""
    _check_counting(codes, problems)
    counts = codes.groupby("place").size()
    size = codes["numbers"].str.len()
    for row in codes[size != size.groupby(codes["place"]).transform("first")].to_dict("records"):
        what = f"has more or fewer numbers than the first row of place {row['place']}"
        problems.add(_CODES, row[ROW], "numbers", what, "write as many")
    bad = words["codes"].str.len() != 2 * len(counts)
    for place, count in enumerate(counts):
        if count < _ALL:
            known = {_lettered(code) for code in range(count)}
            bad |= ~words["codes"].str.slice(2 * place, 2 * place + 2).isin(known)
    for row in words[bad].to_dict("records"):
        what = f"{row['codes']!r} does not name one code of each place in {_CODES}"
        problems.add(_VECTORS, row[ROW], "codes", what, "mend it, or run make word-vectors")


def _check_counting(codes: pd.DataFrame, problems: Problems) -> None:
    places = zip(codes["place"].astype(int), codes["code"].astype(int), codes[ROW], strict=True)
    for (place, code, _), (next_place, next_code, row) in pairwise([(-1, 0, 0), *places]):
        if (next_place, next_code) not in {(place, code + 1), (place + 1, 0)} or next_place < 0:
            what = f"place {next_place}, code {next_code} does not follow the row before"
            problems.add(_CODES, row, "code", what, "bring back the row that is lost before it")


def _lettered(byte: int) -> str:
    """A byte as two letters, a for 0 to p for 15."""
    return "".join(chr(ord("a") + half) for half in divmod(byte, 16))
