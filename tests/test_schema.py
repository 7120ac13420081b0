"""schema.yml: every text in three languages, every name it uses known."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from pipeline.model.types import ADVICE, TYPES
from pipeline.schema import LANGUAGES, schema
from tests.places import PIPELINE

LONG = 25
"""Letters beyond which a text that is the same in two languages was not translated."""
FREE_TYPES = {"title", "text", "token", "wording"}
"""Types of a field whose value is any text."""


@cache
def document() -> dict[str, Any]:
    """schema.yml as it stands."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (PIPELINE / "schema.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=loader)
    return loaded


def texts(node: object, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """(place, texts by language) of everything in the document that is told by language."""
    if isinstance(node, list):
        for number, item in enumerate(node):
            yield from texts(item, f"{place}[{number}]")
    if isinstance(node, dict):
        if node.keys() & set(LANGUAGES) and not any(isinstance(x, dict) for x in node.values()):
            yield place, node
        for key, value in node.items():
            yield from texts(value, f"{place}.{key}")


def text_faults(document: object) -> list[str]:
    """Texts that a language lacks or that two languages share."""
    faults = []
    for place, words in texts(document):
        if set(words) != set(LANGUAGES):
            faults.append(f"{place} is told in {', '.join(words)}")
            continue
        faults += [f"{place} is empty in {lang}" for lang, text in words.items() if not _full(text)]
        pairs = [("fi", "sv"), ("fi", "en"), ("sv", "en")]
        faults += [
            f"{place} is the same in {one} and {other}"
            for one, other in pairs
            if words[one] == words[other] and len(str(words[one])) > LONG
        ]
    return faults


def _full(text: object) -> bool:
    parts = text if isinstance(text, list) else [text]
    return bool(parts) and all(isinstance(part, str) and part.strip() for part in parts)


def test_every_text_stands_in_three_languages() -> None:
    found = list(texts(document()))
    assert len(found) > 500
    assert text_faults(document()) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"fi": "a", "en": "b"}, "is told in fi, en"),
        ({"fi": "a", "sv": " ", "en": "b"}, "is empty in sv"),
        ({"fi": "a", "sv": None, "en": "b"}, "is empty in sv"),
        ({"fi": ["a"], "sv": [], "en": ["b"]}, "is empty in sv"),
        (
            {
                "fi": "a",
                "sv": "the same long text twice over",
                "en": "the same long text twice over",
            },
            "same in sv and en",
        ),
    ],
)
def test_a_fault_of_a_text_is_found(words: dict[str, Any], told: str) -> None:
    (fault,) = text_faults({"tables": [{"title": words}]})
    assert told in fault


def test_every_table_is_in_one_package() -> None:
    packed = [table.name for package in schema().packages.values() for table in package.tables]
    assert sorted(packed) == sorted(schema().tables)


def test_every_name_in_the_schema_is_known() -> None:
    tables, fields, categories = schema().tables, schema().fields, schema().categories
    homes = {t.name: name for name, p in schema().packages.items() for t in p.tables}
    for table in tables.values():
        assert set(table.key) <= set(table.column_names)
        for column in table.columns:
            where = f"{table.name}.{column.name}"
            assert set(column.fields) <= set(fields), where
            assert (column.type == "category") == bool(column.category), where
            assert not column.category or column.category in categories, where
            if column.refers:
                package, other, key = column.refers
                assert key in tables[other].column_names, where
                assert package in ("", homes[other]), where
    for raw in schema().raw.values():
        assert set(raw.key) <= set(raw.columns), raw.name


def test_key_columns_are_required() -> None:
    for table in schema().tables.values():
        for name in table.key:
            assert table.column(name).required, f"{table.name}.{name}"


def test_every_type_of_a_field_can_be_told_and_explained() -> None:
    typed = {field.type for field in schema().fields.values()} - FREE_TYPES
    assert typed - ADVICE.keys() == set()
    assert TYPES.keys() <= ADVICE.keys()


def test_an_amount_column_never_stands_without_its_kind() -> None:
    names = schema().tables["projects"].column_names
    place = names.index("amount_eur")
    assert names[place + 1] == "amount_kind"


def test_a_column_that_is_not_there_is_a_mistake() -> None:
    with pytest.raises((KeyError, StopIteration)):
        schema().tables["projects"].column("nonsense")


def test_references_tell_the_package_they_go_to() -> None:
    homes = {t.name: name for name, p in schema().packages.items() for t in p.tables}
    for table in schema().tables.values():
        for column in table.columns:
            if column.refers:
                package, other, _ = column.refers
                assert (package or homes[table.name]) == homes[other], f"{table.name}.{column.name}"


def test_every_checked_cell_is_a_column_of_its_file() -> None:
    for file in schema().raw.values():
        assert file.cells.keys() <= set(file.columns), file.name
        for cell in file.cells.values():
            assert not cell.category or cell.category in schema().categories
            if cell.refers:
                target, column = cell.refers
                assert column in schema().raw[target].columns
