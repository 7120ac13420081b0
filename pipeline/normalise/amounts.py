"""Floor 2: a number as written with what stands before it: qualifier, numeral, scale word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.normalise.words import NUMBER, WORD, Token

DASHES = frozenset({"-", "–", "—", "\u2212", "\u2010", "\u2011"})
_LONGEST_PHRASE = 4
_HALF = Decimal("0.5")


@dataclass(frozen=True)
class Amount:
    """A number with what stands before it: index of the first token, value, qualifier."""

    first: int
    number: int
    value: Decimal
    qualifier: str
    flagged: bool


class AmountReader:
    """Reads the amount that ends just before a token of a text."""

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        self.scales = {word: Decimal(value) for word, value in words["scale"].items()}
        self._numbers = {word: Decimal(value) for word, value in words["number"].items()}
        self._qualifiers = words["qualifier"]
        self._misspelt = words["misspelling"]
        self._fillers = words["filler"]
        self._ands = words["and"]

    def before(self, items: Sequence[Token], end: int, done: int) -> Amount | None:
        """The amount that ends just before the token `end`: qualifier, number, scale word."""
        place, scale, scaled = _without_ending(items, end - 1, done), Decimal(1), False
        if place > done and items[place].text == ".":
            place -= 1
        if place > done and items[place].text.lower() in self.scales:
            scale, scaled = self.scales[items[place].text.lower()], True
            place -= 1
        near, place, near_flag = self.qualifier(items, place, done)
        if place <= done:
            return self._one(place, scale, near, near_flag) if scaled else None
        token = items[place]
        if token.kind == NUMBER:
            number = value_of(token.text, scaled)
        elif token.text.lower() in self._numbers:
            number, place = self._word_number(items, place, done)
        else:
            return self._one(place, scale, near, near_flag) if scaled else None
        far, first, far_flag = self.qualifier(items, place - 1, done)
        decimals = scaled and token.kind == NUMBER and ("," in token.text or "." in token.text)
        qualifier = near or far or ("rounded" if decimals else "")
        odd = (
            token.kind == NUMBER and "," in token.text and not scaled and has_odd_comma(token.text)
        )
        return Amount(first + 1, place, number * scale, qualifier, near_flag or far_flag or odd)

    def _word_number(self, items: Sequence[Token], place: int, done: int) -> tuple[Decimal, int]:
        """(value, index of its first token) of a number in words: "puoli", "kaksi ja puoli"."""
        number = self._numbers[items[place].text.lower()]
        for joint in (place - 1, place - 2):
            if number != _HALF or joint - 1 <= done or items[joint].text.lower() not in self._ands:
                continue
            whole = items[joint - 1]
            if whole.kind == NUMBER:
                return value_of(whole.text, True) + number, joint - 1
            if whole.text.lower() in self._numbers:
                return self._numbers[whole.text.lower()] + number, joint - 1
        return number, place

    def _one(self, place: int, scale: Decimal, qualifier: str, flagged: bool) -> Amount:
        """A scale word without a number: one of it."""
        return Amount(place + 1, place + 1, scale, qualifier, flagged)

    def qualifier(self, items: Sequence[Token], place: int, done: int) -> tuple[str, int, bool]:
        """(qualifier, index before it, misspelt) of the words that end at `place`.

        Filler words are passed over only where a qualifier stands before them.
        """
        start = place
        while place > done and start - place < _LONGEST_PHRASE:
            for size in (3, 2, 1):
                first = place - size + 1
                if first <= done:
                    continue
                phrase = " ".join(token.text.lower() for token in items[first : place + 1])
                phrase = phrase.removesuffix(" .")
                if phrase in self._qualifiers:
                    return self._qualifiers[phrase], first - 1, phrase in self._misspelt
            if items[place].text.lower() not in self._fillers:
                break
            place -= 1
        return "", start, False


def value_of(numeral: str, scaled: bool) -> Decimal:
    """The number of a numeral; a group of three digits is thousands unless a scale follows."""
    plain = "".join(char for char in numeral if char.isdecimal() or char in ".,")
    last = max(plain.rfind("."), plain.rfind(","))
    if last < 0:
        return Decimal(plain)
    decimals = plain[last + 1 :]
    whole = plain[:last].replace(".", "").replace(",", "")
    several = plain.count(plain[last]) > 1
    if several or (len(decimals) == 3 and not scaled):
        return Decimal(whole + decimals)
    return Decimal(f"{whole or '0'}.{decimals}")


def _without_ending(items: Sequence[Token], place: int, done: int) -> int:
    """The place of the numeral where a case ending stands after it, as in "850 000:n"."""
    ended = place - 2 > done and items[place].kind == WORD and items[place - 1].text == ":"
    return place - 2 if ended and items[place - 2].kind == NUMBER else place


def has_odd_comma(numeral: str) -> bool:
    """Is a comma used between thousands, which is neither Finnish nor Swedish?"""
    return len(numeral.partition(",")[2]) >= 3


def is_negative(items: Sequence[Token], amount: Amount) -> bool:
    """Does a minus sign stand at the amount?"""
    before = amount.first - 1
    if before < 0 or items[before].text not in DASHES:
        return False
    touches = items[before].end == items[amount.first].start
    free = before == 0 or items[before - 1].end < items[before].start
    return touches and free
