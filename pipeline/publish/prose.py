"""What changed between two editions, told to a reader in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from pipeline.publish.difference import TABLE_ADDED, TABLE_REMOVED, counts_of
from pipeline.publish.edition import Edition
from pipeline.schema import LANGUAGES, schema

_COUNTED = ("findings", "checks", "quality", "raw_files", "statements")
"""Tables that tell of the others, or that the others come from: counted but not spelt out."""
_COUNTED_PACKAGES = ("language",)
"""Packages whose rows are words for programs: counted likewise."""
_FIGURES = {
    "projects": ("amount_eur", "amount_kind", "call_id", "lead_id"),
    "participations": ("organisation_id", "role"),
    "calls": ("total_awarded_eur", "grants_awarded"),
}
"""Columns by table that a figure once printed comes from; so does a row more or less."""
_SPELT_OUT = 20


def changes_prose(changes: pd.DataFrame, old: Edition | None, new: Edition, language: str) -> str:
    """The differences for a reader in one language; `old` None: a first edition.

    First whether figures changed; then table by table what changed in each row.
    """
    words = _words()[language]
    if old is None:
        return words["first"].format(new=new.version) + "\n"
    lines = ["# " + words["title"].format(old=old.version, new=new.version), ""]
    if changes.empty:
        return "\n".join([*lines, words["none"]]) + "\n"
    lines += [words["figures_changed" if _of_figures(changes) else "figures_same"], ""]
    for table in _in_order(changes):
        rows = changes[changes["table"] == table]
        resource = new.resources.get(table) or old.resources[table]
        lines += ["## " + _heading(rows, resource, words, language), ""]
        if table not in _counted() and rows["key"].any():
            names = {**_names(old, table, language), **_names(new, table, language)}
            lines += [*_details(rows, resource, names, language), ""]
    return "\n".join(lines).rstrip() + "\n"


def _of_figures(changes: pd.DataFrame) -> bool:
    """Whether a change touches a figure or what is counted."""
    for table, columns in _FIGURES.items():
        rows = changes[changes["table"] == table]
        if (rows["column"].isin(columns) | (rows["change"] != "changed")).any():
            return True
    return False


def _in_order(changes: pd.DataFrame) -> list[str]:
    """The tables that changed: as the packages have them, those that are only counted last."""
    known = [table.name for package in schema().packages.values() for table in package.tables]
    places = {name: place for place, name in enumerate(known)}
    names = changes["table"].unique()
    return sorted(names, key=lambda name: (name in _counted(), places.get(name, len(places)), name))


def _heading(
    rows: pd.DataFrame, resource: Mapping[str, Any], words: Mapping[str, str], language: str
) -> str:
    counts = [(f"rows_{name}", count) for name, count in counts_of(rows).items() if count]
    if rows["change"].iloc[0] in (TABLE_ADDED, TABLE_REMOVED):
        counts = [(rows["change"].iloc[0], int(rows["new"].iloc[0] or rows["old"].iloc[0]))]
    parts = [
        words[name].format(count=f"{count:,}".replace(",", words["thousands"]))
        for name, count in counts
    ]
    return f"{resource['titles'][language]} – {', '.join(parts)}"


def _details(
    rows: pd.DataFrame, resource: Mapping[str, Any], names: Mapping[str, str], language: str
) -> Iterator[str]:
    """A line a row that was added, changed or removed."""
    words = _words()[language]
    titles = {field["name"]: field["titles"][language] for field in resource["schema"]["fields"]}
    groups = rows.groupby(["key", "change"], sort=False)
    for where, cells in list(groups)[:_SPELT_OUT]:
        key, change = map(str, where)
        name = f"{names[key]} (`{key}`)" if names.get(key) else f"`{key}`"
        told = [
            words["cell"].format(
                column=titles.get(cell["column"], cell["column"]),
                old=cell["old"] or words["empty"],
                new=cell["new"] or words["empty"],
            )
            for cell in _in_language(cells, language).to_dict("records")
        ]
        yield "- " + words[change].format(name=name, cells="; ".join(told))
    if len(groups) > _SPELT_OUT:
        yield "- " + words["more"].format(more=len(groups) - _SPELT_OUT)


def _in_language(cells: pd.DataFrame, language: str) -> pd.DataFrame:
    """The cells of a row without those that tell in another language what one here tells."""
    columns = set(cells["column"])
    others = {f"_{other}" for other in LANGUAGES if other != language}
    said = [
        column[-3:] in others and f"{column[:-3]}_{language}" in columns
        for column in cells["column"]
    ]
    return cells[[not is_said for is_said in said]]


def _names(edition: Edition, table: str, language: str) -> dict[str, str]:
    """Key → what the row is called, where it has a name in the language."""
    frame = edition.tables.get(table)
    if frame is None:
        return {}
    found = [name for name in (f"title_{language}", f"name_{language}") if name in frame.columns]
    keys = edition.keys[table]
    if not found or len(keys) != 1:
        return {}
    return dict(zip(frame[keys[0]], frame[found[0]], strict=True))


@cache
def _counted() -> frozenset[str]:
    packages = schema().packages
    words = [table.name for name in _COUNTED_PACKAGES for table in packages[name].tables]
    return frozenset((*_COUNTED, *words))


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    path = Path(__file__).parents[1] / "changes.yml"
    words: Mapping[str, Mapping[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return words
