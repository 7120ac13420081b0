"""The story kit: sentences on a municipality that can be printed as they stand, with sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from pipeline.site.library import Library, sums_by_kind
from pipeline.site.packages import Record
from pipeline.site.related import related_themes
from pipeline.site.speech import Speech
from pipeline.site.towns import (
    by_call_and_role,
    by_call_of,
    by_initial,
    complete_calls,
    could_apply,
    grouping,
    in_same_region,
    of_similar_size,
    projects_by_role,
    region_facts,
)

AMOUNT_FIELDS = ("amount_max_eur", "amount_granted_eur", "amount_approx_eur")


@dataclass(frozen=True)
class Fact:
    """One sentence that can be printed, the documents behind it and what it must be told with."""

    sentence: str
    source_ids: list[str]
    caveat: str = ""
    term: str = ""
    """Id in the glossary of the word that the sentence rests on; "" if it is plain."""


class Story:
    """Tells of municipalities in one language."""

    def __init__(self, library: Library, speech: Speech) -> None:
        self.library = library
        self.speech = speech
        self.words = speech.words

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Name in templates → function."""
        of_library = (
            by_call_and_role,
            by_call_of,
            complete_calls,
            could_apply,
            in_same_region,
            of_similar_size,
            projects_by_role,
            region_facts,
            related_themes,
        )
        bound = {verb.__name__: partial(verb, self.library) for verb in of_library}
        return {**bound, "story": self.facts, "grouping": grouping, "by_initial": by_initial}

    def facts(self, code: str) -> list[Fact]:
        """What can be printed of a municipality, from its own projects to what is not known."""
        town = self.library.organisations[code]
        name = self.speech.org_name(town)
        roles = projects_by_role(self.library, code)
        return [
            *self._leads(code, name, roles["lead"]),
            *self._takes_part(code, name, roles),
            *self._is_absent(code, name),
        ]

    def _leads(self, code: str, name: str, projects: list[Record]) -> Iterator[Fact]:
        if not projects:
            return
        ngettext = self.words.translations.ungettext
        count = len(projects)
        text = ngettext(
            "%(name)s leads at least %(count)s project that the Ministry of Finance funded for "
            "the digitalisation of municipalities.",
            "%(name)s leads at least %(count)s projects that the Ministry of Finance funded for "
            "the digitalisation of municipalities.",
            count,
        )
        caveat = self._inferred_leads(code, projects)
        yield Fact(
            text % {"name": name, "count": count}, self._behind_roles(code, projects), caveat
        )
        for project in projects:
            if project["amount_eur"] is not None:
                yield self._one_sum(code, name, project)
        people = self.library.municipalities[code]["population_2019"]
        for told in sums_by_kind(projects):
            those = [row for row in projects if row["amount_kind"] == told.kind]
            if told.count > 1:
                yield self._all_sums(name, those)
            if people:
                yield self._by_inhabitant(name, told.euros / people, those, people)

    def _inferred_leads(self, code: str, projects: list[Record]) -> str:
        """What must be said of leads that no source states; "" if there are none."""
        ids = {project["project_id"] for project in projects}
        guessed = [
            row
            for row in self.library.parts[code]
            if row["project_id"] in ids and row["role"] == "lead" and row["certainty"] == "inferred"
        ]
        if not guessed:
            return ""
        if len(projects) == 1:
            return self.words.gettext("That it leads is inferred: no source says so.")
        text = self.words.gettext("That it leads is inferred in %(count)s of them.")
        return text % {"count": len(guessed)}

    def _one_sum(self, code: str, name: str, project: Record) -> Fact:
        text = self.words.gettext(
            "The Ministry of Finance's grant to the project “%(title)s” (%(call)s), led by "
            "%(name)s, is %(sum)s for the whole project."
        )
        call = self.speech.call_title(project["call_id"])
        if project["call_certainty"] != "stated":
            call += f", {self.words.gettext('inferred')}"
        said = {
            "title": self.speech.project_title(project),
            "call": call,
            "name": name,
            "sum": self.speech.amount(project),
        }
        caveat = self._inferred_leads(code, [project])
        return Fact(text % said, self._behind_sums([project]), caveat, project["amount_kind"])

    def _all_sums(self, name: str, projects: list[Record]) -> Fact:
        text = self.words.gettext(
            "%(name)s leads %(count)s projects whose grants are %(sum)s in all, partners included."
        )
        said = {
            "name": name,
            "count": len(projects),
            "sum": self.speech.sums(projects)[0][0],
        }
        return Fact(text % said, self._behind_sums(projects))

    def _by_inhabitant(self, name: str, each: float, projects: list[Record], people: int) -> Fact:
        gettext = self.words.gettext
        text = gettext(
            "Divided by the %(people)s inhabitants of %(name)s (31 December 2019), that is "
            "%(each)s per inhabitant: %(sum)s in the projects that it leads."
        )
        said = {
            "people": self.words.number(people),
            "name": name,
            "each": self.words.cents(each),
            "sum": self.speech.sums(projects)[0][0],
        }
        caveat = gettext(
            "Whole projects, the partners' part included; not its own money, not payments, and "
            "only what is itemised here. Not a figure to compare municipalities with."
        )
        return Fact(text % said, self._behind_sums(projects), caveat, "per-inhabitant")

    def _takes_part(self, code: str, name: str, roles: dict[str, list[Record]]) -> Iterator[Fact]:
        ngettext = self.words.translations.ungettext
        if projects := roles["partner"]:
            text = ngettext(
                "%(name)s is a partner in at least %(count)s project funded from the grants; its "
                "share of the money has not been published.",
                "%(name)s is a partner in at least %(count)s projects funded from the grants; its "
                "shares of the money have not been published.",
                len(projects),
            )
            said = {"name": name, "count": len(projects)}
            yield Fact(text % said, self._behind_roles(code, projects))
        if projects := roles["recipient"]:
            text = ngettext(
                "%(name)s is named as a recipient of at least %(count)s grant; the sources do not "
                "say whether it leads the project.",
                "%(name)s is named as a recipient of at least %(count)s grants; the sources do not "
                "say whether it leads the projects.",
                len(projects),
            )
            said = {"name": name, "count": len(projects)}
            yield Fact(text % said, self._behind_roles(code, projects))

    def _is_absent(self, code: str, name: str) -> Iterator[Fact]:
        gettext = self.words.gettext
        if not could_apply(self.library, self.library.municipalities[code]):
            return
        if code not in self.library.parts:
            text = gettext(
                "%(name)s is not in the %(rows)s grants that Digiavustukset holds; %(stated)s "
                "grants were awarded in all, so it may still have received one."
            )
            calls = self.library.calls.values()
            stated = sum(call["grants_awarded"] for call in calls)
            said = {"rows": len(self.library.projects), "name": name, "stated": stated}
            yield Fact(text % said, [])
        own = {call for call, *_ in by_call_and_role(self.library, code)}
        for call in complete_calls(self.library):
            if call not in own:
                text = gettext(
                    "%(name)s is not among the recipients named in the result of the call "
                    "(%(call)s, %(count)s grants)."
                )
                said = {
                    "name": name,
                    "call": self.speech.call_title(call),
                    "count": self.library.calls[call]["grants_awarded"],
                }
                sources = self._by_weight(self._sources_of_list(call))
                yield Fact(text % said, sources)

    def _behind_roles(self, code: str, projects: list[Record]) -> list[str]:
        """Documents that name the organisation in the projects."""
        wanted = {project["project_id"] for project in projects}
        rows = [row for row in self.library.parts[code] if row["project_id"] in wanted]
        return self._by_weight(ident for row in rows for ident in row["source_ids"].split(";"))

    def _behind_sums(self, projects: list[Record]) -> list[str]:
        """Documents that say the sums shown."""
        return self._by_weight(
            row["source_id"]
            for project in projects
            for row in self.library.said.get(project["project_id"], [])
            if row["field"] in AMOUNT_FIELDS and row["use"] in {"shown", "agrees"}
        )

    def _sources_of_list(self, call_id: str) -> Iterator[str]:
        """Documents that name the recipients of a call."""
        for project in self.library.in_call.get(call_id, []):
            for row in self.library.people[project["project_id"]]:
                yield from row["source_ids"].split(";")

    def _by_weight(self, source_ids: Iterable[str]) -> list[str]:
        """Each document once, the weightiest first."""
        weight = list(self.library.published.words("sources", "authority"))
        rows = [self.library.sources[ident] for ident in set(source_ids)]
        rows.sort(key=lambda row: (weight.index(row["authority"]), row["source_id"]))
        return [row["source_id"] for row in rows]
