"""How well the reader of documents does: precision and recall per kind of fact.

Usage: python benchmarks/extract.py [--misses]. Two sets: the five documents of ../shared/sources
against the dossier (left out where ../shared is absent), and the documents written for this
project in tests/extract/documents against the truth beside each of them.
"""

from __future__ import annotations

import csv
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.extract import Extraction, Tools, extract, load_tools
from pipeline.extract.draft import Row
from pipeline.extract.known import load_known
from pipeline.extract.near_themes import NearThemes, near_themes
from pipeline.schema import schema
from tests.extract.make_documents import documents_in

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "tests" / "extract" / "documents"
TARGETS = ROOT / "tests" / "extract" / "targets.csv"
SHARED = ROOT.parent / "shared"
_FROM = re.compile(r"from line (\d+), characters (\d+)-(\d+)")

Fact = dict[str, str]


@dataclass
class Score:
    """Counts per field: told by the truth, found, and drafted without being true."""

    told: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    questions: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the told facts that were found."""
        return self.found.total() / max(1, self.told.total())

    @property
    def precision(self) -> float:
        """Share of the drafted facts that are true; open questions are not counted."""
        return self.found.total() / max(1, self.found.total() + self.wrong.total())

    def add(self, other: Score) -> None:
        """Take the counts of another document in."""
        self.told += other.told
        self.found += other.found
        self.wrong += other.wrong
        self.questions += other.questions
        self.misses += other.misses


@dataclass
class Proposals:
    """How many terms of known theme got a right, a wrong or no proposal."""

    right: int = 0
    wrong: int = 0
    none: int = 0

    @property
    def told(self) -> int:
        """All terms."""
        return self.right + self.wrong + self.none

    def add(self, near: NearThemes, term: str, themes: list[str]) -> None:
        """Count the proposal for a term that has any of these themes; none if it has none."""
        proposal = near.nearest(term)
        self.none += proposal is None
        self.right += proposal is not None and proposal.theme in themes
        self.wrong += proposal is not None and proposal.theme not in themes


def left_out_targets(tools: Tools) -> Proposals:
    """Each reviewed target of a call, in each language, as if it had not been reviewed."""
    known = load_known(tools.raw, "")
    texts = {text: english for text, english in known.wordings.items() if english in known.themes}
    found = Proposals()
    for left_out in sorted(set(texts.values())):
        others = {text: known.themes[e] for text, e in texts.items() if e != left_out}
        near = near_themes(tools.vocabulary, others, known.wordings)
        for text in (text for text, english in texts.items() if english == left_out):
            found.add(near, text, known.themes[left_out])
    return found


def new_targets(tools: Tools) -> Proposals:
    """Targets of invented calls with the themes that a person gave them."""
    known = load_known(tools.raw, "")
    texts = {text: known.themes[e] for text, e in known.wordings.items() if e in known.themes}
    near = near_themes(tools.vocabulary, texts, known.wordings)
    found = Proposals()
    for row in facts_of(TARGETS):
        found.add(near, row["term"], row["themes"].split())
    return found


def score(extraction: Extraction, truth: list[Fact], name: str) -> Score:
    """Compare one draft with its truth; subjects are paired by the facts they share."""
    rows = [row for row in extraction.rows if row.field]
    result = Score(Counter(fact["field"] for fact in truth))
    pairs = _paired(rows, truth, extraction)
    open_facts = list(truth)
    for row in rows:
        match = next((f for f in open_facts if _same(row, f, pairs, extraction)), None)
        if match is not None:
            open_facts.remove(match)
            result.found[row.field] += 1
        elif _is_question(row):
            result.questions += 1
        else:
            result.wrong[row.field] += 1
            place = f"{row.subject_id} {row.field} {row.as_written!r} = {row.value!r}"
            result.misses.append(f"{name}: not true: {place}")
    for fact in open_facts:
        place = f"{fact['subject_id']} {fact['field']} {fact['as_written']!r} = {fact['value']!r}"
        result.misses.append(f"{name}: missing: {place}")
    return result


def _is_question(row: Row) -> bool:
    wording = schema().fields[row.field].type == "wording"
    return row.status == "unresolved" and not wording


def _same(row: Row, fact: Fact, pairs: dict[str, str], extraction: Extraction) -> bool:
    return (
        row.field == fact["field"]
        and pairs.get(row.subject_id) == fact["subject_id"]
        and _alike(row, fact, extraction)
    )


def _alike(row: Row, fact: Fact, extraction: Extraction) -> bool:
    """The same value; for wordings and empty truth the same words or the same item."""
    kind = schema().fields[row.field].type
    if kind == "title" and fact["value"]:
        return row.value.casefold() == fact["value"].casefold()
    if kind != "wording" and fact["value"]:
        return row.value == fact["value"]
    mine, theirs = row.as_written.casefold(), fact["as_written"].casefold()
    return theirs in mine or mine in theirs or _in_item(row, theirs, extraction)


def _in_item(row: Row, token: str, extraction: Extraction) -> bool:
    place = _FROM.search(row.note)
    if place is None:
        return False
    line = extraction.document.text.split("\n")[int(place[1]) - 1]
    return token in line[int(place[2]) - 1 : int(place[3])].casefold()


def _paired(rows: list[Row], truth: list[Fact], extraction: Extraction) -> dict[str, str]:
    """Subject of the draft -> subject of the truth, those with most in common first."""
    common: Counter[tuple[str, str]] = Counter()
    for row in rows:
        for fact in truth:
            if row.field == fact["field"] and _alike(row, fact, extraction):
                same_id = row.subject_id == fact["subject_id"]
                common[row.subject_id, fact["subject_id"]] += 11 if same_id else 10
    pairs: dict[str, str] = {}
    for (mine, theirs), _ in sorted(common.items(), key=lambda item: (-item[1], item[0])):
        if mine not in pairs and theirs not in pairs.values():
            pairs[mine] = theirs
    return pairs


def own_set(tools: Tools, folder: Path = OWN) -> Iterator[tuple[str, Score]]:
    """(name, score) of each document of a folder, those made from text included."""
    with tempfile.TemporaryDirectory() as place:
        for path, truth in documents_in(folder, Path(place)):
            yield path.name, score(extract(path, tools), facts_of(truth), path.name)


def dossier_set(tools: Tools) -> Iterator[tuple[str, Score]]:
    """(name, score) of each original document; nothing where ../shared is absent."""
    if not (SHARED / "sources").is_dir():
        return
    statements = facts_of(SHARED / "dossier" / "statements.csv")
    for path in sorted((SHARED / "sources").glob("*.txt")):
        truth = [
            fact | {"as_written": fact["value_as_written"]}
            for fact in statements
            if fact["source_id"] == path.stem
        ]
        yield path.name, score(extract(path, tools, path.stem), truth, path.name)


def facts_of(path: Path) -> list[Fact]:
    """The rows of a file of truth."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def report(title: str, scores: list[tuple[str, Score]], misses: bool) -> Score:
    """Print the table of a set and give its total."""
    total = Score()
    for _, one in scores:
        total.add(one)
    print(f"\n{title}: {len(scores)} documents")
    print(f"{'field':<24}{'told':>6}{'found':>7}{'wrong':>7}{'recall':>8}{'precision':>11}")
    for name in sorted(total.told | total.wrong):
        told, found, wrong = total.told[name], total.found[name], total.wrong[name]
        recall = f"{found / told:.2f}" if told else "-"
        precision = f"{found / (found + wrong):.2f}" if found + wrong else "-"
        print(f"{name:<24}{told:>6}{found:>7}{wrong:>7}{recall:>8}{precision:>11}")
    print(f"{'all':<24}{total.told.total():>6}{total.found.total():>7}{total.wrong.total():>7}"
          f"{total.recall:>8.3f}{total.precision:>11.3f}")  # fmt: skip
    print(f"open questions beside these: {total.questions}")
    for miss in total.misses if misses else []:
        print(f"  {miss}")
    return total


def main() -> None:
    """Print both sets and how long they took."""
    misses = "--misses" in sys.argv
    start = time.perf_counter()
    tools = load_tools(ROOT / "data" / "raw")
    loaded = time.perf_counter()
    dossier = list(dossier_set(tools))
    if dossier:
        report("The five original documents against the dossier", dossier, misses)
    else:
        print("The five original documents are left out: ../shared is not here.")
    report("Documents of this project", list(own_set(tools)), misses)
    if "--blind" in sys.argv or not misses:
        report("Documents held back while tuning", list(own_set(tools, OWN / "blind")), misses)
        report("Documents written unseen", list(own_set(tools, OWN / "unseen")), misses)
    for title, found in (("left out", left_out_targets(tools)), ("new", new_targets(tools))):
        print(f"\nThemes of targets, {title}: {found.right} right, {found.wrong} wrong, "
              f"{found.none} left to a person")  # fmt: skip
    end = time.perf_counter()
    print(f"\nload {loaded - start:.1f} s, read {end - loaded:.1f} s")


if __name__ == "__main__":
    main()
