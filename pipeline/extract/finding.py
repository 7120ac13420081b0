"""One fact as found, before it becomes a row of a draft."""

from __future__ import annotations

from typing import NamedTuple

UNRESOLVED = "unresolved"


class Finding(NamedTuple):
    """One fact of one subject, with its place in the document."""

    subject: str
    """Key of the subject inside this document: "round 0", "round 1", "year", "project 3"."""
    field: str
    """Field of the schema; empty if nobody knows yet what the token is."""
    start: int
    end: int
    value: str
    qualifier: str = ""
    certainty: str = "stated"
    confidence: float = 0.9
    status: str = ""
    """UNRESOLVED if a person must decide; otherwise empty."""
    note: str = ""

    @property
    def unresolved(self) -> bool:
        """True if a person must decide."""
        return self.status == UNRESOLVED
