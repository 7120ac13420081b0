"""Floor 2: bodies told by the word for them: "Kainuun sote -kuntayhtymä", "samkommunen Optima"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.normalise.forms import Word
from pipeline.normalise.words import alternatives, word_map
from pipeline.vocabulary import Vocabulary

_GAP = re.compile(r"-?[ \u00a0\u2009\u202f]\n?-?|\n")
_BROKEN = re.compile(r"- ")
_PAIR = re.compile(r" \w+ ")
_MOST_NAMES = 3


@dataclass(frozen=True)
class Body:
    """The words of a body from the first to the last (indices), and its kind."""

    first: int
    last: int
    kind: str


@dataclass(frozen=True)
class Bodies:
    """Knows the words of which names of bodies are made; made by bodies_from."""

    sign: re.Pattern[str]
    """Any of the parts of words in `kinds`."""
    kinds: Mapping[str, str]
    """Parts of words that name a body, such as kuntayhtym -> the kind of organisation."""
    many: tuple[str, ...]
    """Parts of words for several bodies, which are no name."""
    named: tuple[str, ...]
    """Ends of words that a name of its own may follow: kuntayhtymä Eksote."""
    after: frozenset[str]
    """Words for a body that a name in its basic form may stand before: Optima samkommun."""
    between: frozenset[str]
    """Words that may stand between the place and the word for the body."""
    joiners: frozenset[str]
    place_ends: tuple[str, ...]
    not_names: frozenset[str]

    def find(
        self, text: str, words: Sequence[Word], is_name: Callable[[str], bool]
    ) -> Iterator[Body]:
        """The bodies in order; `is_name` says whether a word is a known name in some form."""
        lower = text.lower()
        if not any(part in lower for part in self.kinds):
            return
        place = 0
        starts = [word.start for word in words]
        for hit in self.sign.finditer(text):
            index = bisect_right(starts, hit.start()) - 1
            kind = self._kind(words[index]) if index >= place else ""
            if not kind:
                continue
            first = self._first(text, words, index, place, is_name)
            last = self._last(text, words, index)
            if first < index or last > index:
                yield Body(first, last, kind)
                place = last + 1

    def _kind(self, word: Word) -> str:
        text = word.text.lower()
        if any(part in text for part in self.many):
            return ""
        return next((kind for part, kind in self.kinds.items() if part in text), "")

    def _first(
        self,
        text: str,
        words: Sequence[Word],
        index: int,
        low: int,
        is_name: Callable[[str], bool],
    ) -> int:
        """The index of the place that the body is called by, or of its own word if none is."""
        at = index - 1
        while at >= low and _GAP.fullmatch(text[words[at].end : words[at + 1].start]):
            word = words[at]
            if word.text[0].isupper():
                own = at == index - 1 and words[index].text.lower() in self.after
                may = own or self._is_place(word) or is_name(word.text)
                may = may and word.text.lower() not in self.not_names
                return self._paired(text, words, at, low) if may else index
            broken = any(_BROKEN.match(text, words[n].end) for n in range(max(low, at - 2), at + 1))
            if not (broken or word.text.lower() in self.between or self._kind(word)):
                return index
            at -= 1
        return index

    def _is_place(self, word: Word) -> bool:
        return word.text[0].isupper() and word.text.endswith(self.place_ends)

    def _paired(self, text: str, words: Sequence[Word], at: int, low: int) -> int:
        """The index of the first of two places: Helsingin ja Uudenmaan sairaanhoitopiiri."""
        joined = at - 2 >= low and words[at - 1].text.lower() in self.joiners
        if not joined or not self._is_place(words[at - 2]):
            return at
        both = _PAIR.fullmatch(text, words[at - 2].end, words[at].start)
        before = words[at - 3] if at > 2 else None
        listed = before and self._is_place(before) and text[before.end : before.end + 1] == ","
        return at - 2 if both and not listed else at

    def _last(self, text: str, words: Sequence[Word], index: int) -> int:
        """The index of the last word of the body's own name after its word, if it has one."""
        last = index
        while last + 1 < len(words):
            follower = words[last + 1]
            gap = text[words[last].end : follower.start]
            if not _GAP.fullmatch(gap) or "\n" in gap:
                break
            if self._kind(follower) and words[last].text[0].islower():
                last = index = last + 1
                continue
            if not words[index].text.lower().endswith(self.named):
                break
            own = follower.text[0].isupper() or follower.text.lower() in self.between
            if not own or last - index >= _MOST_NAMES:
                break
            if last == index and not follower.text[0].isupper():
                break
            last += 1
        return last


def bodies_from(vocabulary: Vocabulary) -> Bodies:
    """The words of data/raw/vocabulary/name_words.csv."""
    words = vocabulary.name_words
    kinds = word_map(words, "body part")
    return Bodies(
        re.compile(alternatives(kinds), re.IGNORECASE),
        kinds,
        tuple(word_map(words, "many bodies")),
        tuple(word_map(words, "named body")),
        frozenset(word_map(words, "body after name")),
        frozenset(word_map(words, "body between")),
        frozenset(word_map(words, "joiner")),
        tuple(word_map(words, "body place")),
        frozenset(word_map(words, "not a name")),
    )
