"""Numbers and sorted words as short texts, and files cut where a reader finds them by a key."""

from __future__ import annotations

import json
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress, pairwise
from operator import ne
from typing import TypeVar

import numpy as np

from pipeline.search.ordered import Numbers

BASE = 45
"""Digits of a packed number: 45 that end it and 45 that tell of more, the smallest first."""
_SIGNS = [chr(code) for code in range(35, 126) if code != ord("\\")]
_CODES = np.array([ord(sign) for sign in _SIGNS], np.uint8)
APART = "!"
"""Stands where numbers are no part of packed ones; no sign of them."""
FEW = 24
"""Numbers up to which plain ones are faster than arrays."""
_BITS, _SPARSE = 6, 16
"""Numbers that one sign tells of, and the share of all from which on this may be shorter."""
LONG = 16_000
"""Letters of JSON from which on answers and places are told in several files."""
_MOST_SHARED = 35
"""The most letters that one sign tells."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
T = TypeVar("T")
LAST = "\uffff"
"""Stands after every letter."""


def pack(numbers: Sequence[int] | Numbers) -> str:
    """Whole numbers from 0 on as a text that needs no escapes in JSON."""
    if len(numbers) <= FEW:
        return "".join(map(_sign, map(int, numbers)))
    rest = np.asarray(numbers, np.int64)
    digits = []
    live = np.ones(len(rest), bool)
    while live.any():
        more = rest >= BASE
        digits.append(np.where(live, rest % BASE + BASE * more, -1))
        live, rest = live & more, rest // BASE
    flat = np.stack(digits, axis=1).ravel()
    return str(_CODES[flat[flat >= 0]].tobytes(), "ascii")


def in_twos(numbers: Sequence[int] | Numbers, below: int) -> str:
    """Whole numbers below a bound as by `pack`, one for every two; 0 stands in for a missing one.

    Where one number is far the commonest, compressed signs of two take fewer bits.
    """
    held = np.asarray(numbers, np.int64)
    held = np.append(held, 0) if len(held) % 2 else held
    return pack(held[::2] * below + held[1::2])


def _sign(number: int) -> str:
    signs = ""
    while number >= BASE:
        signs += _SIGNS[BASE + number % BASE]
        number //= BASE
    return signs + _SIGNS[number]


def rising(numbers: Numbers, below: int) -> str:
    """Rising whole numbers below a bound: their steps as by `pack`, or a mark and a sign for every
    six numbers up to the bound, whichever is shorter."""
    told = pack(steps(numbers))
    if len(numbers) * _SPARSE < below:
        return told
    there = np.zeros(-(-below // _BITS) * _BITS, np.int64)
    there[numbers] = 1
    signs = _CODES[there.reshape(-1, _BITS) @ (1 << np.arange(_BITS))]
    return min(told, APART + str(signs.tobytes(), "ascii"), key=_compressed)


def _compressed(text: str) -> int:
    return len(zlib.compress(text.encode(), 6))


def column(numbers: Numbers) -> dict[str, object]:
    """{"d": texts, "r": how often each number comes again at once}, "r" where it makes it shorter.

    The first text of "d" holds the last digit of each number, the next the digit before it, 90
    digits in all: what is alike stands together.
    """
    starts = np.flatnonzero(np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)])
    plain: dict[str, object] = {"d": _planes(numbers)}
    again = np.diff(np.append(starts, len(numbers))) - 1
    runs: dict[str, object] = {"d": _planes(numbers[starts]), "r": _planes(again)}
    return min(plain, runs, key=lambda body: _compressed(as_json(body)))


def _planes(numbers: Numbers) -> list[str]:
    digits = [numbers % len(_SIGNS)]
    while (numbers := numbers // len(_SIGNS)).any():
        digits.append(numbers % len(_SIGNS))
    return [str(_CODES[own].tobytes(), "ascii") for own in digits]


def steps(numbers: Sequence[int] | Numbers) -> Numbers:
    """Each number less the one before it; of rising numbers, small ones."""
    held = np.asarray(numbers, np.int64)
    return held - np.concatenate([[0], held[:-1]]) if len(held) else held


def front_coded(words: Iterable[str]) -> str:
    """Words as |-separated pieces: how many letters the one before shares, then the rest."""
    pieces, before = [], ""
    for one in words:
        most = min(len(one), len(before), _MOST_SHARED)
        shared = next(compress(range(most), map(ne, one, before)), most)
        pieces.append(f"{shared:x}" if shared < 16 else chr(ord("g") + shared - 16))
        pieces[-1] += one[shared:]
        before = one
    return "|".join(pieces)


def as_json(body: object) -> str:
    """Compact JSON."""
    return _ENCODER.encode(body)


def target(size: int) -> int:
    """Bytes that a compressed file should have where all of them together have that size."""
    return max(1_500, min(3_900, size // 280))


class Cut:
    """Sorted keys cut into shards of about one size; a reader finds the shard of any key."""

    def __init__(self, keys: Sequence[str], sizes: Sequence[float], wanted: float) -> None:
        """`keys` in order, what each weighs, what a shard should weigh."""
        self.starts = [""]
        weight = 0.0
        for (before, key), size in zip(pairwise(["", *keys]), sizes, strict=True):
            if weight + size > wanted and weight and key != before:
                self.starts.append(_parting(before, key))
                weight = 0.0
            weight += size

    def of(self, key: str) -> int:
        """Number of the shard of a key."""
        return bisect_right(self.starts, key) - 1

    def span(self, front: str) -> range:
        """Numbers of the shards that words which begin so may be in."""
        return range(self.of(front), self.of(front + LAST) + 1)


def _parting(before: str, key: str) -> str:
    """The shortest beginning of the key that stands after the key before it."""
    return next(key[:size] for size in range(1, len(key) + 1) if key[:size] > before)


def ratio(texts: Iterable[str]) -> float:
    """How far a text like these is compressed."""
    body = "\n".join(texts).encode()[:2_000_000]
    return len(zlib.compress(body, 6)) / max(len(body), 1)


class Rolls:
    """Files of numbered things that follow one another, each file of about one size."""

    def __init__(self, letter: str, wanted: int, firsts: list[int]) -> None:
        """`firsts` is filled with the number of the first thing in each file."""
        self._letter, self._wanted, self._firsts = letter, wanted, firsts
        self._held: list[str] = []
        self._size = 0

    def add(self, number: int, body: str) -> Iterator[tuple[str, str]]:
        """Hold JSON of a thing; gives the file that is full."""
        if self._held and self._size + len(body) > self._wanted:
            yield from self.rest()
        if not self._held:
            self._firsts.append(number)
        self._held.append(body)
        self._size += len(body)

    def rest(self) -> Iterator[tuple[str, str]]:
        """The file of what is held."""
        if self._held:
            yield (
                f"{self._letter}{len(self._firsts) - 1}.json",
                f"[{','.join(self._held)}]",
            )
        self._held, self._size = [], 0


def sharded(
    letter: str,
    cut: Cut,
    rows: Iterable[tuple[T, Iterable[int]]],
    write: Callable[[list[T]], str],
) -> Iterator[tuple[str, str]]:
    """A file for each shard of a cut, from rows with the numbers of their shards."""
    held: list[list[T]] = [[] for _ in cut.starts]
    for row, numbers in rows:
        for number in numbers:
            held[number].append(row)
    for number, own in enumerate(held):
        yield f"{letter}{number}.json", write(own)
