"""The card of each page for social media: what a shared link shows, no more than the page says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pipeline.draw import Card, draw_card
from pipeline.site.cache import Cache
from pipeline.site.packages import Record
from pipeline.site.pages import Page
from pipeline.site.speech import Speech

_NAMES = 3
"""So many participants of a role are named on a card."""


class Cards:
    """The cards of the pages of one language; pages that say nothing of their own share one."""

    def __init__(self, speech: Speech, cache: Cache) -> None:
        self.files: dict[str, bytes] = {}
        self._speech = speech
        self._cache = cache
        self._shared = _shared_card(speech)

    def of(self, page: Page) -> tuple[str, str]:
        """(path of the picture, its words) of the card of a page."""
        card = _card(self._speech, page) or self._shared
        recipe = repr(card)
        path = f"assets/card.{hashlib.sha256(recipe.encode()).hexdigest()[:10]}.png"
        if path not in self.files:
            self.files[path] = self._cache.get(recipe, lambda _: draw_card(card))
        words = (card.title, card.figure, card.line)
        return path, ". ".join(word for word in words if word)


def _shared_card(speech: Speech) -> Card:
    gettext, library = speech.words.gettext, speech.library
    grants = sum(call["grants_awarded"] or 0 for call in library.calls.values())
    counts = {"rows": len(library.projects), "grants": grants}
    return Card(
        kicker="Digiavustukset",
        title=gettext("What the state granted for the digitalisation of municipalities, 2016–2020"),
        line=gettext("%(rows)s of %(grants)s grants are in this data.") % counts,
        foot=gettext("Data: CC BY 4.0. Not a publication of the Ministry of Finance."),
        points=_points(speech, library.published.tables["participations"]),
    )


def _card(speech: Speech, page: Page) -> Card | None:
    """The card of a project, call, theme or municipality with a project; else None."""
    context = page.context
    if page.template == "project.html":
        card = _project_card(speech, context["project"])
    elif page.template == "call.html":
        card = _call_card(speech, context["call"])
    elif page.template == "theme.html":
        card = _theme_card(speech, context["theme"])
    elif _ident(context) in speech.library.parts:
        card = _organisation_card(speech, context["organisation"])
    else:
        return None
    foot = speech.words.gettext("Data: CC BY 4.0. Not a publication of the Ministry of Finance.")
    return replace(card, kicker=f"Digiavustukset · {card.kicker}", foot=foot)


def _ident(context: dict[str, Any]) -> str:
    return str(context.get("organisation", {}).get("organisation_id", ""))


def _project_card(speech: Speech, project: Record) -> Card:
    gettext = speech.words.gettext
    inferred = f" ({gettext('inferred')})" if project["call_certainty"] == "inferred" else ""
    rows = speech.library.organisations_of(project["project_id"])
    return Card(
        kicker=speech.call_title(project["call_id"]) + inferred,
        title=speech.project_title(project),
        figure=gettext("sum not stated")
        if project["amount_eur"] is None
        else speech.amount(project),
        line=_participants(speech, rows),
        points=_points(speech, rows),
    )


def _participants(speech: Speech, rows: Iterable[Record]) -> str:
    """Who takes part, role by role."""
    told = []
    for role in ("lead", "recipient", "partner"):
        names = [speech.org_name(row) for row in rows if row["role"] == role]
        if names:
            more = f" + {len(names) - _NAMES}" if len(names) > _NAMES else ""
            told.append(
                f"{speech.label('participations', 'role', role)}: {', '.join(names[:_NAMES])}{more}"
            )
    text = "; ".join(told)
    return text[:1].upper() + text[1:]


def _call_card(speech: Speech, call: Record) -> Card:
    gettext, library = speech.words.gettext, speech.library
    total, covered = call["total_awarded_eur"], library.coverage[call["call_id"]]
    told = gettext("%(sum)s awarded in all") % {"sum": speech.words.millions(total or 0)}
    counts = {"rows": covered["project_rows"], "grants": call["grants_awarded"]}
    return Card(
        kicker=speech.pick(library.programmes[call["programme_id"]], "title"),
        title=speech.call_title(call["call_id"]),
        figure=gettext("total not stated") if total is None else told,
        line=gettext("%(rows)s of %(grants)s grants are in this data.") % counts
        if call["grants_awarded"]
        else "",
        points=_points(speech, _people(speech, library.in_call.get(call["call_id"], []))),
    )


def _theme_card(speech: Speech, theme: Record) -> Card:
    projects = speech.library.projects_of(speech.library.tagged.get(theme["theme_id"], []))
    return Card(
        kicker=speech.words.gettext("Themes"),
        title=speech.pick(theme, "label"),
        figure=_projects(speech, len(projects)),
        points=_points(speech, _people(speech, projects)),
    )


def _organisation_card(speech: Speech, organisation: Record) -> Card:
    ident = organisation["organisation_id"]
    rows = speech.library.parts[ident]
    led = speech.library.projects_of(row for row in rows if row["role"] == "lead")
    sums = "; ".join(text for text, _ in speech.sums(led))
    wording = speech.words.gettext("Leads, sums of whole projects: %(sums)s")
    return Card(
        kicker=speech.words.gettext("Municipalities and other recipients"),
        title=speech.org_name(organisation),
        figure=_projects(speech, len({row["project_id"] for row in rows})),
        line=wording % {"sums": sums} if sums else "",
        points=_points(speech, [{**organisation, "role": "lead"}]),
    )


def _projects(speech: Speech, count: int) -> str:
    wording = speech.words.ngettext(
        "%(count)s project in this data", "%(count)s projects in this data", count
    )
    return wording % {"count": count}


def _people(speech: Speech, projects: Iterable[Record]) -> list[Record]:
    return [row for project in projects for row in speech.library.people[project["project_id"]]]


def _points(speech: Speech, rows: Iterable[Record]) -> tuple[tuple[float, float, bool], ...]:
    """The places of participants, each once; leads and recipients are meant first."""
    found: dict[str, bool] = {}
    for row in rows:
        ident = row["organisation_id"]
        found[ident] = found.get(ident, False) or row["role"] != "partner"
    towns = speech.library.municipalities
    return tuple(
        (towns[ident]["lat"], towns[ident]["lon"], is_main)
        for ident, is_main in sorted(found.items())
        if ident in towns and towns[ident]["lat"] is not None
    )
