"""Checks of the vocabularies, the redirects and the tidiness of every raw text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.check.evidence import Evidence, Offender, Options, of_raw_row, rule

_LOOSE = re.compile(r"^\s|\s$|  |[\t\n]")


@rule("alias-twice")
def alias_twice(evidence: Evidence, _: Options) -> Iterator[Offender]:
    """Aliases of one language that stand for two municipalities."""
    names = evidence.vocabulary.municipality_names
    place = [names["language"], names["name"].str.lower()]
    codes = names.groupby(place)["code"].transform("nunique")
    for row in names[codes > 1].to_dict("records"):
        yield {**of_raw_row(row, row["code"], "name", row["name"]), "other": row["language"]}


@rule("alias-equals-name")
def alias_equals_name(evidence: Evidence, _: Options) -> Iterator[Offender]:
    """Aliases that are the official name of the municipality in that language."""
    towns = evidence.vocabulary.municipalities
    official = {
        (code, language, name)
        for language, column in (("fi", "name_fi"), ("sv", "name_sv_2016"))
        for code, name in zip(towns["code"], towns[column], strict=True)
    }
    for row in evidence.vocabulary.municipality_names.to_dict("records"):
        if (row["code"], row["language"], row["name"]) in official:
            yield of_raw_row(row, row["code"], "name", row["name"])


@rule("entry-unused")
def entry_unused(evidence: Evidence, _: Options) -> Iterator[Offender]:
    """Subjects and sources without a statement, and words that no statement or source says."""
    said, sources = evidence.raw.statements, evidence.raw.sources
    values = set(said["value"])
    texts = values | set(said["note"]) | set(sources["note"]) | set(sources["published_note"])
    for frame, column, used in (
        (evidence.raw.subjects, "subject_id", set(said["subject_id"])),
        (sources, "source_id", set(said["source_id"])),
        (evidence.vocabulary.wordings, "text_en", texts),
        (evidence.vocabulary.target_themes, "text_en", values),
        (evidence.vocabulary.publishers, "publisher", set(sources["publisher"])),
    ):
        for row in frame[~frame[column].isin(used)].to_dict("records"):
            yield of_raw_row(row, row[column], column, row[column])


@rule("redirect-broken")
def redirect_broken(evidence: Evidence, _: Options) -> Iterator[Offender]:
    """Redirects from an identifier that is still in use, or to one that is not."""
    used = set(evidence.raw.subjects["subject_id"]) | set(evidence.raw.sources["source_id"])
    used |= set(evidence.tables["organisations"]["organisation_id"])
    used |= set(evidence.tables["themes"]["theme_id"]) | set(
        evidence.tables["outputs"]["output_id"]
    )
    for row in evidence.raw.redirects.to_dict("records"):
        if row["old_id"] in used or row["new_id"] not in used:
            yield {
                **of_raw_row(row, row["old_id"], "new_id", row["new_id"]),
                "other": row["old_id"],
            }


@rule("text-untidy")
def text_untidy(evidence: Evidence, _: Options) -> Iterator[Offender]:
    """Cells of raw files with stray spaces or letters taken apart."""
    yield from evidence.cells.offenders(_is_untidy)


def _is_untidy(text: str) -> bool:
    return bool(_LOOSE.search(text)) or not unicodedata.is_normalized("NFC", text)
