"""Charts of the calls: from applications to grants, awarded against itemised, sums of projects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.draw import ABSENT, Bar, Part, Row, draw_bars
from pipeline.site.chart import Cell, Chart, Column, figure
from pipeline.site.library import AMOUNT_KINDS, Sum, sums_by_kind
from pipeline.site.packages import Record
from pipeline.site.speech import Speech

_LOOKS = {"itemised": "part", "recipient only": "pale", "inferred": "part d-inferred"}
"""Status of a project → how its part of a bar looks."""


def call_charts(speech: Speech) -> Iterator[Chart]:
    """The charts of the calls in the language of `speech`."""
    yield _counts_chart(speech)
    yield _sums_chart(speech)
    for call in reversed(speech.library.by_call()):
        projects = speech.library.newest_first(speech.library.in_call.get(call["call_id"], []))
        if any(project["amount_eur"] is not None for project in projects):
            yield _projects_chart(speech, call, projects)


def _counts_chart(speech: Speech) -> Chart:
    gettext, number = speech.words.gettext, speech.words.number
    calls = speech.library.by_call()[::-1]
    rows = [call_row(speech, call) for call in calls]
    covered = [speech.library.coverage[call["call_id"]] for call in calls]
    words = {
        "calls": len(calls),
        "applications": number(sum(call["applications_received"] or 0 for call in calls)),
        "grants": number(sum(call["grants_awarded"] or 0 for call in calls)),
        "rows": number(sum(row["project_rows"] for row in covered)),
    }
    return Chart(
        "calls",
        speech.library.routes.same("charts", "calls"),
        gettext("From applications to grants, call by call"),
        gettext(
            "In %(calls)s calls %(applications)s applications led to %(grants)s grants; "
            "%(rows)s of the grants are in this data."
        )
        % words,
        (
            gettext(
                "The second bar of each call, from the left: projects whose name or sum is known, "
                "projects of which only the recipient is known, projects whose call is inferred "
                "(dashed). The hatch is what is not here."
            ),
            gettext(
                "Projects here that stand in no bar because their call is not resolved: %(count)s."
            )
            % {"count": len(speech.library.projects) - sum(r["project_rows"] for r in covered)},
        ),
        (
            Column("call_id", gettext("Call")),
            Column("applications_received", gettext("Applications"), "applications"),
            Column("grants_awarded", gettext("Grants"), "grants-stated"),
            Column("itemised_projects", gettext("Name or sum known"), "itemised"),
            Column("recipient_only", gettext("Recipient only"), "recipient-only"),
            Column("inferred_projects", gettext("Inferred"), "inferred"),
            Column("total_awarded_eur", gettext("Total awarded"), "total-awarded"),
        ),
        tuple(_counts_cells(speech, call) for call in calls),
        lambda ident, link: draw_bars(rows, ident, link),
    )


def call_row(speech: Speech, call: Record) -> Row:
    """Applications of a call, its grants, and what of the grants is here or hatched."""
    gettext, ngettext = speech.words.gettext, speech.words.ngettext
    covered = speech.library.coverage[call["call_id"]]
    applied, granted = call["applications_received"] or 0, call["grants_awarded"] or 0
    counts = {
        "itemised": covered["itemised_projects"],
        "recipient only": covered["recipient_only"],
        "inferred": covered["inferred_projects"],
    }
    missing = max(granted - covered["project_rows"], 0)
    parts = [Part(count, _LOOKS[status]) for status, count in counts.items() if count]
    wordings = {
        "itemised": gettext("%(count)s with a name or sum"),
        "recipient only": gettext("%(count)s with recipient only"),
        "inferred": gettext("%(count)s inferred"),
    }
    told = [wordings[status] % {"count": count} for status, count in counts.items() if count]
    told += [gettext("%(count)s not here") % {"count": missing}] * bool(missing)
    many = ngettext("%(count)s application", "%(count)s applications", applied)
    grants = ngettext("%(count)s grant", "%(count)s grants", granted)
    total = call["total_awarded_eur"]
    return Row(
        speech.call_title(call["call_id"]),
        (
            Bar((Part(applied, "whole"),), many % {"count": applied}),
            Bar((*parts, *[Part(missing, ABSENT)] * bool(missing)), grants % {"count": granted}),
        ),
        aside=gettext("sum not stated") if total is None else speech.words.millions(total),
        below=", ".join(told),
        target=speech.library.place("calls", call["call_id"]).path(speech.language),
    )


def _counts_cells(speech: Speech, call: Record) -> tuple[Cell, ...]:
    number = speech.words.number
    covered = speech.library.coverage[call["call_id"]]
    figures = (
        call["applications_received"],
        call["grants_awarded"],
        covered["itemised_projects"],
        covered["recipient_only"],
        covered["inferred_projects"],
    )
    total = call["total_awarded_eur"]
    told = speech.words.euros(total) or speech.words.gettext("not stated")
    return (_call_cell(speech, call), *(Cell(n, number(n)) for n in figures), figure(total, told))


def _sums_chart(speech: Speech) -> Chart:
    gettext = speech.words.gettext
    calls = [call for call in speech.library.by_call()[::-1] if _has_sums(speech, call)]
    rows = [_sums_row(speech, call) for call in calls]
    return Chart(
        "sums",
        speech.library.routes.same("charts", "sums"),
        gettext("Euros awarded and euros itemised here, call by call"),
        gettext(
            "For each call the total that the sources state, and the sums of the projects that "
            "are itemised here, each kind of sum apart."
        ),
        (
            gettext(
                "Each kind of sum has a bar of its own: ceilings of decisions, sums as told by "
                "recipients and rounded sums are not the same thing and are not added up."
            ),
            gettext(
                "Dashed: the call of the projects is inferred. Hatched: stated, but not by project."
            ),
        ),
        (
            Column("call_id", gettext("Call")),
            Column("amount_kind", speech.column("projects", "amount_kind")),
            Column("call_certainty", speech.column("projects", "call_certainty")),
            Column("amount_eur", gettext("Amount"), "amount"),
            Column("projects", gettext("Projects here"), "projects-here"),
        ),
        tuple(cells for call in calls for cells in _sums_cells(speech, call)),
        lambda ident, link: draw_bars(rows, ident, link),
    )


def _has_sums(speech: Speech, call: Record) -> bool:
    return call["total_awarded_eur"] is not None or bool(_sums(speech, call))


def _sums(speech: Speech, call: Record) -> list[tuple[str, Sum]]:
    """(certainty of the call, sum); unlike kinds or certainties never meet."""
    projects = speech.library.in_call.get(call["call_id"], [])
    return [
        (certainty, told)
        for certainty in ("stated", "inferred")
        for told in sums_by_kind(row for row in projects if row["call_certainty"] == certainty)
    ]


def _sums_row(speech: Speech, call: Record) -> Row:
    gettext = speech.words.gettext
    total = call["total_awarded_eur"]
    bars = []
    if total is not None:
        in_all = gettext("%(sum)s awarded in all") % {"sum": speech.words.millions(total)}
        bars.append(Bar((Part(total, ABSENT),), in_all))
    for certainty, told in _sums(speech, call):
        dashed = " d-inferred" if certainty == "inferred" else ""
        bars.append(Bar((Part(told.euros, told.kind + dashed),), speech.sum_told(told)))
    return Row(
        speech.call_title(call["call_id"]),
        tuple(bars),
        aside=gettext("total not stated") if total is None else "",
        target=speech.library.place("calls", call["call_id"]).path(speech.language),
    )


def _sums_cells(speech: Speech, call: Record) -> Iterator[tuple[Cell, ...]]:
    gettext, number = speech.words.gettext, speech.words.number
    total = call["total_awarded_eur"]
    yield (
        _call_cell(speech, call),
        Cell("total", gettext("total awarded")),
        Cell(None, "–"),
        figure(total, speech.words.euros(total) or gettext("not stated")),
        Cell(None, "–"),
    )
    for certainty, told in _sums(speech, call):
        yield (
            _call_cell(speech, call),
            Cell(told.kind, speech.label("projects", "amount_kind", told.kind)),
            Cell(certainty, speech.label("projects", "call_certainty", certainty)),
            figure(told.euros, speech.sum_told(told)),
            figure(told.count, number(told.count)),
        )


def _projects_chart(speech: Speech, call: Record, projects: Sequence[Record]) -> Chart:
    gettext = speech.words.gettext
    known = [row for row in projects if row["amount_eur"] is not None]
    known.sort(key=lambda row: (AMOUNT_KINDS.index(row["amount_kind"]), -row["amount_eur"]))
    title = {"call": speech.call_title(call["call_id"])}
    bare = len(projects) - len(known)
    missing = max((call["grants_awarded"] or 0) - len(projects), 0)
    rows = [*_project_rows(speech, known), *_absent_rows(speech, known, bare, missing)]
    ident = f"call-{call['call_id']}"
    return Chart(
        ident,
        speech.library.routes.same("charts", ident),
        gettext("Sums of the projects: %(call)s") % title,
        gettext("Projects with a sum: %(known)s. Projects here without one: %(bare)s.")
        % {"known": len(known), "bare": bare},
        (
            gettext(
                "A ceiling is what the decision allows at most; nothing here tells what was paid. "
                "Dashed: the call is inferred."
            ),
        ),
        (
            Column("project_id", gettext("Project")),
            Column("amount_kind", speech.column("projects", "amount_kind")),
            Column("amount_eur", gettext("Amount"), "amount"),
            Column("call_certainty", speech.column("projects", "call_certainty")),
        ),
        tuple(_project_cells(speech, row) for row in known),
        lambda ident, link: draw_bars(rows, ident, link),
    )


def _project_rows(speech: Speech, projects: Sequence[Record]) -> Iterator[Row]:
    for kind in AMOUNT_KINDS:
        alike = [row for row in projects if row["amount_kind"] == kind]
        if alike:
            heading = speech.label("projects", "amount_kind", kind)
            yield Row(heading[:1].upper() + heading[1:], is_heading=True)
        for row in alike:
            dashed = " d-inferred" if row["call_certainty"] == "inferred" else ""
            yield Row(
                speech.project_title(row),
                (Bar((Part(row["amount_eur"], kind + dashed),), speech.amount(row)),),
                target=speech.library.place("projects", row["project_id"]).path(speech.language),
            )


def _absent_rows(speech: Speech, known: Sequence[Record], bare: int, missing: int) -> Iterator[Row]:
    """What has no sum or is not here, hatched; its length says nothing but that it is there."""
    ngettext = speech.words.ngettext
    length = max(row["amount_eur"] for row in known) / 3
    for count, wording in (
        (
            bare,
            ngettext("%(count)s project without a sum", "%(count)s projects without a sum", bare),
        ),
        (missing, ngettext("%(count)s grant not here", "%(count)s grants not here", missing)),
    ):
        if count:
            told = speech.words.gettext("sum not known")
            yield Row(wording % {"count": count}, (Bar((Part(length, ABSENT),), told),))


def _project_cells(speech: Speech, row: Record) -> tuple[Cell, ...]:
    place = speech.library.place("projects", row["project_id"])
    return (
        Cell(row["project_id"], speech.project_title(row), place),
        Cell(row["amount_kind"], speech.label("projects", "amount_kind", row["amount_kind"])),
        figure(row["amount_eur"], speech.amount(row)),
        Cell(
            row["call_certainty"],
            speech.label("projects", "call_certainty", row["call_certainty"]),
        ),
    )


def _call_cell(speech: Speech, call: Record) -> Cell:
    place = speech.library.place("calls", call["call_id"])
    return Cell(call["call_id"], speech.call_title(call["call_id"]), place)
