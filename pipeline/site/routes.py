"""Where each page stands, in each language, and how to link from one page to another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from pipeline.site.words import LANGUAGES

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Text as a part of an address: lower-case ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_PLAIN.sub("-", plain).strip("-")


@dataclass(frozen=True)
class Place:
    """One page: the same thing at one path in each language."""

    paths: Mapping[str, str]

    def path(self, language: str) -> str:
        """Path from the root of the site, such as sv/projekt/2020-lampio.html."""
        return self.paths[language]


class Routes:
    """The places of all pages, by section and name."""

    def __init__(self, sections: Mapping[str, Mapping[str, str]]) -> None:
        self._sections = sections

    def front(self) -> Place:
        """The front page."""
        return Place({lang: f"{_prefix(lang)}index.html" for lang in LANGUAGES})

    def section(self, name: str) -> Place:
        """The first page of a section, such as the list of projects."""
        return Place(
            {lang: f"{_prefix(lang)}{self._sections[name][lang]}/index.html" for lang in LANGUAGES}
        )

    def item(self, section: str, names: Mapping[str, str]) -> Place:
        """A page within a section; `names` gives its slug in each language."""
        return Place(
            {
                lang: f"{_prefix(lang)}{self._sections[section][lang]}/{names[lang]}.html"
                for lang in LANGUAGES
            }
        )

    def same(self, section: str, name: str) -> Place:
        """A page within a section whose slug is the same in every language."""
        return self.item(section, dict.fromkeys(LANGUAGES, name))


def link(source: str, target: str) -> str:
    """Relative address of the page `target` seen from the page `source`; works from any folder."""
    return _from_folder(source.rpartition("/")[0], target)


@cache
def _from_folder(folder: str, target: str) -> str:
    path, mark, fragment = target.partition("#")
    here, there = folder.split("/") if folder else [], path.split("/")
    pairs = zip(here, there[:-1], strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    up = [".."] * (len(here) - shared)
    return "/".join([*up, *there[shared:]]) + mark + fragment


def _prefix(language: str) -> str:
    return "" if language == "fi" else f"{language}/"
