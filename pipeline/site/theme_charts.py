"""Charts of the themes: projects and sums by theme, and the projects of a theme by call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.draw import Bar, Part, Row, draw_bars
from pipeline.site.chart import Cell, Chart, Column, figure
from pipeline.site.library import sums_by_kind
from pipeline.site.packages import Record
from pipeline.site.speech import Speech


def theme_charts(speech: Speech) -> Iterator[Chart]:
    """The charts of the themes in the language of `speech`."""
    themes = sorted(
        (theme for theme in speech.library.themes.values() if _projects(speech, theme)),
        key=lambda theme: (-len(_projects(speech, theme)), theme["theme_id"]),
    )
    subjects = [theme for theme in themes if theme["theme_kind"] == "subject"]
    if subjects:
        yield _counts_chart(speech, subjects)
        yield _sums_chart(speech, subjects)
    for theme in themes:
        if theme["theme_kind"] != "check flag" and len(_projects(speech, theme)) > 1:
            yield _calls_chart(speech, theme)


def _projects(speech: Speech, theme: Record) -> list[Record]:
    return speech.library.projects_of(speech.library.tagged.get(theme["theme_id"], []))


def _counts_chart(speech: Speech, themes: Sequence[Record]) -> Chart:
    gettext, number = speech.words.gettext, speech.words.number
    counts = [(theme, len(_projects(speech, theme))) for theme in themes]
    rows = [
        Row(
            speech.pick(theme, "label"),
            (Bar((Part(count, "part"),), _told(speech, count)),),
            target=_path(speech, theme),
        )
        for theme, count in counts
    ]
    tagged = {row["project_id"] for theme in themes for row in _projects(speech, theme)}
    first, most = counts[0]
    return Chart(
        "themes",
        speech.library.routes.same("charts", "themes"),
        gettext("Projects by theme"),
        gettext(
            "%(count)s projects have a theme. Most of them, %(most)s, have this one: %(theme)s."
        )
        % {"count": len(tagged), "most": most, "theme": speech.pick(first, "label")},
        (
            gettext("A project may have several themes, so the bars must not be added up."),
            gettext(
                "Projects whose content is not known have no theme: %(count)s of the projects here."
            )
            % {"count": len(speech.library.projects) - len(tagged)},
        ),
        (
            Column("theme_id", gettext("Theme")),
            Column("projects", gettext("Projects here"), "projects-here"),
        ),
        tuple((_theme_cell(speech, theme), figure(n, number(n))) for theme, n in counts),
        lambda ident, link: draw_bars(rows, ident, link),
    )


def _sums_chart(speech: Speech, themes: Sequence[Record]) -> Chart:
    gettext = speech.words.gettext
    sums = [(theme, sums_by_kind(_projects(speech, theme))) for theme in themes]
    rows = [
        Row(
            speech.pick(theme, "label"),
            tuple(Bar((Part(told.euros, told.kind),), speech.sum_told(told)) for told in found),
            target=_path(speech, theme),
        )
        for theme, found in sums
        if found
    ]
    return Chart(
        "theme-sums",
        speech.library.routes.same("charts", "theme-sums"),
        gettext("Euros by theme"),
        gettext("Sums of the projects of each theme, each kind of sum in a bar of its own."),
        (
            gettext(
                "A project with several themes stands with its whole sum in each, so the bars "
                "must not be added up. Projects without a sum are not in the bars."
            ),
        ),
        (
            Column("theme_id", gettext("Theme")),
            Column("amount_kind", speech.column("projects", "amount_kind")),
            Column("amount_eur", gettext("Amount"), "amount"),
            Column("projects", gettext("Projects here"), "projects-here"),
        ),
        tuple(
            (
                _theme_cell(speech, theme),
                Cell(told.kind, speech.label("projects", "amount_kind", told.kind)),
                figure(told.euros, speech.sum_told(told)),
                figure(told.count, speech.words.number(told.count)),
            )
            for theme, found in sums
            for told in found
        ),
        lambda ident, link: draw_bars(rows, ident, link),
    )


def _calls_chart(speech: Speech, theme: Record) -> Chart:
    gettext, number = speech.words.gettext, speech.words.number
    counts = Counter(row["call_id"] for row in _projects(speech, theme))
    calls: list[str | None] = [call["call_id"] for call in speech.library.by_call()[::-1]]
    ordered = [(call_id, counts[call_id]) for call_id in [*calls, None] if counts[call_id]]
    rows = [
        Row(
            speech.call_title(call_id),
            (Bar((Part(count, "part"),), _told(speech, count)),),
            target=_call_cell(speech, call_id).target(speech.language),
        )
        for call_id, count in ordered
    ]
    ident = f"theme-{theme['slug']}"
    words = {"theme": speech.pick(theme, "label"), "count": len(_projects(speech, theme))}
    return Chart(
        ident,
        speech.library.routes.same("charts", ident),
        gettext("Projects by call: %(theme)s") % words,
        gettext("Projects of this theme in this data: %(count)s.") % words,
        (
            gettext(
                "Most grants of 2019 and 2020 are not itemised here: the bars tell what this data "
                "holds, not how much was granted for the theme."
            ),
        ),
        (
            Column("call_id", gettext("Call")),
            Column("projects", gettext("Projects here"), "projects-here"),
        ),
        tuple((_call_cell(speech, call_id), figure(n, number(n))) for call_id, n in ordered),
        lambda ident, link: draw_bars(rows, ident, link),
    )


def _told(speech: Speech, count: int) -> str:
    wording = speech.words.ngettext("%(count)s project", "%(count)s projects", count)
    return wording % {"count": count}


def _path(speech: Speech, theme: Record) -> str:
    return speech.library.place("themes", theme["theme_id"]).path(speech.language)


def _theme_cell(speech: Speech, theme: Record) -> Cell:
    place = speech.library.place("themes", theme["theme_id"])
    return Cell(theme["theme_id"], speech.pick(theme, "label"), place)


def _call_cell(speech: Speech, call_id: str | None) -> Cell:
    place = speech.library.place("calls", call_id) if call_id else None
    return Cell(call_id, speech.call_title(call_id), place)
