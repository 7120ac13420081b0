"""Statements as written become typed statements: euros, dates, codes, words in three languages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from pipeline.model import FILE, ROW, Problems
from pipeline.model.types import ADVICE, TYPES
from pipeline.read import Raw, nearest
from pipeline.schema import LANGUAGES, schema
from pipeline.vocabulary import Vocabulary, english_names

TITLE_OF_ITEM = "output"
"""The field that gives an item its title."""
_WORDINGS = "vocabulary/wordings.csv"
_WORD = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(r"https?://\S+")


def normalise(raw: Raw, vocabulary: Vocabulary) -> pd.DataFrame:
    """All statements with typed values, one row each, in the order of source and file.

    Adds to the columns of the raw statements: statement_id, subject_kind, corrected, number
    (float, for euros, counts and percents), code (organisation_id, theme_id or subject_id),
    value_fi/sv/en and note_fi/sv/en (what a reader sees) and rule (how the value was read).
    Raises BadInputError with file, row and field for anything that the schema or the
    vocabulary does not know.
    """
    problems = Problems()
    frame = raw.statements.copy()
    _check_known(frame, raw, problems)
    problems.stop()
    frame["subject_kind"] = frame["subject_id"].map(_mapping(raw.subjects, "subject_kind"))
    frame["corrected"] = _correct(frame, raw.corrections, problems)
    frame["rule"] = frame["field"].map(lambda name: schema().fields[name].type)
    frame["code"] = ""
    frame["number"] = float("nan")
    _type_values(frame, raw, vocabulary, problems)
    near = _near_wordings(vocabulary)
    _translate(frame, "value", _value_words(frame, vocabulary), near, problems)
    _translate(frame, "note", _wordings(vocabulary), near, problems)
    frame["statement_id"] = [_identify(row) for row in _identity(frame)]
    problems.stop()
    return frame


def translate_notes(frame: pd.DataFrame, column: str, vocabulary: Vocabulary) -> pd.DataFrame:
    """`frame` with column_fi, _sv and _en beside a column of English wordings.

    Raises BadInputError for a wording that the vocabulary lacks.
    """
    problems = Problems()
    out = frame.copy()
    _translate(out, column, _wordings(vocabulary), _near_wordings(vocabulary), problems)
    problems.stop()
    return out


def _check_known(frame: pd.DataFrame, raw: Raw, problems: Problems) -> None:
    categories = schema().categories
    checks: list[tuple[str, set[str], str]] = [
        ("subject_id", set(raw.subjects["subject_id"]), "add it to subjects.csv"),
        ("field", set(schema().fields), "use a field of pipeline/schema.yml"),
        ("language", set(LANGUAGES), "write fi, sv or en"),
        ("certainty", set(categories["certainty"]), "write stated, inferred or editorial"),
        ("qualifier", {"", *categories["qualifier"]}, "write max, over, under, about or rounded"),
        ("basis", {"", *categories["basis"]}, "write full text, quote or note"),
    ]
    for column, known, move in checks:
        near = nearest({"subjects.csv": raw.subjects[["subject_id", ROW]]})
        for row in _rows(frame[~frame[column].isin(known)]):
            what = f"{row[column]!r} is unknown"
            more = near(row[column]) if column == "subject_id" else ""
            problems.add(row[FILE], row[ROW], column, what, f"{move}{more}")
    _check_subjects(frame, raw.subjects, problems)
    _check_kinds(frame, raw.subjects, problems)
    _check_items(frame, problems)
    for row in _rows(frame[frame["value"] == ""]):
        problems.add(row[FILE], row[ROW], "value", "is empty", "give the normalised value")
    for column in ("as_written", "value", "note"):
        for row in _rows(frame[frame[column] != frame[column].str.strip()]):
            what = "has a space at its start or end"
            problems.add(row[FILE], row[ROW], column, what, "take the space away")


def _check_subjects(frame: pd.DataFrame, subjects: pd.DataFrame, problems: Problems) -> None:
    """Where a statement is about an unknown subject, one that has none may be misspelt."""
    unknown = sorted({*frame["subject_id"]} - {*subjects["subject_id"]})
    if unknown:
        for row in _rows(subjects[~subjects["subject_id"].isin(frame["subject_id"])]):
            what = f"no statement is about it, while one is about the unknown {unknown[0]!r}"
            problems.add(row[FILE], row[ROW], "subject_id", what, "mend one of the two")


def _check_kinds(frame: pd.DataFrame, subjects: pd.DataFrame, problems: Problems) -> None:
    """What is said of a kind of subject only is said of no other."""
    known = {row["subject_id"]: row for row in _rows(subjects)}
    kinds = {name: field.of for name, field in schema().fields.items() if field.of}
    told = frame[frame["field"].isin(kinds) & frame["subject_id"].isin(known)]
    for row in _rows(told):
        subject = known[row["subject_id"]]
        if subject["subject_kind"] not in kinds[row["field"]]:
            place = f"{subject[FILE]}, row {subject[ROW]}"
            what = f"is not said of a {subject['subject_kind']}, which {row['subject_id']} is"
            move = f"mend the field, the subject or its kind in {place}"
            problems.add(row[FILE], row[ROW], "field", f"{row['field']} {what}", move)


def _check_items(frame: pd.DataFrame, problems: Problems) -> None:
    """What tells of an output names it, and every output that is named has a title."""
    rule = frame["field"].map({name: field.item for name, field in schema().fields.items()})
    has_item = frame["item"] != ""
    for row in _rows(frame[(rule == "must") & ~has_item]):
        move = "name the output in one word, the same in each of its statements"
        problems.add(row[FILE], row[ROW], "item", "is empty", move)
    for row in _rows(frame[(rule == "") & has_item]):
        what = f"{row['item']!r} stands at {row['field']}, which takes none"
        problems.add(row[FILE], row[ROW], "item", what, "take it away")
    place = ["subject_id", "item"]
    titled = set(frame[frame["field"] == TITLE_OF_ITEM][place].itertuples(index=False, name=None))
    known = [pair in titled for pair in frame[place].itertuples(index=False, name=None)]
    lost = has_item & rule.isin(["must", "may"]) & ~pd.Series(known, index=frame.index, dtype=bool)
    for row in _rows(frame[lost]):
        what = f"{row['item']!r} of {row['subject_id']} has no {TITLE_OF_ITEM}"
        move = f"add a statement of the field {TITLE_OF_ITEM} with this item"
        problems.add(row[FILE], row[ROW], "item", what, move)


def _correct(frame: pd.DataFrame, corrections: pd.DataFrame, problems: Problems) -> pd.Series:
    """The token with known errors of the sources mended; "" where nothing was to mend."""
    key = ["source_id", "subject_id", "field", "as_written"]
    mended = corrections.rename(columns={"was": "as_written"})
    fixes = dict(
        zip(mended[key].itertuples(index=False, name=None), mended["becomes"], strict=True)
    )
    used = set(frame[key].itertuples(index=False, name=None))
    for row in _rows(mended):
        if tuple(row[column] for column in key) not in used:
            what = f"no statement of {row['source_id']} says {row['as_written']!r} any more"
            problems.add(row[FILE], row[ROW], "was", what, "remove the correction")
    tokens = frame[key].itertuples(index=False, name=None)
    return pd.Series([fixes.get(token, "") for token in tokens], index=frame.index, dtype="str")


def _type_values(frame: pd.DataFrame, raw: Raw, vocabulary: Vocabulary, problems: Problems) -> None:
    """Fill number and code by the type of the field; note values that are not of that type."""
    codes = _codes(raw, vocabulary)
    for kind, rows in frame.groupby("rule", sort=True):
        values = rows["value"]
        name = str(kind)
        if name in TYPES:
            good = values.map(TYPES[name])
            _complain(rows[~good.astype(bool)], ADVICE[name], problems)
            if name in {"eur", "sum", "count", "percent"}:
                frame.loc[rows.index[good], "number"] = values[good].astype(float)
        if name in codes:
            known = codes[name]
            near = nearest(_registers(name, raw, vocabulary), {*rows["value"]})
            _complain(rows[~values.isin(known)], ADVICE[name], problems, near)
            frame.loc[rows.index, "code"] = values.map(known).fillna("")


def _complain(
    rows: pd.DataFrame,
    advice: tuple[str, str],
    problems: Problems,
    near: Callable[[str], str] = lambda _: "",
) -> None:
    what, move = advice
    for row in _rows(rows):
        value = row["value"]
        problems.add(row[FILE], row[ROW], "value", f"{value!r} {what}", f"{move}{near(value)}")


def _registers(name: str, raw: Raw, vocabulary: Vocabulary) -> dict[str, pd.DataFrame]:
    """The files in which the names of a type stand: each name with its row."""
    bodies = {"vocabulary/organisations.csv": vocabulary.organisations[["name_fi", ROW]]}
    towns = {"vocabulary/municipalities.csv": vocabulary.municipalities[["name_fi", ROW]]}
    subjects = {"subjects.csv": raw.subjects[["subject_id", ROW]]}
    found = {
        "organisation": {**bodies, **towns},
        "theme": {"vocabulary/themes.csv": vocabulary.themes[["theme_id", ROW]]},
        "call": subjects,
        "programme": subjects,
    }
    return found.get(name, {})


def _codes(raw: Raw, vocabulary: Vocabulary) -> Mapping[str, Mapping[str, str]]:
    """For each type whose value is a name or an id: value → the id it stands for."""
    kinds = raw.subjects.groupby("subject_kind")["subject_id"].agg(list).to_dict()
    themes = vocabulary.themes[vocabulary.themes["theme_kind"] != "check flag"]["theme_id"]
    return {
        "organisation": organisation_ids(vocabulary),
        "programme": {ident: ident for ident in kinds.get("programme", [])},
        "call": {ident: ident for ident in kinds.get("call", [])},
        "theme": {ident: ident for ident in themes},
        **{
            name: {word: word for word in schema().categories[name]}
            for name in ("funder", "programme_kind", "output_kind")
        },
    }


def organisation_ids(vocabulary: Vocabulary) -> dict[str, str]:
    """Official Finnish name → municipality code or organisation_id."""
    return {
        **_mapping(vocabulary.organisations, "organisation_id", "name_fi"),
        **_mapping(vocabulary.municipalities, "code", "name_fi"),
    }


def _value_words(frame: pd.DataFrame, vocabulary: Vocabulary) -> Mapping[str, tuple[str, ...]]:
    """Value → (fi, sv, en) for every value that is not the same in all languages."""
    words = dict(_wordings(vocabulary))
    towns = vocabulary.municipalities
    names = [
        *vocabulary.organisations[["name_fi", "name_sv", "name_en"]].itertuples(index=False),
        *zip(towns["name_fi"], towns["name_sv_2016"], english_names(towns), strict=True),
    ]
    words.update({row[0]: tuple(row) for row in names})
    themes = vocabulary.themes[["theme_id", "label_fi", "label_sv", "label_en"]]
    words.update({row[0]: tuple(row[1:]) for row in themes.itertuples(index=False, name=None)})
    for name in ("funder", "programme_kind", "output_kind"):
        labels = schema().categories[name]
        words.update(
            {word: tuple(text[lang] for lang in LANGUAGES) for word, text in labels.items()}
        )
    same = frame[frame["rule"] != "wording"]["value"]
    return {**{value: (value,) * len(LANGUAGES) for value in same}, **words}


def _wordings(vocabulary: Vocabulary) -> Mapping[str, tuple[str, ...]]:
    rows = vocabulary.wordings[["text_en", "text_fi", "text_sv"]].itertuples(index=False, name=None)
    return {en: (fi, sv, en) for en, fi, sv in rows}


def _near_wordings(vocabulary: Vocabulary) -> Callable[[str], str]:
    """What a sentence on a text without wording adds; the text may stand in a wrong column."""
    texts = vocabulary.wordings[["text_en", "text_fi", "text_sv", ROW]].melt(ROW)
    return nearest({_WORDINGS: texts[["value", ROW]]})


def _translate(
    frame: pd.DataFrame,
    column: str,
    words: Mapping[str, tuple[str, ...]],
    near: Callable[[str], str],
    problems: Problems,
) -> None:
    texts = frame[column]
    lacking = ~texts.isin(words) & texts.map(_needs_words)
    for row in _rows(frame[lacking]):
        what = f"{row[column]!r} has no Finnish and Swedish wording"
        move = f"add it to {_WORDINGS}{near(row[column])}"
        problems.add(row[FILE], row[ROW], column, what, move)
    for place, language in enumerate(LANGUAGES):
        frame[f"{column}_{language}"] = [words.get(text, (text,) * 3)[place] for text in texts]


def _needs_words(text: str) -> bool:
    return bool(_WORD.search(text)) and not _ADDRESS.fullmatch(text)


def _identity(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    key = ["source_id", "subject_id", "field", "item", "as_written", "value"]
    return list(frame[key].itertuples(index=False, name=None))


def _identify(parts: tuple[str, ...]) -> str:
    """A short name that stays as long as source, subject, field, token and value are the same."""
    return "s" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]


def _mapping(frame: pd.DataFrame, value: str, key: str = "subject_id") -> dict[str, str]:
    return dict(zip(frame[key], frame[value], strict=True))


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return frame.to_dict("records")  # type: ignore[return-value]
