"""Which pages there are, and what each shows beyond the library that all of them see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.site.library import Library
from pipeline.site.routes import Place


@dataclass(frozen=True)
class Page:
    """One page in every language: where it stands, its template and what that template gets.

    A page that is not `listed` is left out of the sitemap; search engines are led to the page that
    it `stands_for`, or away where it stands for none.
    """

    place: Place
    template: str
    section: str = ""
    context: dict[str, Any] = field(default_factory=dict)
    listed: bool = True
    stands_for: Place | None = None


def data_pages(library: Library) -> Iterator[Page]:
    """Every page made from the packages, lists before the pages that they list."""
    routes = library.routes
    yield Page(routes.front(), "front.html")
    yield Page(routes.section("regions"), "regions.html", "municipalities")
    for section in ("projects", "municipalities", "calls", "themes", "sources"):
        yield Page(routes.section(section), f"{section}.html", section)
    for section in ("apply", "data", "dictionary", "coverage", "checks", "quality"):
        yield Page(routes.section(section), f"{section}.html", section)
    yield from _subjects(library)
    yield from _organisations(library)
    for ident, region in library.regions.items():
        yield Page(
            library.place("regions", ident), "region.html", "municipalities", {"region": region}
        )
    for ident, theme in library.themes.items():
        if theme["theme_kind"] != "check flag":
            yield Page(library.place("themes", ident), "theme.html", "themes", {"theme": theme})
    for ident, source in library.sources.items():
        yield Page(library.place("sources", ident), "source.html", "sources", {"source": source})
    yield from _redirects(library)


def _organisations(library: Library) -> Iterator[Page]:
    """Every municipality, also one without a project, and the others that take part in one."""
    for ident, organisation in library.organisations.items():
        context: dict[str, Any] = {"organisation": organisation}
        template = "organisation.html"
        if town := library.municipalities.get(ident):
            context["town"] = town
            template = "municipality.html"
        elif ident not in library.parts:
            continue
        yield Page(library.place("municipalities", ident), template, "municipalities", context)


def chart_pages(library: Library, charts: Iterable[str]) -> Iterator[Page]:
    """The list of charts, and for each its own page and the one that others embed."""
    yield Page(library.routes.section("charts"), "charts.html", "charts")
    for ident in charts:
        context = {"ident": ident}
        place = library.routes.same("charts", ident)
        yield Page(place, "chart.html", "charts", context)
        embedded = library.routes.same("embed", ident)
        yield Page(embedded, "embed.html", "charts", context, listed=False, stands_for=place)


def _redirects(library: Library) -> Iterator[Page]:
    """A page at each address whose identifier was replaced, leading to the new one."""
    homes = {
        **dict.fromkeys(library.projects, "projects"),
        **dict.fromkeys(library.calls, "calls"),
        **dict.fromkeys(library.programmes, "programmes"),
        **dict.fromkeys(library.sources, "sources"),
    }
    for row in library.published.tables["redirects"]:
        section = homes.get(row["new_id"])
        if section:
            context = {"redirect": row, "target": library.place(section, row["new_id"])}
            place = library.routes.same(section, row["old_id"])
            yield Page(place, "redirect.html", section, context, listed=False)


def _subjects(library: Library) -> Iterator[Page]:
    for section, template, table in (
        ("projects", "project.html", library.projects),
        ("calls", "call.html", library.calls),
        ("programmes", "programme.html", library.programmes),
    ):
        name = template.removesuffix(".html")
        for ident, record in table.items():
            place = library.place(section, ident)
            yield Page(place, template, section, {name: record, "subject_id": ident})
