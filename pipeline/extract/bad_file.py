"""A document that cannot be read: what is wrong and the next move, without its place yet."""

from __future__ import annotations


class BadFileError(Exception):
    """`what` is wrong with a file and the next `move`; the caller knows the file's name."""

    def __init__(self, what: str, move: str) -> None:
        self.what = what
        self.move = move
        super().__init__(f"{what}; {move}")
