"""All pages in all languages, made in shares that processes can take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from pipeline.site.cache import Cache
from pipeline.site.cite import Citations
from pipeline.site.feed import Issue, feed, feed_path
from pipeline.site.frame import Frame, two_at
from pipeline.site.history import History
from pipeline.site.library import Library
from pipeline.site.pages import Page, chart_pages, data_pages
from pipeline.site.routes import Place
from pipeline.site.search_files import FOLDER
from pipeline.site.signposts import manifest, manifest_path
from pipeline.site.suggestions import suggestions
from pipeline.site.terms import terms
from pipeline.site.words import LANGUAGES
from pipeline.site.written import WRITTEN, Written


@dataclass(frozen=True)
class Printed:
    """Pages by path, the other files that were made with them, and which charts there are."""

    pages: dict[str, bytes] = field(default_factory=dict)
    others: dict[str, bytes] = field(default_factory=dict)
    charts: list[str] = field(default_factory=list)


def together(parts: Iterable[Printed]) -> Printed:
    """All shares in one; BadInputError if two pages want one path."""
    whole = Printed()
    for part in parts:
        for path in sorted(whole.pages.keys() & part.pages.keys()):
            raise two_at(path)
        whole.pages.update(part.pages)
        whole.others.update(part.others)
        whole.charts[:] = part.charts
    return whole


@dataclass(frozen=True)
class Press:
    """What all pages are made of, and how a share of them is made."""

    library: Library
    settings: dict[str, Any]
    assets: dict[str, str]
    css: str
    cache: Cache
    written: Mapping[tuple[str, str], Written]
    citations: Citations
    history: History
    issues: list[Issue]

    def share(self, count: int, number: int) -> Printed:
        """Share `number`, counted from 0, of `count` shares of the pages of all languages."""
        made = Printed()
        for turn, language in enumerate(LANGUAGES):
            frame = Frame(self.library, language, self.settings, self.assets, self.cache)
            words = terms(self.written[language, "glossary"].body)
            frame.know(citations=self.citations, history=self.history, terms=words)
            for page in islice(self._pages(frame), number, None, count):
                frame.add(made.pages, page)
            if turn % count == number:
                made.others.update(frame.pictures.files(self.css, self.cache))
                made.others[f"{FOLDER}/{language}.json"] = suggestions(self.library, frame.speech)
                made.others[manifest_path(language)] = manifest(frame.words)
                made.others[feed_path(language)] = self._feed(frame)
            made.others.update(frame.cards.files)
            made.charts[:] = frame.pictures.charts
        return made

    def _feed(self, frame: Frame) -> bytes:
        base_url = self.settings["base_url"]
        return feed(self.library, frame.speech, self.issues, self.history, base_url)

    def _pages(self, frame: Frame) -> Iterator[Page]:
        yield from data_pages(self.library)
        for name in WRITTEN:
            yield frame.written(self.written[frame.language, name])
        yield from chart_pages(self.library, frame.pictures.charts)
        yield Page(_error_place(), "404.html", context={"anywhere": True}, listed=False)


def _error_place() -> Place:
    return Place({lang: "404.html" if lang == "fi" else f"{lang}/404.html" for lang in LANGUAGES})
