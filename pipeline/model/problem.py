"""What is wrong, where, and the next move: the one shape of an error in this project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One fault of the input: a sentence, its place, and what to do about it."""

    file: str
    row: int
    field: str
    what: str
    move: str

    def __str__(self) -> str:
        place = self.file + (f", row {self.row}" if self.row else "")
        place += f", field {self.field}" if self.field else ""
        return f"{place}: {self.what}; {self.move}."


def known_from(files: Iterable[str]) -> str:
    """Part of a sentence that tells which raw files know more of the subject; "" without files."""
    names = ", ".join(files)
    return f"what else is known stands in {names}" if names else ""


class BadInputError(Exception):
    """The input cannot be built; carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[BadInputError], tuple[list[Problem]]]:
        """How it travels from one process to another: with its problems, not their text."""
        return BadInputError, (self.problems,)


class Problems:
    """Collects problems, so that a maintainer mends them all in one go."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, file: str, row: int, field: str, what: str, move: str) -> None:
        """Note one problem; `row` counts from 1 at the header, 0 means the whole file."""
        self.found.append(Problem(file, int(row), field, what, move))

    def stop(self) -> None:
        """Raise BadInputError if anything was noted."""
        if self.found:
            raise BadInputError(self.found)
