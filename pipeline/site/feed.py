"""The Atom feed of one language: editions with what changed in them, projects new or changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from pipeline.model.archive import unzip
from pipeline.site.history import ZIP, Event, History
from pipeline.site.library import Library
from pipeline.site.routes import link
from pipeline.site.speech import Speech

_ATOM = "http://www.w3.org/2005/Atom"
_MAKE = ElementMaker(namespace=_ATOM, nsmap={None: _ATOM})
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_TAG = "tag:digiavustukset,2026:"
"""Identifiers begin so: they are absolute and stay the same wherever the site stands."""
_HEADING = "## "


@dataclass(frozen=True)
class Issue:
    """An edition that was issued: its version, its day, and what changed, a line a table."""

    version: str
    issued_on: str
    changes: dict[str, list[str]]
    """By language."""


@dataclass(frozen=True)
class Entry:
    """One entry: the day of its last change, what it is, the page of it and its paragraphs."""

    ident: str
    day: str
    title: str
    target: str
    """Path on the site."""
    lines: list[str]


def feed_path(language: str) -> str:
    """Path of the feed of a language, beside its front page."""
    return f"{'' if language == 'fi' else f'{language}/'}feed.xml"


def read_issues(releases: Path, languages: Iterable[str]) -> list[Issue]:
    """Every edition kept under `releases`, in no order."""
    return [
        Issue(
            folder.name,
            json.loads(unzip((folder / ZIP).read_bytes())["grants/datapackage.json"])["created"][
                :10
            ],
            {language: _headings(folder / f"changes.{language}.md") for language in languages},
        )
        for folder in releases.glob("*")
        if folder.is_dir()
    ]


def feed(
    library: Library, speech: Speech, issues: Sequence[Issue], history: History, base_url: str
) -> bytes:
    """The feed as XML; addresses are relative to it unless `base_url` is given.

    The newest entries come first; of one day the editions, then the projects.
    """
    days = {issue.version: issue.issued_on for issue in issues}
    days.setdefault(library.published.version, library.published.issued_on)
    newest_first = sorted(issues, key=lambda issue: _numbers(issue.version), reverse=True)
    entries = [
        *(_edition(issue, library, speech) for issue in newest_first),
        *_projects(library, speech, history, days),
    ]
    entries.sort(key=lambda entry: entry.day, reverse=True)
    path = feed_path(speech.language)
    root = _MAKE.feed(
        {_LANGUAGE: speech.language},
        _MAKE.id(_TAG + f"feed/{speech.language}"),
        _MAKE.title("Digiavustukset"),
        _MAKE.subtitle(
            speech.words.gettext("State grants for the digitalisation of municipalities 2016–2020")
        ),
        _MAKE.updated(_moment(max(days.values()))),
        _MAKE.author(_MAKE.name("Digiavustukset")),
        _MAKE.rights("CC BY 4.0"),
        _link(base_url, path, library.routes.front().path(speech.language), "text/html"),
        *([_MAKE.link(rel="self", href=base_url + path)] if base_url else []),
        *(_entry(entry, base_url, path, speech.language) for entry in entries),
    )
    text: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return text


def _headings(path: Path) -> list[str]:
    """The headings of a prose of changes: each tells of one table how many rows changed."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix(_HEADING) for line in lines if line.startswith(_HEADING)]


def _edition(issue: Issue, library: Library, speech: Speech) -> Entry:
    title = speech.words.gettext("Version %(version)s of the data") % {"version": issue.version}
    lines = issue.changes[speech.language] or [speech.words.gettext("Nothing to compare it with.")]
    target = library.routes.section("data").path(speech.language)
    return Entry(f"edition/{issue.version}", issue.issued_on, title, target, lines)


def _projects(
    library: Library, speech: Speech, history: History, days: dict[str, str]
) -> Iterator[Entry]:
    for ident, project in library.projects.items():
        events = [event for event in history.of(ident) if event.is_in(speech.language)]
        last = max((event.version for event in events), key=lambda version: days[version])
        lines = list(dict.fromkeys(_told(event, library, speech) for event in reversed(events)))
        target = library.place("projects", ident).path(speech.language)
        title = f"{speech.project_title(project)} ({speech.call_title(project['call_id'])})"
        yield Entry(f"project/{ident}", days[last], title, target, lines)


def _told(event: Event, library: Library, speech: Speech) -> str:
    gettext = speech.words.gettext
    if not event.column:
        return gettext("First published in version %(version)s") % {"version": event.version}
    column = library.published.column_title("projects", event.column, speech.language)
    words = {"version": event.version, "column": column}
    return gettext("Version %(version)s: %(column)s changed") % words


def _entry(entry: Entry, base_url: str, path: str, language: str) -> Any:
    paragraphs = "".join(
        etree.tostring(_paragraph(line), encoding="unicode") for line in entry.lines
    )
    return _MAKE.entry(
        _MAKE.id(f"{_TAG}{entry.ident}/{language}"),
        _MAKE.title(entry.title),
        _MAKE.updated(_moment(entry.day)),
        _link(base_url, path, entry.target, "text/html"),
        _MAKE.content(paragraphs, type="html"),
    )


def _paragraph(line: str) -> Any:
    paragraph = etree.Element("p")
    paragraph.text = line
    return paragraph


def _link(base_url: str, path: str, target: str, kind: str) -> Any:
    address = base_url + target if base_url else link(path, target)
    return _MAKE.link(rel="alternate", type=kind, href=address)


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
