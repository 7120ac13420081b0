"""Words near in meaning are read from WordNet and Synlex as Debian has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from lexicon import thesauri

NOUN = """  1 licence
00001 04 n 02 pupil 0 school_child 0 001 + 00002 v 0101 | a learner
"""
VERB = "00002 31 v 02 learn 0 study 1 000 02 + 02 00 + 08 00 | get to know\n"
INDEX_NOUN = "pupil n 2 1 + 2 1 00009 00001\n"
INDEX_VERB = "learn v 1 0 1 1 00002\n"
SYNLEX = "ISO-8859-1\nelev|1\n|lärjunge|Adept\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A WordNet of two meanings and a Synlex of one word."""
    for name in ("noun", "verb", "adj", "adv"):
        (tmp_path / f"data.{name}").write_text("", encoding="latin-1")
        (tmp_path / f"index.{name}").write_text("", encoding="latin-1")
    (tmp_path / "data.noun").write_text(NOUN, encoding="latin-1")
    (tmp_path / "data.verb").write_text(VERB, encoding="latin-1")
    (tmp_path / "index.noun").write_text(INDEX_NOUN, encoding="latin-1")
    (tmp_path / "index.verb").write_text(INDEX_VERB, encoding="latin-1")
    (tmp_path / "synlex").write_text(SYNLEX, encoding="latin-1")
    monkeypatch.setattr(thesauri, "WORDNET", tmp_path)
    monkeypatch.setattr(thesauri, "SYNLEX", tmp_path / "synlex")
    return tmp_path


def test_a_pair_weighs_by_how_common_its_senses_are(folder: Path) -> None:
    found = thesauri.nearly_the_same()
    pupil, learn = ("en", "pupil"), ("en", "learn")
    assert found[pupil, learn] == found[learn, pupil] == pytest.approx(1 / 2)
    assert found[pupil, ("en", "school_child")] == pytest.approx(1 / 2 / 6)
    assert (pupil, ("en", "study")) not in found
    assert found[("sv", "adept"), ("sv", "elev")] == 1


def test_a_missing_thesaurus_is_told_with_its_package(folder: Path) -> None:
    (folder / "synlex").unlink()
    with pytest.raises(SystemExit, match="install the Debian package mythes-sv"):
        thesauri.nearly_the_same()
