"""The numbers of the current edition as Markdown, for the README."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from pipeline.model import BadInputError, Problem


def numbers_lines(data: Path) -> list[str]:
    """Lines of a Markdown table made from the published packages under `data`.

    Raises BadInputError if the packages are not there.
    """
    try:
        version = json.loads((data / "grants/datapackage.json").read_text(encoding="utf-8"))
        coverage = _rows(data / "grants/coverage.csv")
        counts = {
            name: len(_rows(data / f"grants/{name}.csv"))
            for name in ("projects", "sources", "statements")
        }
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise BadInputError([Problem(str(data), 0, "", what, "run digiavustukset build")]) from None
    stated = sum(int(row["stated_grants"] or 0) for row in coverage)
    head = (
        f"Edition {version['version']}: {stated} grants stated in five calls, "
        f"{counts['projects']} project rows, {counts['statements']} statements from "
        f"{counts['sources'] - 1} documents and the editor."
    )
    table = ["| call | grants stated | rows here | itemised | recipient only | inferred |"]
    table.append("|---|---:|---:|---:|---:|---:|")
    for row in coverage:
        cells = [row["coverage_id"], row["stated_grants"] or "–", row["project_rows"]]
        cells += [row["itemised_projects"], row["recipient_only"], row["inferred_projects"]]
        table.append("| " + " | ".join(cells) + " |")
    return [head, "", *table]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))
