"""Floor 2: names that stand in one list, such as "Hollolan, Janakkalan ja Pirkkalan kunnille"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from pipeline.normalise.forms import Form


class Member(NamedTuple):
    """One name of a list: the indices of its first and last word, and its form if it is known."""

    first: int
    last: int
    form: Form | None


def chains(members: Iterable[Member], linked: Callable[[int, int], bool]) -> Iterator[list[Member]]:
    """The members split where two neighbours do not stand in one list.

    `linked` is asked with the index of the last word of one and the first word of the next.
    """
    chain: list[Member] = []
    for member in members:
        if chain and not linked(chain[-1].last, member.first):
            yield chain
            chain = []
        chain.append(member)
    if chain:
        yield chain
