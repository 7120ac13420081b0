"""The written pages: MkDocs turns Markdown to HTML, the frame is ours."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from pipeline.model import BadInputError, Problem
from pipeline.site.words import LANGUAGES

WRITTEN = ("method", "about", "glossary", "accessibility")
_TARGET = re.compile(r"(?:page:)?(?P<name>[a-z]+)(?:\.html)?(?P<mark>#.*)?")


@dataclass(frozen=True)
class Written:
    """One written page in one language."""

    name: str
    language: str
    title: str
    description: str
    body: str
    """HTML whose links to other pages are still `page:NAME` or `NAME.html`."""


def written_pages(config: Path) -> Iterator[Written]:
    """Every written page in every language, by MkDocs with the given mkdocs.yml.

    Raises BadInputError if MkDocs finds a fault (a broken link, a page that is not listed).
    """
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    settings = load_config(str(config))
    try:
        mkdocs_build(settings)
    except Exception as error:  # whatever MkDocs raises, the maintainer gets one sentence
        what = f"the written pages cannot be built ({error})"
        raise BadInputError([Problem("site/content", 0, "", what, "mend the page")]) from None
    for language in LANGUAGES:
        for name in WRITTEN:
            yield _written(Path(settings["site_dir"]) / language / f"{name}.html", name, language)


def with_links(body: str, addresses: dict[str, str]) -> str:
    """The body with its links to other pages resolved; `addresses` by name of the page."""
    tree = html.fromstring(f"<div>{body}</div>")
    for anchor in tree.iter("a"):
        found = _TARGET.fullmatch(anchor.get("href", ""))
        if found and found["name"] in addresses:
            anchor.set("href", addresses[found["name"]] + (found["mark"] or ""))
    inner = str(html.tostring(tree, encoding="unicode", method="html"))
    return inner.removeprefix("<div>").removesuffix("</div>")


def _written(path: Path, name: str, language: str) -> Written:
    tree = html.parse(str(path), parser=html.HTMLParser(encoding="utf-8")).getroot()
    main = tree.find(".//main")
    body = "".join(html.tostring(child, encoding="unicode") for child in main)
    title = str(tree.findtext(".//title") or "")
    description = str(tree.xpath("string(//meta[@name='description']/@content)"))
    return Written(name, language, title, description, body.strip())
