"""Base forms of words that no list has, by how known words end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.language.words import NONE

_STEM = 3


class Guesses:
    """Endings of forms and what the base form ends in instead, the longest ending first."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self._rules = {
            row["ending"]: (int(row["cut"]), "" if row["add"] == NONE else row["add"])
            for row in rows
        }
        self._longest = max(map(len, self._rules), default=0)

    def base(self, form: str) -> str:
        """The likeliest base form; the form itself where no ending is known."""
        for size in range(min(self._longest, len(form) - _STEM), 0, -1):
            rule = self._rules.get(form[-size:])
            if rule and len(form) - rule[0] >= _STEM:
                cut, add = rule
                return form[: len(form) - cut] + add
        return form
