"""Floor 2: sums and percentages as written -> whole euros and per cents with their qualifier."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from pipeline.normalise.amounts import (
    DASHES,
    Amount,
    AmountReader,
    is_negative,
    value_of,
)
from pipeline.normalise.words import MARK, NUMBER, WORD, Token, alternatives, tokens, word_map
from pipeline.vocabulary import Vocabulary

_MOST = Decimal(10) ** 13


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


class EuroReader:
    """Reads sums and percentages; made by euro_reader from the word lists."""

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        self._units = {word: Decimal(value) for word, value in words["unit"].items()}
        self._amounts = AmountReader(words)
        self._percents = words["percent"]
        self._per_head = words["per head"]
        self._signs = frozenset([*words["unit"], *words["scale"]])
        self._share_ends = frozenset(word.split()[-1] for word in words["percent"])
        signs = alternatives(self._signs)
        self._has_sum = re.compile(rf"(?<![^\W\d_]){signs}(?![^\W\d_])", re.I)
        self._has_share = re.compile(alternatives(words["percent"]), re.I)

    def find(self, text: str) -> list[Euros]:
        """Every sum in the text in order; a bare number without unit or scale is not a sum."""
        if not self._has_sum.search(text):
            return []
        items = tokens(text)
        found: list[Euros] = []
        done = -1
        for index, token in enumerate(items):
            if index <= done or token.kind != WORD or token.text.lower() not in self._signs:
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
        amount = self._amounts.before(items, len(items), -1)
        if amount is None or amount.first != 0:
            return None
        return _euros(amount, Decimal(1), items[0].start, items[-1].end, False)

    def percents(self, text: str) -> list[Percent]:
        """Every percentage in the text in order."""
        if not self._has_share.search(text):
            return []
        items = tokens(text)
        found = []
        for index, token in enumerate(items):
            if token.text.lower() not in self._share_ends:
                continue
            first = index - 1
            two = f"{items[first].text} {token.text}".lower() if index else ""
            if two not in self._percents:
                first = index
            if first == index and token.text.lower() not in self._percents:
                continue
            amount = self._amounts.before(items, first, -1)
            if amount is not None and 0 <= amount.value <= 1000:
                value = format(amount.value.normalize(), "f")
                found.append(Percent(value, amount.qualifier, items[amount.first].start, token.end))
        return found

    def _sums_at(self, items: Sequence[Token], index: int, done: int) -> tuple[list[Euros], int]:
        """The sum whose unit or scale word stands at `index`, with the low end of its range."""
        word = items[index].text
        if word.lower() in self._units:
            return self._with_unit(items, index, index, done)
        if word.lower() not in self._amounts.scales:
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
        amount = self._amounts.before(items, end, done)
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
        if after in self._amounts.scales:
            last, scale = number + 1, self._amounts.scales[after]
        value = value_of(items[number].text, scale > 1) * scale
        qualifier, first, flagged = self._amounts.qualifier(items, unit - 1, -1)
        rounded = "rounded" if scale > 1 and "." in items[number].text else ""
        amount = Amount(first + 1, number, value, qualifier or rounded, flagged)
        found = _euros(amount, Decimal(1), items[amount.first].start, items[last].end, False)
        return ([found] if found else []), last

    def _range(
        self,
        items: Sequence[Token],
        amount: Amount,
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
            and items[low + 1].text in DASHES
            and items[low].kind == NUMBER
        )
        if not is_range:
            if is_negative(items, amount):
                return []
            found = _euros(amount, per_unit, items[amount.first].start, items[last].end, no_unit)
            return [found] if found else []
        high = value_of(items[amount.number].text, False)
        scale = amount.value / high if high else Decimal(1)
        qualifier, first, flagged = self._amounts.qualifier(items, low - 1, done)
        value = value_of(items[low].text, scale > 1) * scale
        low_amount = Amount(first + 1, low, value, qualifier, flagged)
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


def euro_reader(vocabulary: Vocabulary) -> EuroReader:
    """A reader of sums with the words of data/raw/vocabulary/value_words.csv."""
    amounts = ("unit", "scale", "number", "and", "qualifier", "misspelling", "filler")
    roles = (*amounts, "percent", "per head")
    return EuroReader({role: word_map(vocabulary.value_words, role) for role in roles})


def _euros(
    amount: Amount, per_unit: Decimal, start: int, end: int, no_unit: bool, part: str = ""
) -> Euros | None:
    total = amount.value * per_unit
    if not 0 <= total < _MOST:
        return None
    eur = int(total.to_integral_value(ROUND_HALF_EVEN))
    qualifier = amount.qualifier
    return Euros(eur, qualifier, amount.flagged or no_unit, start, end, part)
