"""Every string that a reader sees is in the catalogue of each language, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.places import ROOT

TEMPLATES = "templates/**.html"
METHODS = [(TEMPLATES, "jinja2"), ("**.py", "python")]
OPTIONS = {TEMPLATES: {"trimmed": "true", "newstyle_gettext": "true", "encoding": "utf-8"}}


def used() -> set[str | tuple[str, ...]]:
    found: set[str | tuple[str, ...]] = set()
    for folder in (ROOT / "site", ROOT / "pipeline/site"):
        for _, _, message, _, _ in extract_from_dir(folder, METHODS, OPTIONS):
            found.add(message if isinstance(message, str) else tuple(m for m in message if m))
    assert len(found) > 100
    return found


def catalogue(language: str) -> Catalog:
    path: Path = ROOT / f"site/locale/{language}/LC_MESSAGES/messages.po"
    with path.open("rb") as handle:
        return read_po(handle, locale=language)


def texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_catalogue_is_complete_and_holds_nothing_spare(language: str) -> None:
    known = {
        message.id if isinstance(message.id, str) else tuple(message.id)
        for message in catalogue(language)
        if message.id
    }
    assert known == used()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_translations_are_filled_and_keep_their_places(language: str) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        wanted = set(re.findall(r"%\(\w+\)s", str(message.id)))
        assert not message.fuzzy
        for text in texts(message):
            assert text.strip(), message.id
            assert set(re.findall(r"%\(\w+\)s", text)) == wanted, text


def test_english_is_said_as_it_is_written() -> None:
    for message in catalogue("en"):
        if isinstance(message.id, str) and message.id and "million" not in message.id:
            assert message.string == message.id
