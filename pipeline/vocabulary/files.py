"""The files of words, each with its form, its order and its references checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.model import FILE, ROW, Problems
from pipeline.model.table import frame_of
from pipeline.read import check_references, read_file
from pipeline.schema import schema
from pipeline.vocabulary.lexicon import check_patterns, check_vectors

FOLDER = "vocabulary"
_SERIES = ("inner", "outer", "both")
_EXCEPTIONS = ("stem", "genitive", "illative")
_LETTER = r"[^\W\d_]"
_NAMED = (
    *("municipalities", "municipality_names", "regions", "organisations"),
    *("name_inflections", "name_forms"),
)
_NAMES = {"name", "form", *_EXCEPTIONS}
"""Files whose columns hold names of places and bodies."""


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
    publishers: pd.DataFrame
    name_traps: pd.DataFrame
    case_endings: pd.DataFrame
    inflection_rules: pd.DataFrame
    name_inflections: pd.DataFrame
    name_forms: pd.DataFrame
    name_words: pd.DataFrame
    value_words: pd.DataFrame
    match_concepts: pd.DataFrame
    match_links: pd.DataFrame
    words: pd.DataFrame
    word_patterns: pd.DataFrame
    word_tails: pd.DataFrame
    word_guesses: pd.DataFrame
    word_vectors: pd.DataFrame
    vector_codes: pd.DataFrame
    lexicon: pd.DataFrame
    synonyms: pd.DataFrame
    translations: pd.DataFrame


LEXICON = frozenset(
    {"match_concepts", "match_links", "words", "word_patterns", "word_tails"}
    | {"word_guesses", "word_vectors", "vector_codes", "lexicon", "synonyms", "translations"}
)
"""The large files, of which reading documents and names needs none."""


def load_vocabulary(raw: Path, without: frozenset[str] = frozenset()) -> Vocabulary:
    """Read every vocabulary file under `raw`; BadInputError lists all that are not as they should.

    Beyond the form of the files and their cells it checks that rows are sorted by key, so that a
    change is a readable diff, and that what refers to another file is there. The files `without`
    are left unread and their frames are empty.
    """
    problems = Problems()
    frames: dict[str, pd.DataFrame] = {}
    for name in Vocabulary.__dataclass_fields__:
        if name in without:
            frames[name] = frame_of([], schema().raw[f"{FOLDER}/{name}.csv"].columns)
            continue
        frames[name] = read_file(raw, f"{FOLDER}/{name}.csv", problems)
        _check_order(frames[name], f"{FOLDER}/{name}.csv", problems)
    check_references({f"{FOLDER}/{name}.csv": frame for name, frame in frames.items()}, problems)
    for name in _NAMED:
        _check_names(frames[name], problems)
    _check_mergers(frames["mergers"], frames["municipalities"], problems)
    _check_inflections(frames["name_inflections"], frames["municipalities"], problems)
    problems.stop()
    check_patterns(frames["word_patterns"], frames["words"], problems)
    check_vectors(frames["vector_codes"], frames["word_vectors"], problems)
    problems.stop()
    return Vocabulary(**frames)


def english_names(municipalities: pd.DataFrame) -> pd.Series:
    """What each municipality is called in English: its name in the language of its majority."""
    swedish_first = municipalities["language_status"].isin(["sv", "sv-fi"])
    return municipalities["name_fi"].where(~swedish_first, municipalities["name_sv_2016"])


def _check_order(frame: pd.DataFrame, name: str, problems: Problems) -> None:
    key = list(schema().raw[name].key)
    rows = list(zip(*(frame[column].tolist() for column in key), strict=True))
    if rows == sorted(rows):
        return
    for late in range(1, len(rows)):
        if rows[late] < rows[late - 1]:
            # Either row may be the stray one: the earlier, if the rows around it are in order.
            before, after = rows[late - 2 : late - 1], rows[late + 1 : late + 2]
            is_earlier = after and after[0] < rows[late - 1] and before <= rows[late : late + 1]
            stray, other = (late - 1, late) if is_earlier else (late, late - 1)
            what = f"is out of order beside {name}, row {frame[ROW].iloc[other]}"
            problems.add(name, frame[ROW].iloc[stray], key[0], what, "run digiavustukset tidy")
            return


def _check_names(frame: pd.DataFrame, problems: Problems) -> None:
    """A name has a letter: whatever has none is a slip or a mark for nothing."""
    for column in [name for name in frame.columns if name.partition("_")[0] in _NAMES]:
        is_wrong = (frame[column] != "") & ~frame[column].str.contains(_LETTER)
        for row in frame[is_wrong].to_dict("records"):
            what = f"{row[column]!r} is no name"
            problems.add(row[FILE], row[ROW], column, what, "write the name, or nothing")


def _check_mergers(mergers: pd.DataFrame, towns: pd.DataFrame, problems: Problems) -> None:
    """What a merger says of a municipality is what the municipality says of itself."""
    rows = {row["code"]: row for row in towns.to_dict("records")}
    for row in mergers[mergers["code"].isin(rows)].to_dict("records"):
        town = rows[row["code"]]
        if row["successor_code"] != town["successor_code"]:
            known = f"{row['code']} has the successor {town['successor_code']!r}"
            what = f"{known} in {town[FILE]}, row {town[ROW]}"
            problems.add(row[FILE], row[ROW], "successor_code", what, "mend one of the two")


def _check_inflections(names: pd.DataFrame, towns: pd.DataFrame, problems: Problems) -> None:
    """Every municipality is inflected by its own name, in a known series of local cases.

    The forms that no rule tells stand together: all of them or none.
    """
    file = f"{FOLDER}/name_inflections.csv"
    official = {row["code"]: row for row in towns.to_dict("records")}
    for row in names.to_dict("records"):
        if row["local"] not in _SERIES:
            what = f"{row['local']!r} is no series of local cases"
            problems.add(row[FILE], row[ROW], "local", what, f"write {', '.join(_SERIES)}")
        empty = [name for name in _EXCEPTIONS if not row[name]]
        if empty and len(empty) < len(_EXCEPTIONS):
            what = f"{row['name']} has other forms of its own, but not this one"
            problems.add(row[FILE], row[ROW], empty[0], what, "write all of them or none")
        town = official.get(row["code"])
        if town and row["name"] != town["name_fi"]:
            what = f"{row['code']} is {town['name_fi']!r} in {town[FILE]}, row {town[ROW]}"
            problems.add(row[FILE], row[ROW], "name", what, "mend one of the two")
    for code in sorted(official.keys() - set(names["code"])):
        problems.add(file, 0, "code", f"{code} {official[code]['name_fi']} has no row", "add it")
