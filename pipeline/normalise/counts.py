"""Floor 2: counts as written, such as "41:lle hankkeelle", -> a number and what it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.normalise.words import NUMBER, WORD, Token, tokens, word_map
from pipeline.vocabulary import Vocabulary

_REACH = 3
_YEARS = range(1900, 2101)


@dataclass(frozen=True)
class Count:
    """One count found in a text; `counted` is projects, applications, grants or municipalities."""

    count: int
    counted: str
    flagged: bool
    """A person should look: "en" and "ett" may be an article instead of a number."""
    start: int
    end: int


class CountReader:
    """Reads counts; made by count_reader from the word lists."""

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        self._numbers = {
            word: int(value) for word, value in words["number"].items() if value.isdecimal()
        }
        self._hundreds = sorted(words["hundred"], key=len, reverse=True)
        self._counted = words["counted"]
        self._sizes = sorted({len(word) for word in self._counted}, reverse=True)
        self._fillers = words["filler"]
        self._arrived = words["arrived"]

    def find(self, text: str) -> list[Count]:
        """Every count in the text in order: a number and near it a word for a counted thing."""
        items = tokens(text)
        found: list[Count] = []
        for index, token in enumerate(items):
            number = self._number(token)
            if number is None:
                continue
            count = self._forwards(items, index, number) or self._backwards(items, index, number)
            if count and not (found and found[-1].end > count.start):
                found.append(count)
        return found

    def parse(self, text: str) -> Count | None:
        """The one count in the text; None if it has none or several."""
        found = self.find(text)
        return found[0] if len(found) == 1 else None

    def number(self, text: str) -> int | None:
        """The whole text as a number in digits or words; None if it is not one."""
        if text.isalpha():
            return self._in_words(text.lower())
        items = tokens(text)
        return self._number(items[0]) if items and _only_number(items) else None

    def thing(self, word: str) -> str:
        """What a word counts, if it is or ends in a word for a counted thing; otherwise ""."""
        word = word.lower()
        for size in self._sizes:
            if size <= len(word) and word[-size:] in self._counted:
                return self._counted[word[-size:]]
        return ""

    def _number(self, token: Token) -> int | None:
        if token.kind == WORD:
            return self._in_words(token.text.lower())
        if token.kind != NUMBER or "," in token.text or "." in token.text or len(token.text) > 9:
            return None
        return int("".join(char for char in token.text if char.isdecimal()))

    def _in_words(self, word: str) -> int | None:
        """A number in one word; from a hundred on it is put together of several."""
        if word in self._numbers:
            return self._numbers[word]
        for hundred in self._hundreds:
            times, found, rest = word.partition(hundred)
            if found and all(not part or part in self._numbers for part in (times, rest)):
                return 100 * self._numbers.get(times, 1) + self._numbers.get(rest, 0)
        return None

    def _forwards(self, items: Sequence[Token], index: int, number: int) -> Count | None:
        place = index + 1
        ending = _has_ending(items, index)
        if items[index].kind == NUMBER and number in _YEARS and not ending:
            return None
        place += 2 if ending else 0
        for step in range(place, min(place + _REACH, len(items))):
            word = items[step].text
            thing = self.thing(word) if items[step].kind == WORD else ""
            if thing:
                flagged = items[index].kind == WORD and number == 1
                return Count(number, thing, flagged, items[index].start, items[step].end)
            if word.lower() not in self._fillers:
                return None
        return None

    def _backwards(self, items: Sequence[Token], index: int, number: int) -> Count | None:
        """The counted word before the number: "hakemuksia tuli 52"."""
        arrived = False
        for step in range(index - 1, max(index - 2 - _REACH, -1), -1):
            word = items[step].text.lower()
            thing = self.thing(word) if items[step].kind == WORD else ""
            if thing and arrived:
                return Count(number, thing, False, items[step].start, items[index].end)
            arrived = arrived or word in self._arrived
            if word not in self._arrived and word not in self._fillers:
                return None
        return None


def count_reader(vocabulary: Vocabulary) -> CountReader:
    """A reader of counts with the words of data/raw/vocabulary/value_words.csv."""
    roles = ("number", "hundred", "counted", "filler", "arrived")
    return CountReader({role: word_map(vocabulary.value_words, role) for role in roles})


def _has_ending(items: Sequence[Token], index: int) -> bool:
    """Does a case ending follow the digits after a colon, as in "41:lle"?"""
    return (
        index + 2 < len(items)
        and items[index + 1].text == ":"
        and items[index + 2].kind == WORD
        and items[index].end == items[index + 1].start
        and items[index + 1].end == items[index + 2].start
    )


def _only_number(items: Sequence[Token]) -> bool:
    return len(items) == 1 or (len(items) == 3 and _has_ending(items, 0))
