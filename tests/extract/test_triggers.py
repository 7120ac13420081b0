"""Rules that are tried only where their letters stand."""

from __future__ import annotations

import re

import pytest

from pipeline.extract import Tools
from pipeline.extract.triggers import Triggers, needed_letters, parts_of
from tests.extract.test_reading import SENTENCES


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("avustu\\w* (?:haku|hakemus)", {"avustu"}),
        ("\\b(?:haku|hakemus)\\b", {"haku", "hakemus"}),
        ("(?:avustusta )?sai", {"sai"}),
        ("(?:avustusta){2}", {"avustusta"}),
        ("(?!tuki)|tuki", set()),
        ("a.b|kunta", set()),
    ],
)
def test_letters_that_any_match_has(pattern: str, letters: set[str]) -> None:
    assert needed_letters(re.compile(pattern)) == letters


def test_rules_keep_their_order_and_need_all_patterns() -> None:
    rules = [("kunta", "sai"), ("kunta", "haki"), ("kunta|sai", "")]
    triggers = Triggers(rules, lambda rule: tuple(map(re.compile, rule)))
    assert list(triggers.of(parts_of("kunta sai tukea"))) == [rules[0], rules[2]]


def test_no_rule_is_kept_from_a_text_that_it_matches(tools: Tools) -> None:
    facts = tools.phrases.facts
    triggers = Triggers(facts, lambda rule: (rule.pattern, rule.within))
    fitting = 0
    for text in SENTENCES.read_text(encoding="utf-8").lower().split("\n"):
        tried = set(map(id, triggers.of(parts_of(text))))
        able = {
            id(rule) for rule in facts if rule.pattern.search(text) and rule.within.search(text)
        }
        assert able <= tried
        fitting += len(able)
    assert fitting
