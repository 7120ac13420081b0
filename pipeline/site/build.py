"""The whole site: pages, written pages, assets and downloads, written beside and swapped in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from pipeline.catalogue import Catalogue, catalogue_files
from pipeline.draw import made_by
from pipeline.model import replace_folder
from pipeline.site.address import Address
from pipeline.site.assets import assets, named
from pipeline.site.cache import Cache
from pipeline.site.cite import Citations
from pipeline.site.compress import compressed
from pipeline.site.downloads import downloads
from pipeline.site.feed import read_issues
from pipeline.site.frame import SOURCE
from pipeline.site.history import read_history
from pipeline.site.library import Library
from pipeline.site.matching import DATA, match_scripts
from pipeline.site.packages import read_packages
from pipeline.site.pages import chart_pages, data_pages
from pipeline.site.press import Press, together
from pipeline.site.records import project_files
from pipeline.site.routes import Place, Routes
from pipeline.site.search_files import search_files
from pipeline.site.sharing import in_processes, shares
from pipeline.site.signposts import FALLBACK, root_files, signposts
from pipeline.site.words import LANGUAGES, load_words
from pipeline.site.written import WRITTEN, written_pages

KEPT = SOURCE.parent / "build" / ".pictures"


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
    cache = Cache(kept, made_by())
    matching = match_scripts(published, cache)
    made[DATA] = named(DATA, matching.pop(DATA))
    tell("rendering pages")
    press = Press(
        library,
        settings,
        {name: path for name, (path, _) in made.items()},
        made["site.css"][1].decode(),
        cache,
        {(page.language, page.name): page for page in written_pages(SOURCE.parent / "mkdocs.yml")},
        Citations(library, settings["base_url"]),
        read_history(releases := data.parent / "releases", published),
        read_issues(releases, LANGUAGES),
    )
    count = shares()
    printed = together(in_processes(partial(press.share, count), count))
    files = {**printed.pages, **printed.others, **dict(made.values())}
    files.update(root_files(SOURCE / "root"))
    files.update(signposts(address, _listed_places(library, printed.charts)))
    files.update(loads := downloads(data, published.version))
    told = _catalogue(library, settings["base_url"])
    files.update(catalogue_files(told, published.descriptors, loads))
    files.update(search_files(published, cache))
    files.update(matching)
    files.update(project_files(library, press.citations))
    if compress:
        tell("compressing files")
        files.update(compressed(files))
    tell("writing files")
    replace_folder(out, files, durable=False)
    return len(printed.pages)


def _settings(base_url: str | None) -> dict[str, Any]:
    settings: dict[str, Any] = yaml.safe_load((SOURCE / "site.yml").read_text(encoding="utf-8"))
    plan = yaml.safe_load((SOURCE / "accessibility.yml").read_text(encoding="utf-8"))
    own = {} if base_url is None else {"base_url": base_url}
    return {**settings, "plan": plan, **own}


def _catalogue(library: Library, base_url: str) -> Catalogue:
    """What the catalogue of the packages says of itself, in every language."""
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for language in LANGUAGES:
        gettext = load_words(SOURCE / "locale", language).gettext
        told["title"][language] = gettext(
            "State grants for the digitalisation of municipalities 2016–2020"
        )
        told["description"][language] = gettext(
            "Grants of the Ministry of Finance for the digitalisation of municipalities in Finland"
            " 2016–2020: projects, municipalities, amounts, themes and sources."
        )
        told["data-theme"][language] = gettext("Themes of open data in the EU")
        told["data-theme/GOVE"][language] = gettext("Government and public sector")
        told["planned-availability/STABLE"][language] = gettext("Stays available")
    title, description = told.pop("title"), told.pop("description")
    pages = (library.routes.front(), *map(library.routes.section, ("data", "about")))
    home, data_page, contact_page = (place.path(FALLBACK) for place in pages)
    return Catalogue(title, description, home, data_page, contact_page, told, base_url)


def _listed_places(library: Library, charts: Iterable[str]) -> Iterator[Place]:
    """Where the pages stand that search engines may list."""
    pages = (*data_pages(library), *chart_pages(library, charts))
    yield from (page.place for page in pages if page.listed)
    yield from map(library.routes.section, WRITTEN)
