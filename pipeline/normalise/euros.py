"""Floor 2: sums and percentages as written -> whole euros and per cents with their qualifier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from pipeline.normalise.words import MARK, NUMBER, WORD, Token, tokens, word_map
from pipeline.vocabulary import Vocabulary

_MOST = Decimal(10) ** 13
_DASHES = {"-", "–", "—", "\u2212", "\u2010", "\u2011"}
_LONGEST_PHRASE = 4


@dataclass(frozen=True)
class Euros:
    """One sum of money found in a text."""

    eur: int
    """Whole euros."""
    qualifier: str
    """"" (as an exact value), max, over, under, about, or rounded (decimals of a million)."""
    flagged: bool
    """A person should look: a misspelt qualifier, no unit, or a comma between thousands."""
    start: int
    end: int
    part: str = ""
    """low or high where the sum is one end of a range."""


@dataclass(frozen=True)
class Percent:
    """One percentage found in a text; `percent` is a plain decimal numeral such as 85 or 12.5."""

    percent: str
    qualifier: str
    start: int
    end: int


@dataclass(frozen=True)
class _Amount:
    """A number with what stands before it: index of the first token, value, qualifier."""

    first: int
    number: int
    value: Decimal
    qualifier: str
    flagged: bool


class EuroReader:
    """Reads sums and percentages; made by euro_reader from the word lists."""

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        self._units = {word: Decimal(value) for word, value in words["unit"].items()}
        self._scales = {word: Decimal(value) for word, value in words["scale"].items()}
        self._numbers = {word: Decimal(value) for word, value in words["number"].items()}
        self._qualifiers = words["qualifier"]
        self._misspelt = words["misspelling"]
        self._fillers = words["filler"]
        self._percents = words["percent"]
        self._per_head = words["per head"]

    def find(self, text: str) -> list[Euros]:
        """Every sum in the text in order; a bare number without unit or scale is not a sum."""
        items = tokens(text)
        found: list[Euros] = []
        done = -1
        for index, token in enumerate(items):
            if index <= done or token.kind != WORD:
                continue
            sums, last = self._sums_at(items, index, done)
            found += sums
            done = last if sums else done
        return found

    def parse(self, text: str) -> Euros | None:
        """The one sum that the text is; a bare number counts as euros; None if there is none."""
        found = self.find(text)
        if found:
            return found[0] if len(found) == 1 else None
        items = tokens(text)
        numbers = [index for index, token in enumerate(items) if token.kind == NUMBER]
        if len(numbers) != 1 or numbers[0] != len(items) - 1:
            return None
        amount = self._before(items, len(items), -1)
        if amount is None or amount.first != 0:
            return None
        return _euros(amount, Decimal(1), items[0].start, items[-1].end, False)

    def percents(self, text: str) -> list[Percent]:
        """Every percentage in the text in order."""
        items = tokens(text)
        found = []
        for index, token in enumerate(items):
            if token.text.lower() not in self._percents:
                continue
            amount = self._before(items, index, -1)
            if amount is not None and 0 <= amount.value <= 1000:
                value = format(amount.value.normalize(), "f")
                found.append(Percent(value, amount.qualifier, items[amount.first].start, token.end))
        return found

    def _sums_at(self, items: Sequence[Token], index: int, done: int) -> tuple[list[Euros], int]:
        """The sum whose unit or scale word stands at `index`, with the low end of its range."""
        word = items[index].text
        if word.lower() in self._units:
            return self._with_unit(items, index, index, done)
        if word.lower() not in self._scales:
            return [], done
        unit = self._after_scale(items, index)
        return self._with_unit(items, index + 1, unit, done)

    def _after_scale(self, items: Sequence[Token], index: int) -> int:
        """Index of the unit after a scale word (a full stop may stand between), or -1."""
        for place in (index + 1, index + 2):
            if place < len(items) and items[place].text.lower() in self._units:
                return place
            if place < len(items) and items[place].text != ".":
                break
        return -1

    def _with_unit(
        self, items: Sequence[Token], end: int, unit: int, done: int
    ) -> tuple[list[Euros], int]:
        if unit >= 0 and self._is_rate(items, unit):
            return [], done
        amount = self._before(items, end, done)
        last = unit if unit >= 0 else end - 1
        if amount is None and unit >= 0 and unit == end:
            return self._unit_first(items, unit)
        if amount is None:
            return [], done
        if unit < 0 and not self._stands_alone(items, end):
            return [], done
        per_unit = self._units[items[unit].text.lower()] if unit >= 0 else Decimal(1)
        return self._range(items, amount, per_unit, last, unit < 0, done), last

    def _unit_first(self, items: Sequence[Token], unit: int) -> tuple[list[Euros], int]:
        """`EUR 9.69 million` and `€ 850 000`: the unit, the number, perhaps a scale word."""
        number = unit + 1
        if number >= len(items) or items[number].kind != NUMBER:
            return [], unit
        last = number
        scale = Decimal(1)
        after = items[number + 1].text.lower() if number + 1 < len(items) else ""
        if after in self._scales:
            last, scale = number + 1, self._scales[after]
        value = _value(items[number].text, scale > 1) * scale
        qualifier, first, flagged = self._qualifier(items, unit - 1, -1)
        rounded = "rounded" if scale > 1 and "." in items[number].text else ""
        amount = _Amount(first + 1, number, value, qualifier or rounded, flagged)
        found = _euros(amount, Decimal(1), items[amount.first].start, items[last].end, False)
        return ([found] if found else []), last

    def _range(
        self,
        items: Sequence[Token],
        amount: _Amount,
        per_unit: Decimal,
        last: int,
        no_unit: bool,
        done: int,
    ) -> list[Euros]:
        """The sum, and before it the low end where the number is the end of a range."""
        low = amount.number - 2
        is_range = (
            low > done
            and amount.first == amount.number
            and items[low + 1].text in _DASHES
            and items[low].kind == NUMBER
        )
        if not is_range:
            if _is_negative(items, amount):
                return []
            found = _euros(amount, per_unit, items[amount.first].start, items[last].end, no_unit)
            return [found] if found else []
        high = _value(items[amount.number].text, False)
        scale = amount.value / high if high else Decimal(1)
        qualifier, first, flagged = self._qualifier(items, low - 1, done)
        value = _value(items[low].text, scale > 1) * scale
        low_amount = _Amount(first + 1, low, value, qualifier, flagged)
        ends = (
            _euros(low_amount, per_unit, items[first + 1].start, items[low].end, no_unit, "low"),
            _euros(amount, per_unit, items[amount.first].start, items[last].end, no_unit, "high"),
        )
        return [end for end in ends if end]

    def _is_rate(self, items: Sequence[Token], unit: int) -> bool:
        """Is it so many euros for each inhabitant, month and the like?"""
        if unit + 2 >= len(items) or items[unit + 1].text != "/":
            return False
        return items[unit + 2].text.lower() in self._per_head

    def _stands_alone(self, items: Sequence[Token], end: int) -> bool:
        """A scale word without a unit is a sum only where no other noun follows it."""
        return end >= len(items) or items[end].kind == MARK

    def _before(self, items: Sequence[Token], end: int, done: int) -> _Amount | None:
        """The amount that ends just before the token `end`: qualifier, number, scale word."""
        place, scale, scaled = _without_ending(items, end - 1, done), Decimal(1), False
        if place > done and items[place].text == ".":
            place -= 1
        if place > done and items[place].text.lower() in self._scales:
            scale, scaled = self._scales[items[place].text.lower()], True
            place -= 1
        near, place, near_flag = self._qualifier(items, place, done)
        if place <= done:
            return self._one(place, scale, near, near_flag) if scaled else None
        token = items[place]
        if token.kind == NUMBER:
            number = _value(token.text, scaled)
        elif token.text.lower() in self._numbers:
            number = self._numbers[token.text.lower()]
        else:
            return self._one(place, scale, near, near_flag) if scaled else None
        far, first, far_flag = self._qualifier(items, place - 1, done)
        decimals = scaled and token.kind == NUMBER and ("," in token.text or "." in token.text)
        qualifier = near or far or ("rounded" if decimals else "")
        odd = token.kind == NUMBER and "," in token.text and not scaled and _odd(token.text)
        return _Amount(first + 1, place, number * scale, qualifier, near_flag or far_flag or odd)

    def _one(self, place: int, scale: Decimal, qualifier: str, flagged: bool) -> _Amount:
        """A scale word without a number: one of it."""
        return _Amount(place + 1, place + 1, scale, qualifier, flagged)

    def _qualifier(self, items: Sequence[Token], place: int, done: int) -> tuple[str, int, bool]:
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


def euro_reader(vocabulary: Vocabulary) -> EuroReader:
    """A reader of sums with the words of data/raw/vocabulary/value_words.csv."""
    roles = ("unit", "scale", "number", "qualifier", "misspelling", "filler", "percent", "per head")
    return EuroReader({role: word_map(vocabulary.value_words, role) for role in roles})


def _euros(
    amount: _Amount, per_unit: Decimal, start: int, end: int, no_unit: bool, part: str = ""
) -> Euros | None:
    total = amount.value * per_unit
    if not 0 <= total < _MOST:
        return None
    eur = int(total.to_integral_value(ROUND_HALF_EVEN))
    qualifier = amount.qualifier
    return Euros(eur, qualifier, amount.flagged or no_unit, start, end, part)


def _value(numeral: str, scaled: bool) -> Decimal:
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


def _odd(numeral: str) -> bool:
    """Is a comma used between thousands, which is neither Finnish nor Swedish?"""
    return len(numeral.rsplit(",", 1)[1]) == 3


def _is_negative(items: Sequence[Token], amount: _Amount) -> bool:
    before = amount.first - 1
    if before < 0 or items[before].text not in _DASHES:
        return False
    touches = items[before].end == items[amount.first].start
    free = before == 0 or items[before - 1].end < items[before].start
    return touches and free
