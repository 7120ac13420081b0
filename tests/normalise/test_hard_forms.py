"""Forms written down from knowledge of the language, not from our rules: the hard ones."""

from __future__ import annotations

import csv
from pathlib import Path

from pipeline.normalise.names import names_from
from pipeline.vocabulary import LEXICON, load_vocabulary

HERE = Path(__file__).parent
RAW = HERE.parents[1] / "data" / "raw"


def test_hard_forms_lead_to_their_municipality_and_traps_to_none() -> None:
    names = names_from(load_vocabulary(RAW, LEXICON))
    with (HERE / "hard_forms.csv").open(encoding="utf-8", newline="") as lines:
        wanted = {row["form"]: row["name_fi"] for row in csv.DictReader(lines)}
    assert len(wanted) > 650
    found = {form: names.resolve(form) for form in wanted}
    towns = {f: m.name_fi if m.kind == "municipality" else "" for f, m in found.items()}
    assert towns == wanted


def test_hard_sentences_hold_the_municipalities_they_name_and_no_others() -> None:
    names = names_from(load_vocabulary(RAW, LEXICON))
    with (HERE / "hard_sentences.csv").open(encoding="utf-8", newline="") as lines:
        wanted = {row["sentence"]: row["names_fi"].split() for row in csv.DictReader(lines)}
    assert len(wanted) > 40
    found = {
        sentence: [m.name_fi for m in names.find(sentence) if m.kind == "municipality"]
        for sentence in wanted
    }
    assert found == wanted
