"""Scores of the data on published yardsticks: the table quality, with what fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml
from rdflib import Graph

from pipeline.check.evidence import Evidence
from pipeline.check.measures import MEASURES, Items
from pipeline.check.portals import Terms, told
from pipeline.schema import LANGUAGES, Words, schema

_SHOWN = 12
"""How many failing items are printed one by one."""


@dataclass(frozen=True)
class Measure:
    """One measure: its framework, its highest score and its words."""

    framework: str
    points_max: int
    criterion: Words
    method: Words
    evidence: Words
    of: str = ""
    """Things of the catalogue that are looked at; "" if it is not the catalogue."""
    has: Terms = field(default_factory=dict)


def quality(evidence: Evidence, findings: pd.DataFrame, catalogue: Graph) -> pd.DataFrame:
    """Table quality from one build and the catalogue of its packages.

    Points are the highest score times the share of items that pass; a measure that cannot be
    taken offline has no points.
    """
    rows = []
    for ident, measure in _measures().items():
        items = None
        if measure.of:
            items = told(catalogue, measure.of, measure.has)
        elif ident in MEASURES:
            items = MEASURES[ident](evidence, findings)
        rows.append(_row(ident, measure, items))
    frame = pd.DataFrame(rows, columns=schema().tables["quality"].column_names)
    whole = dict.fromkeys(("passed", "assessed", "points_max"), "Int64")
    frame = frame.astype({**whole, "points": "Float64", "failing": "str"})
    frame["failing"] = frame["failing"].mask(frame["failing"] == "")
    return frame.sort_values("measure_id").reset_index(drop=True)


@cache
def _measures() -> Mapping[str, Measure]:
    path = Path(__file__).parents[1] / "quality.yml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    document = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 (safe)
    return {name: Measure(**spec) for name, spec in document.items()}


def _row(ident: str, measure: Measure, items: Items | None) -> dict[str, Any]:
    passed = assessed = points = None
    failing: list[str] = []
    if items is not None:
        passed, assessed, failing = items.passed, items.assessed, items.failing
        points = round(measure.points_max * passed / assessed, 1) if assessed else None
    words = {"passed": passed, "assessed": assessed}
    return {
        "measure_id": ident,
        "framework": measure.framework,
        "passed": passed,
        "assessed": assessed,
        "points": points,
        "points_max": measure.points_max,
        "failing": _listed(failing),
        **{f"criterion_{lang}": measure.criterion[lang] for lang in LANGUAGES},
        **{f"method_{lang}": measure.method[lang] for lang in LANGUAGES},
        **{f"evidence_{lang}": measure.evidence[lang].format(**words) for lang in LANGUAGES},
    }


def _listed(failing: Sequence[str]) -> str:
    more = len(failing) - _SHOWN
    return "; ".join(failing[:_SHOWN]) + (f"; … (+{more})" if more > 0 else "")
