"""The whole site: pages, written pages, assets and downloads, written beside and swapped in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from pipeline.draw import made_by
from pipeline.model import BadInputError, Problem, replace_folder
from pipeline.site.address import Address
from pipeline.site.assets import assets, named
from pipeline.site.cache import Cache
from pipeline.site.cards import Cards
from pipeline.site.cite import Citations
from pipeline.site.compress import compressed
from pipeline.site.downloads import downloads
from pipeline.site.facets import Facets
from pipeline.site.history import read_history
from pipeline.site.library import AMOUNT_KINDS, Library
from pipeline.site.matching import match_data
from pipeline.site.packages import read_packages
from pipeline.site.pages import Page, chart_pages, data_pages
from pipeline.site.pictures import Pictures
from pipeline.site.project_page import project_functions
from pipeline.site.records import project_files
from pipeline.site.routes import Place, Routes, link
from pipeline.site.search_files import FOLDER, search_files
from pipeline.site.signposts import (
    PAPER,
    alternates,
    manifest,
    manifest_path,
    root_files,
    signposts,
)
from pipeline.site.speech import Speech, seen_from, spoken
from pipeline.site.story import Story
from pipeline.site.structured import structured
from pipeline.site.suggestions import suggestions
from pipeline.site.terms import FirstTime, terms
from pipeline.site.words import LANGUAGES, load_words
from pipeline.site.written import WRITTEN, Written, with_links, written_pages

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "site"
KEPT = ROOT / "build" / ".pictures"
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


def render_site(
    data: Path,
    out: Path,
    tell: Callable[[str], object],
    base_url: str | None = None,
    compress: bool = False,
    kept: Path = KEPT,
) -> int:
    """Make the site from the packages under `data`; the number of pages written.

    `base_url` is the public address, by default that of site.yml; `compress` adds .gz and .br.
    Pictures and search files made before are taken from `kept`, the others are made and kept.
    Raises BadInputError if the packages are missing, a written page is broken or `out` cannot
    be written; what stood at `out` then stays.
    """
    tell("reading packages")
    published = read_packages(data)
    settings = _settings(base_url)
    address = Address(settings["base_url"])
    library = Library(published, Routes(settings["routes"]))
    made = dict(assets(SOURCE / "assets", settings["scripts"]))
    made["match-data.js"] = named("match-data.js", match_data(published))
    asset_paths = {name: path for name, (path, _) in made.items()}
    tell("rendering pages")
    files: dict[str, bytes] = {}
    pictures: dict[str, bytes] = {}
    css = made["site.css"][1].decode()
    cache = Cache(kept, made_by())
    written = {(page.language, page.name): page for page in written_pages(ROOT / "mkdocs.yml")}
    citations = Citations(library, settings["base_url"])
    history = read_history(data.parent / "releases", published)
    for language in LANGUAGES:
        frame = Frame(library, language, settings, asset_paths, cache)
        words = terms(written[language, "glossary"].body)
        frame.know(citations=citations, history=history, terms=words)
        for page in data_pages(library):
            frame.add(files, page)
        for name in WRITTEN:
            frame.add_written(files, written[language, name])
        for page in chart_pages(library, frame.pictures.charts):
            frame.add(files, page)
        frame.add(files, Page(_error_place(), "404.html", context={"anywhere": True}, listed=False))
        files[f"{FOLDER}/{language}.json"] = suggestions(library, frame.speech)
        files[manifest_path(language)] = manifest(frame.words)
        pictures.update(frame.pictures.files(css, cache))
        pictures.update(frame.cards.files)
    pages = sum(path.endswith(".html") for path in files)
    files.update(pictures)
    files.update(dict(made.values()))
    files.update(root_files(SOURCE / "root"))
    files.update(signposts(address, _listed_places(library, frame.pictures.charts)))
    files.update(downloads(data, published.version))
    files.update(search_files(published, cache))
    files.update(project_files(library, citations))
    if compress:
        tell("compressing files")
        files.update(compressed(files))
    tell("writing files")
    replace_folder(out, files, durable=False)
    return pages


def _settings(base_url: str | None) -> dict[str, Any]:
    settings: dict[str, Any] = yaml.safe_load((SOURCE / "site.yml").read_text(encoding="utf-8"))
    plan = yaml.safe_load((SOURCE / "accessibility.yml").read_text(encoding="utf-8"))
    own = {} if base_url is None else {"base_url": base_url}
    return {**settings, "plan": plan, **own}


class Compiled(BytecodeCache):
    """Templates compiled once for all languages."""

    def __init__(self) -> None:
        self._codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of the template if another language has compiled it."""
        if bucket.key in self._codes:
            bucket.bytecode_from_string(self._codes[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of the template for the next language."""
        self._codes[bucket.key] = bucket.bytecode_to_string()


_COMPILED = Compiled()


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
            bytecode_cache=_COMPILED,
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
            "address": self.address.of(path),
            "alternates": alternates(self.address, page.place),
            "manifest": manifest_path(self.language),
            "structured": structured(page, self.speech),
            "card": self.cards.of(page),
        }
        text = template.render({**page.context, **frame})
        if path in files:
            what = f"two pages want the path {path}"
            raise BadInputError([Problem("site", 0, "", what, "give them different slugs")])
        files[path] = text.encode()

    def _root_of(self, page: Page) -> str:
        """What addresses on the page begin with; "" where they are relative."""
        return self.address.root if page.context.get("anywhere") else ""

    def add_written(self, files: dict[str, bytes], written: Written) -> None:
        """Put a written page into the frame, its links resolved."""
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
        self.add(files, Page(place, "written.html", written.name, context))


def _listed_places(library: Library, charts: Iterable[str]) -> Iterator[Place]:
    """Where the pages stand that search engines may list."""
    pages = (*data_pages(library), *chart_pages(library, charts))
    yield from (page.place for page in pages if page.listed)
    yield from map(library.routes.section, WRITTEN)


def _error_place() -> Place:
    return Place({lang: "404.html" if lang == "fi" else f"{lang}/404.html" for lang in LANGUAGES})
