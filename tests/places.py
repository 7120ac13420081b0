"""Where things stand in the repository."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PIPELINE = ROOT / "pipeline"
RAW = ROOT / "data/raw"
PUBLISHED = ROOT / "data/published"
GOLDEN = ROOT / "tests/golden"
STANDARDS = ROOT / "tests/standards"
"""Schemas of published standards; README.md there tells whose they are."""
SHARED = ROOT.parent / "shared"
"""The papers that the data were transcribed from; beside the repository on some machines only."""
SCRIPT = Path(sys.executable).with_name("digiavustukset")
