"""Floor 3: compare the tables with the schema and with each other, and complain."""

from pipeline.check.catalogue import LEVELS
from pipeline.check.evidence import Evidence
from pipeline.check.findings import (
    at_or_above,
    checks_table,
    find,
    raw_problems,
    stop_on_errors,
)
from pipeline.check.integrity import check_tables
from pipeline.check.quality import quality

__all__ = [
    "LEVELS",
    "Evidence",
    "at_or_above",
    "check_tables",
    "checks_table",
    "find",
    "quality",
    "raw_problems",
    "stop_on_errors",
]
