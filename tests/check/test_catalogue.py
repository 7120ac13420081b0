"""checks.yml: every check in three languages, with a function if it is one that finds."""

from __future__ import annotations

import pytest

from pipeline.check import findings
from pipeline.check.catalogue import LAST, LEVELS, Check, catalogue
from pipeline.check.evidence import RULES
from pipeline.schema import LANGUAGES, schema

CHECKS = list(catalogue().checks.values())
AT_LEAST = {
    "keys and references": {"key-unique", "reference-found", "required-present"},
    "dates in order": {"call-dates-order", "project-dates-order", "project-past-limit"},
    "amounts within range and share": {
        "amount-outside-range",
        "share-over-limit",
        "amount-over-share",
    },
    "totals against what is stated": {"grants-over-stated", "grants-missing", "euros-missing"},
    "projects per recipient as stated": {"award-count-differs"},
    "joint-only calls": {"joint-without-partner"},
    "ceilings told as grants": {"ceiling-told-as-grant"},
    "excluded subjects": {"excluded-subject"},
    "municipality at the date": {"municipality-not-valid"},
    "language of text": {"language-doubtful"},
    "near duplicates": {"near-duplicate"},
    "sources without archive": {"source-without-archive"},
    "as written": {"as-written-differs"},
    "vocabulary laws": {"alias-twice", "alias-equals-name", "vocabulary-order", "text-untidy"},
    "personal data": {"personal-data", "private-note"},
    "stale corrections": {"correction-stale"},
    "envelopes": {"envelope-low", "envelope-high"},
    "360Giving": {
        "title-too-long",
        "date-implausible",
        "amount-zero",
        "id-shape",
        "place-missing",
        "recipient-missing",
        "title-missing",
    },
}
"""What issue 4 asks for → the checks that do it."""


def test_every_check_that_finds_has_its_function_and_no_function_is_left_over() -> None:
    assert findings.ROOMS
    assert {check.check_id for check in CHECKS if check.stage == LAST} == RULES.keys()


@pytest.mark.parametrize("topic", AT_LEAST)
def test_what_was_asked_for_is_there(topic: str) -> None:
    assert AT_LEAST[topic] - catalogue().checks.keys() == set()


@pytest.mark.parametrize("check", CHECKS, ids=[check.check_id for check in CHECKS])
def test_a_check_speaks_three_languages(check: Check) -> None:
    for words in (check.title, check.meaning, check.mend):
        assert tuple(words) == LANGUAGES
        assert len(set(words.values())) == 3
        assert all(text.endswith(".") and text.strip() == text for text in words.values())
    categories = schema().categories
    assert check.level in LEVELS
    assert check.group in categories["check_group"]
    assert check.stage in categories["check_stage"]
    assert check.stage == LAST or check.level == "error"
    assert check.say in catalogue().sentences


def test_sentences_speak_three_languages_and_use_known_words() -> None:
    for words in catalogue().sentences.values():
        assert tuple(words) == LANGUAGES
        for text in words.values():
            assert text.format(subject="s", field="f", value="v", other="o")
