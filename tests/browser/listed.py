"""What the list of projects shows, read from the page, and what it should show, counted anew."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

from playwright.sync_api import Page

LISTS = {"fi": "hankkeet/index.html", "sv": "sv/projekt/index.html", "en": "en/projects/index.html"}
Words = dict[str, list[str]]
"""Words of a row or of a choice by facet."""


def shown(page: Page) -> list[str]:
    """Ids of the rows in sight, in their order."""
    found: list[str] = page.locator("#projects tbody tr:not([hidden])").evaluate_all(
        "rows => rows.map(row => row.dataset.id)"
    )
    return found


def all_rows(page: Page) -> dict[str, Words]:
    """Id of every row, seen or not → its words by facet."""
    found: dict[str, Words] = page.evaluate(
        """() => {
          const boxes = [...document.querySelectorAll("[data-facet]")];
          const names = boxes.map(box => box.dataset.facet);
          return Object.fromEntries([...document.querySelectorAll("#projects tbody tr")].map(row =>
            [row.dataset.id, Object.fromEntries(names.map(name =>
              [name, row.dataset[name].split(" ").filter(Boolean)]))]));
        }"""
    )
    return found


def counts(page: Page) -> dict[tuple[str, str], int]:
    """(facet, word) → the number that stands beside it."""
    found = page.locator("[data-facet] li").evaluate_all(
        """lines => lines.map(line => [line.querySelector("input").name,
          line.querySelector("input").value, Number(line.querySelector(".n").textContent)])"""
    )
    return {(facet, word): number for facet, word, number in found}


def fits(row: Words, choice: Mapping[str, Sequence[str]]) -> bool:
    """Whether a row has, in each facet of the choice, at least one of the chosen words."""
    return all(set(row[facet]) & set(words) for facet, words in choice.items())


def expected_counts(rows: Mapping[str, Words], choice: Words) -> dict[tuple[str, str], int]:
    """(facet, word) → rows that have it and fit the choice in every other facet, one by one."""
    pairs = {(facet, word) for row in rows.values() for facet in row for word in row[facet]}
    found = {}
    for facet, word in pairs:
        others = {name: words for name, words in choice.items() if name != facet}
        found[facet, word] = sum(word in row[facet] and fits(row, others) for row in rows.values())
    return found


def some_choices(boxes: Iterable[tuple[str, str]], count: int) -> list[Words]:
    """Choices of one to three facets with one or two words each, the same in every run."""
    dice = random.Random(5)
    words: dict[str, list[str]] = {}
    for facet, word in sorted(boxes):
        words.setdefault(facet, []).append(word)
    choices = []
    for _ in range(count):
        facets = dice.sample(sorted(words), dice.randint(1, 3))
        choices.append(
            {
                name: dice.sample(words[name], min(len(words[name]), dice.randint(1, 2)))
                for name in facets
            }
        )
    return choices


def query(choice: Words) -> str:
    """The choice as the query of an address."""
    return urlencode({facet: ",".join(words) for facet, words in choice.items()}, safe=",")
