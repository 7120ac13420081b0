"""The catalogue of checks in words, read once from checks.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.schema import Words

LEVELS = ("error", "warning", "note")
"""How bad a finding is, the worst first."""
LAST = "findings"
"""The stage whose checks give findings; those of the other stages stop the build at once."""


@dataclass(frozen=True)
class Check:
    """One check: its level, what should hold, what a finding means and how to mend it."""

    check_id: str
    level: str
    group: str
    title: Words
    meaning: Words
    mend: Words
    stage: str = LAST
    say: str = "plain"
    counterpart: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Catalogue:
    """Every check by id, and the sentences that findings are told in."""

    checks: Mapping[str, Check]
    sentences: Mapping[str, Words]
    fields: Mapping[str, Words]
    """Names of fields as a sentence needs them, where they differ from the schema's."""


@cache
def catalogue() -> Catalogue:
    """The catalogue of the project (pipeline/checks.yml)."""
    path = Path(__file__).parents[1] / "checks.yml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    document = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 (safe)
    checks = {name: Check(name, **spec) for name, spec in document["checks"].items()}
    return Catalogue(checks, document["say"], document["fields"])
