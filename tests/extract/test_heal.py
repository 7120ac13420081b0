from __future__ import annotations

import re

import pytest

from pipeline.extract.bad_file import BadFileError
from pipeline.extract.heal import decode, heal

KEEP = re.compile("och|ja", re.I)
TEXT = "Närpes får 42 000 euro – högst"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings_are_healed(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_healed(encoding: str) -> None:
    text = "Kunta sai avustusta"
    assert decode(text.encode(encoding)) == text


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(BadFileError, match="is not text"):
        decode(b"abc\0def ghi jkl")


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("850\u00a0000\u202feuroa", "850 000 euroa"),
        ("120\u2009000 €", "120 000 €"),
        ("digi\u00adpalvelu", "digipalvelu"),
        ("digi\u00ad\npalvelu on", "digipalvelu\non"),
        ("kuntien digitali-\nsaatio, jossa", "kuntien digitalisaatio,\njossa"),
        ("social-\noch hälsovård", "social-\noch hälsovård"),
        ("Länsi-\nUusimaa", "Länsi-\nUusimaa"),
        ("Ha\u0308meenlinna", "Hämeenlinna"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\ufeffHaku", "Haku"),
    ],
)
def test_characters_are_healed(broken: str, whole: str) -> None:
    assert heal(broken, KEEP) == whole


def test_healing_keeps_the_number_of_lines() -> None:
    text = "yksi kaksi-\nkolme neljä\n\nviisi\u00ad\nkuusi seitsemän"
    assert heal(text, KEEP).count("\n") == text.count("\n")
