"""The pictures of one language for templates, and their files: SVG, PNG and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from pipeline.draw import (
    PictureStyle,
    draw_bars,
    draw_locator,
    inline,
    picture_style,
    standalone,
    svg_to_png,
)
from pipeline.schema import schema
from pipeline.site.cache import Cache
from pipeline.site.call_charts import call_charts, call_row
from pipeline.site.chart import Chart, Link
from pipeline.site.map_charts import map_charts, region_picture
from pipeline.site.packages import Record
from pipeline.site.reuse import draw_reuse, reuse_branches, told
from pipeline.site.routes import Place, link
from pipeline.site.speech import Speech
from pipeline.site.theme_charts import theme_charts

_EMBED_WIDTH, _EMBED_REST = 528, 240
"""Width of the picture in an embedded page, and what stands above and below it, in pixels."""


class Pictures:
    """Every chart of one language."""

    def __init__(self, speech: Speech, base_url: str) -> None:
        self.speech = speech
        self.base_url = base_url
        self.charts: dict[str, Chart] = {
            chart.ident: chart
            for make in (map_charts, call_charts, theme_charts)
            for chart in make(speech)
        }

    def functions(self) -> Mapping[str, Any]:
        """Name in templates → function or table."""
        return {
            "charts": self.charts,
            "picture": picture,
            "picture_source": self.source,
            "chart_file": self.file,
            "embed_address": self.embed_address,
            "embed_height": embed_height,
            "locator": self.locator,
            "call_bars": self.call_bars,
            "outline_credit": outline_credit,
            "region_map": self.region_map,
            "reuse_picture": self.reuse_picture,
        }

    def source(self, chart: Chart) -> str:
        """Where a picture comes from, in a line."""
        gettext, published = self.speech.words.gettext, self.speech.library.published
        line = gettext("Source: Digiavustukset, data version %(version)s, CC BY 4.0.") % {
            "version": published.version
        }
        return f"{line} {outline_credit(self.speech.language)}" if _is_map(chart) else line

    def file(self, chart: Chart, suffix: str) -> str:
        """Path of a file of the chart: svg, png or csv."""
        return chart.place.path(self.speech.language).removesuffix("html") + suffix

    def embed_address(self, chart: Chart) -> str:
        """Address of the page that others embed; without base_url its path on the site."""
        path = embed_place(self.speech, chart.ident).path(self.speech.language)
        return f"{self.base_url or '/'}{path}"

    def locator(self, code: str) -> Markup:
        """A small map with the point of a municipality; "" for one without a place."""
        town = self.speech.library.municipalities.get(code)
        if town is None or town["lat"] is None:
            return Markup("")
        name = self.speech.pick(self.speech.library.organisations[code], "name")
        title = self.speech.words.gettext("%(name)s on the map of Finland") % {"name": name}
        svg = inline(draw_locator(town["lat"], town["lon"]), "locator", title, "", "locator")
        return Markup(svg)  # noqa: S704  the tree was escaped when it was written

    def call_bars(self, call_id: str) -> Markup:
        """The bars of one call: applications, grants, and what of them is here."""
        call = self.speech.library.calls[call_id]
        row = replace(call_row(self.speech, call), target="")
        drawing = draw_bars([row], "covered", lambda _: "")
        title = f"{row.name}: {', '.join(bar.text for bar in row.bars)}"
        return Markup(inline(drawing, "covered", title, row.below))  # noqa: S704  as in locator

    @pass_context
    def region_map(self, context: Context, region: Record, towns: list[Record]) -> Markup:
        """The municipalities of a region on a cut of the map of Finland; "" if none has a place."""
        placed = [town for town in towns if town["lat"] is not None]
        if not placed:
            return Markup("")
        words = {"name": self.speech.pick(region, "name")}
        title = self.speech.words.gettext("Municipalities on the map: %(name)s") % words
        drawing = region_picture(self.speech, placed, _addresses(context))
        return Markup(inline(drawing, "region-map", title, ""))  # noqa: S704  as in locator

    @pass_context
    def reuse_picture(self, context: Context, project: Record) -> Markup:
        """Who built on a project, took it into use or continued it, as branches."""
        branches = reuse_branches(self.speech, project["project_id"])
        title = self.speech.words.gettext("From hand to hand: %(name)s")
        title %= {"name": self.speech.project_title(project)}
        drawing = draw_reuse(self.speech, project, branches, _addresses(context))
        return Markup(inline(drawing, "reuse", title, told(branches)))  # noqa: S704  as in locator

    def files(self, css: str, cache: Cache) -> Iterator[tuple[str, bytes]]:
        """(path, bytes) of the files of every chart; `css` is the style sheet of the site."""
        style = picture_style(css)
        plain = replace(style, dark="")
        for chart in self.charts.values():
            yield self.file(chart, "csv"), chart.csv().encode()
            yield self.file(chart, "svg"), self._standalone(chart, style, self.base_url).encode()
            light = self._standalone(chart, plain, "")
            yield self.file(chart, "png"), cache.get(light, lambda svg: svg_to_png(svg, 1.5))

    def _standalone(self, chart: Chart, style: PictureStyle, base: str) -> str:
        """The chart as a file; its links need the public address of the site, `base`."""
        drawing = chart.draw("p", lambda path: base + path if base and path else "")
        foot = [*chart.notes, self.source(chart)]
        return standalone(drawing, style, chart.title, chart.meaning, foot)


def embed_place(speech: Speech, ident: str) -> Place:
    """Where the page of a chart for embedding stands."""
    return speech.library.routes.same("embed", ident)


def embed_height(chart: Chart) -> int:
    """Height in pixels that an embedded page needs at a width of 560."""
    drawing = chart.draw("h", lambda _: "")
    return round(drawing.height / drawing.width * _EMBED_WIDTH) + _EMBED_REST


def outline_credit(language: str) -> str:
    """Whom the outline of the maps is owed to."""
    credit = next(row for row in schema().credits if "Natural Earth" in row.title)
    return str(credit.text[language])


@pass_context
def picture(context: Context, chart: Chart) -> Markup:
    """The chart as SVG within the page that is being rendered."""
    drawing = chart.draw(chart.ident, _addresses(context))
    svg = inline(drawing, chart.ident, chart.title, chart.meaning)
    return Markup(svg)  # noqa: S704  the tree was escaped when it was written


def _addresses(context: Context) -> Link:
    """Path on the site → its address seen from the page that is being rendered."""
    here: str = context["path"]
    return lambda path: link(here, path) if path else ""


def _is_map(chart: Chart) -> bool:
    return chart.ident.startswith("map-")
