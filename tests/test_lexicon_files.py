"""The files of the lexicon must agree; where they do not, the build names file and row."""

from __future__ import annotations

import pytest

from tests.world import Script, World

CODES, VECTORS = "vocabulary/vector_codes.csv", "vocabulary/word_vectors.csv"
INFLECTED = "vocabulary/name_inflections.csv"
PATTERNS, WORDS = "vocabulary/word_patterns.csv", "vocabulary/words.csv"


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "told"),
    [
        (CODES, "ikia", "ik", f"{CODES}, row 3, field numbers", "more or fewer numbers"),
        (CODES, "ikia", "ikiz", f"{CODES}, row 2, field numbers", "not a row of bytes"),
        (CODES, "000,000,ikia\n", "", f"{CODES}, row 2, field code", "does not follow"),
        (CODES, "000,002,", "000,009,", f"{CODES}, row 4, field code", "does not follow"),
        (VECTORS, "invented,90,acaa", "invented,90,ac", f"{VECTORS}, row 2", "each place"),
        (VECTORS, "invented,90,acaa", "invented,90,pcaa", f"{VECTORS}, row 2", "each place"),
        (INFLECTED, "Satula,,,,inner", "Satula,,,,@SUM(A1)", f"{INFLECTED}, row 3", "no series"),
        (INFLECTED, "902,Satula,,,,inner\n", "", INFLECTED, "902 Satula has no row"),
        (INFLECTED, "902,Satula,", "902,Saatula,", f"{INFLECTED}, row 3", "is 'Satula' in"),
        (PATTERNS, "sv,skjuts,", "sv,skjutz,", f"{PATTERNS}, row 7", "no word of sv names"),
        (PATTERNS, "sv,skjuts,", "sv,skjutz,", f"{WORDS}, row 9", "'skjuts' of sv is not in"),
    ],
)
def test_a_file_that_leads_nowhere_is_refused(
    world: World, script: Script, file: str, old: str, new: str, place: str, told: str
) -> None:
    world.replace(file, old, new)
    run = script("check", "--raw", world.raw)
    assert run.code == 1
    assert [line for line in run.err.splitlines() if place in line and told in line], run.err


def test_a_word_of_no_length_says_nothing(world: World, script: Script) -> None:
    world.replace(CODES, "000,002,ihih", "000,002,iaia")
    world.replace(CODES, "001,000,iiic", "001,000,iaia")
    assert script("check", "--raw", world.raw).code == 0


def test_without_mergers_nothing_has_merged(world: World, script: Script) -> None:
    header = world.read("vocabulary/mergers.csv").splitlines()[0]
    world.write("vocabulary/mergers.csv", header + "\n")
    run = script("check", "--raw", world.raw)
    assert "Traceback" not in run.err
    assert run.code in (0, 1)
