"""How well prior projects are found for ideas in three languages: `make bench-match`.

README.md beside this file says how the ideas were made and judged, and what their figures can tell;
RESULTS.md is written by this program.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.match.measure import RELEVANT, interval, ndcg, recall
from pipeline.match import (
    Corpus,
    Knowledge,
    asked,
    corpus,
    features,
    knowledge_of,
    project_corpus,
    ranked,
    suggested,
)
from pipeline.site.packages import read_packages

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SHARED = ROOT.parent / "shared/language/xling_topics.csv"
"""Topics in three languages that lie beside the repository on some machines only."""
LANGUAGES = ("fi", "sv", "en")
OWN = {"blind": "second", "third": "third", "fourth": "fourth", "fifth": "fifth"}
"""Parts whose ideas are judged against a pool of invented projects of their own."""
POOLS = {
    "first": "First pool of invented projects",
    "second": "Second pool of invented projects",
    "third": "Third pool of invented projects",
    "fourth": "Fourth pool of invented projects",
    "fifth": "Fifth pool of invented projects",
}
SAME, CROSS = "same language", "across languages"


@dataclass(frozen=True)
class Idea:
    """A wish of an applicant in three languages, and the judged texts (0-3)."""

    ident: str
    part: str
    texts: Mapping[str, str]
    judged: Mapping[str, int]


@dataclass(frozen=True)
class Outcome:
    """What came of one idea in one pair of languages; `found` is None where nothing exists."""

    pair: tuple[str, str]
    part: str
    ndcg: float | None
    recall: float | None
    suggested: bool
    uncut: float | None
    """nDCG@5 if something were suggested always."""


def outcomes(ideas: Iterable[Idea], among: Mapping[str, Corpus], known: Knowledge) -> list[Outcome]:
    """Every idea in every pair of languages."""
    found = []
    for idea in ideas:
        for mine, text in idea.texts.items():
            query = asked(text, mine, known)
            for theirs, texts in among.items():
                hits = ranked(query, texts, known)
                told = [hit.ident for hit in suggested(hits)]
                judged = idea.judged
                good = any(grade >= RELEVANT for grade in judged.values())
                found.append(
                    Outcome(
                        (mine, theirs),
                        idea.part,
                        ndcg(told, judged) if good else None,
                        recall(told, judged) if good else None,
                        bool(told),
                        ndcg([hit.ident for hit in hits], judged) if good else None,
                    )
                )
    return found


def ideas(column: str, pool: str = "first") -> list[Idea]:
    """The ideas of a pool with a counterpart in this judgement column, and those that have none."""
    found = []
    for row in _rows(HERE / "ideas.csv"):
        if OWN.get(row["part"], "first") != pool:
            continue
        judged = {
            ident: int(grade)
            for ident, _, grade in (word.partition(":") for word in row[column].split())
        }
        none_anywhere = not row["judged_synthetic"] and not row["judged_real"]
        if none_anywhere or any(grade >= RELEVANT for grade in judged.values()):
            texts = {language: row[f"text_{language}"] for language in LANGUAGES}
            found.append(Idea(row["idea_id"], row["part"], texts, judged))
    return found


def synthetic(known: Knowledge, pool: str = "first") -> dict[str, Corpus]:
    """The invented projects of a pool, in one language each time."""
    rows = [row for row in _rows(HERE / "projects.csv") if row["pool"] == pool]
    return {
        language: corpus(
            {row["id"]: features(row[f"text_{language}"], language, known) for row in rows}
        )
        for language in LANGUAGES
        if all(row[f"text_{language}"] for row in rows)
    }


def topics(known: Knowledge) -> tuple[list[Idea], dict[str, Corpus]]:
    """The topics beside the repository: a query and a document each."""
    rows = _rows(SHARED)
    asked = [
        Idea(row["key"], "topics", {lang: row[f"q_{lang}"] for lang in LANGUAGES}, {row["key"]: 3})
        for row in rows
    ]
    texts = {
        lang: corpus({row["key"]: features(row[f"doc_{lang}"], lang, known) for row in rows})
        for lang in LANGUAGES
    }
    return asked, texts


def known_now() -> Knowledge:
    """The vocabulary as published."""
    return knowledge_of(read_packages(ROOT / "data/published").tables)


def by_pool(known: Knowledge) -> dict[str, list[Outcome]]:
    """What came of the ideas of each pool of invented projects."""
    return {
        pool: outcomes(ideas("judged_synthetic", pool), synthetic(known, pool), known)
        for pool in POOLS
    }


def measured(pools: Mapping[str, list[Outcome]], known: Knowledge) -> str:
    """The measures of every set of the repository as a page of tables."""
    projects = read_packages(ROOT / "data/published").tables["projects"]
    real = {"all": project_corpus(projects, known)}
    asked_all = [idea for pool in POOLS for idea in ideas("judged_real", pool)]
    together = [replace(one, part="all") for found in pools.values() for one in found]
    tables = [table("All invented projects", together)]
    tables += [table(POOLS[pool], found) for pool, found in pools.items()]
    return "\n".join([*tables, table("Projects of the data", outcomes(asked_all, real, known))])


def main() -> None:
    """Write RESULTS.md and print it, with the topics that lie beside the repository."""
    known = known_now()
    (HERE / "RESULTS.md").write_text(HEAD + measured(by_pool(known), known), encoding="utf-8")
    print((HERE / "RESULTS.md").read_text(encoding="utf-8"))
    if SHARED.exists():
        judged, texts = topics(known)
        absent = [idea for idea in ideas("judged_synthetic") if not idea.judged]
        print(table("Topics beside the repository", outcomes([*judged, *absent], texts, known)))


HEAD = """# How well matching finds

Written by `make bench-match`; [README.md](README.md) says what the parts are. In brackets, where
95 % of samples of the same ideas would fall.

"""


def table(name: str, found: list[Outcome]) -> str:
    """Measures by part and by pair of languages, in Markdown."""
    heads = ("", "nDCG@5", "R@5", "absent ideas told", "nDCG@5 without a lowest score")
    lines = [f"## {name}\n", f"| {' | '.join(heads)} |", "| --- " * len(heads) + "|"]
    for part in dict.fromkeys(one.part for one in found):
        for kind in (SAME, CROSS):
            rows = [one for one in found if one.part == part and _kind(one) == kind]
            lines += [f"| {part}, {kind} | {_cells(rows)} |"] if rows else []
    for pair in dict.fromkeys(one.pair for one in found):
        rows = [one for one in found if one.pair == pair]
        lines.append(f"| {pair[0]} → {pair[1]} | {_cells(rows)} |")
    return "\n".join(lines) + "\n"


def _kind(one: Outcome) -> str:
    return SAME if one.pair[0] == one.pair[1] else CROSS


def _cells(rows: list[Outcome]) -> str:
    ndcgs = [one.ndcg for one in rows if one.ndcg is not None]
    recalls = [one.recall for one in rows if one.recall is not None]
    told = [float(not one.suggested) for one in rows if one.ndcg is None]
    uncut = [one.uncut for one in rows if one.uncut is not None]
    return " | ".join(_mean(values) for values in (ndcgs, recalls, told, uncut))


def _mean(values: list[float]) -> str:
    if not values:
        return ""
    low, high = interval(values)
    return f"{sum(values) / len(values):.2f} ({low:.2f}–{high:.2f})"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main()
