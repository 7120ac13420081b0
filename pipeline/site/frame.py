"""Pages of one language in the common frame: templates and all that they know by name."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.model import BadInputError, Problem
from pipeline.site.address import Address
from pipeline.site.cache import Cache
from pipeline.site.cards import Cards
from pipeline.site.compiled import Compiled
from pipeline.site.facets import Facets
from pipeline.site.feed import feed_path
from pipeline.site.library import AMOUNT_KINDS, Library
from pipeline.site.pages import Page
from pipeline.site.pictures import Pictures
from pipeline.site.project_page import project_functions
from pipeline.site.routes import link
from pipeline.site.signposts import PAPER, alternates, manifest_path
from pipeline.site.speech import Speech, seen_from, spoken
from pipeline.site.story import Story
from pipeline.site.structured import structured
from pipeline.site.terms import FirstTime
from pipeline.site.words import LANGUAGES, load_words
from pipeline.site.written import Written, with_links

SOURCE = Path(__file__).resolve().parents[2] / "site"
NAVIGATION = ("projects", "municipalities", "calls", "themes", "data", "coverage", "apply")
FOOTER = (
    "method",
    "glossary",
    "sources",
    "dictionary",
    "checks",
    "quality",
    "charts",
    "accessibility",
    "about",
)


class Frame:
    """Renders pages of one language in the common frame."""

    def __init__(
        self,
        library: Library,
        language: str,
        settings: dict[str, Any],
        assets: dict[str, str],
        cache: Cache,
    ) -> None:
        self.library = library
        self.language = language
        self.settings = settings
        self.words = words = load_words(SOURCE / "locale", language)
        self.environment = Environment(
            loader=FileSystemLoader(SOURCE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            auto_reload=False,
            bytecode_cache=Compiled(cache),
        )
        self.environment.newstyle_gettext = True  # type: ignore[attr-defined]
        self.environment.globals.update(spoken(words))
        self.address = Address(settings["base_url"])
        self.speech = speech = Speech(library, words)
        self.pictures = Pictures(speech, settings["base_url"])
        self.cards = Cards(speech, cache)
        self.environment.globals.update(speech.functions())
        self.environment.globals.update(Story(library, speech).functions())
        self.environment.globals.update(project_functions(library))
        self.environment.globals.update(self.pictures.functions())
        self.environment.filters.update(speech.filters())
        self.environment.globals.update(
            library=library,
            facets=Facets(library, speech),
            amount_kinds=AMOUNT_KINDS,
            language=language,
            languages=LANGUAGES,
            tables=library.published.tables,
            match_concepts={
                row["match_concept_id"]: row for row in library.published.tables["match_concepts"]
            },
            version=library.published.version,
            issued_on=library.published.issued_on,
            settings=settings,
            root=self.address.root,
            anywhere=False,
            paper=PAPER,
            plan=settings["plan"],
            assets=assets,
            navigation=NAVIGATION,
            footer=FOOTER,
            section_place=library.routes.section,
            front_place=library.routes.front(),
            section_names=self._section_names(),
        )

    def know(self, **things: object) -> None:
        """Let every template use these by name."""
        self.environment.globals.update(things)

    def _section_names(self) -> dict[str, str]:
        """Name of each section in menus, from the template that holds them."""
        module = self.environment.get_template("sections.html").module
        return {name: str(module.section_name(name)) for name in (*NAVIGATION, *FOOTER)}  # type: ignore[attr-defined]

    def add(self, files: dict[str, bytes], page: Page) -> None:
        """Render the page and put it under its path."""
        path = page.place.path(self.language)
        template = self.environment.get_template(page.template)
        frame = {
            "path": path,
            "href": partial(seen_from, self._root_of(page), path, self.language),
            "first_time": FirstTime(),
            "here": page.place,
            "section": page.section,
            "listed": page.listed,
            "address": self.address.of((page.stands_for or page.place).path(self.language)),
            "alternates": alternates(self.address, page.place),
            "manifest": manifest_path(self.language),
            "feed": feed_path(self.language),
            "structured": structured(page, self.speech),
            "card": self.cards.of(page),
        }
        text = template.render({**page.context, **frame})
        if path in files:
            raise two_at(path)
        files[path] = text.encode()

    def _root_of(self, page: Page) -> str:
        """What addresses on the page begin with; "" where they are relative."""
        return self.address.root if page.context.get("anywhere") else ""

    def written(self, written: Written) -> Page:
        """The page of a written page, its links resolved."""
        place = self.library.routes.section(written.name)
        path = place.path(self.language)
        addresses = {
            name: link(path, self.library.routes.section(name).path(self.language))
            for name in self.settings["routes"]
        }
        context = {
            "title": written.title,
            "description": written.description,
            "body": with_links(written.body, addresses),
        }
        return Page(place, "written.html", written.name, context)


def two_at(path: str) -> BadInputError:
    """What to raise where two pages want one path."""
    what = f"two pages want the path {path}"
    return BadInputError([Problem("site", 0, "", what, "give them different slugs")])
