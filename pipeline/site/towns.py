"""Municipalities beside one another: their calls and roles, their like, their region, initials."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log

from pipeline.site.library import Library, collation_key
from pipeline.site.packages import Record

ROLES = ("lead", "recipient", "partner")
LIKE = 6
"""How many municipalities of similar size a page names."""


def projects_by_role(library: Library, organisation_id: str) -> dict[str, list[Record]]:
    """Role → the projects in which the organisation has it, newest first; every role is there.

    A project counts once: where sources give two roles, the first of ROLES holds.
    """
    roles: dict[str, str] = {}
    for row in library.parts.get(organisation_id, []):
        known = roles.get(row["project_id"], row["role"])
        roles[row["project_id"]] = min(known, row["role"], key=ROLES.index)
    return {
        role: library.newest_first(
            library.projects[ident] for ident, own in roles.items() if own == role
        )
        for role in ROLES
    }


def by_call_and_role(
    library: Library, organisation_id: str
) -> list[tuple[str | None, str, list[Record]]]:
    """(call_id, role, projects) of an organisation, the newest call first, a lead before others."""
    roles = projects_by_role(library, organisation_id)
    rows = [(call, role, own) for role in ROLES for call, own in by_call_of(library, roles[role])]
    order = [call["call_id"] for call in library.by_call()] + [None]
    return sorted(rows, key=lambda row: (order.index(row[0]), ROLES.index(row[1])))


def by_call_of(library: Library, projects: list[Record]) -> list[tuple[str | None, list[Record]]]:
    """(call_id, its projects) of those calls that have any, the newest call first."""
    calls = [call["call_id"] for call in library.by_call()] + [None]
    groups = [(call, [row for row in projects if row["call_id"] == call]) for call in calls]
    return [group for group in groups if group[1]]


def of_similar_size(library: Library, code: str) -> list[Record]:
    """Municipalities of the same grouping that have projects here, nearest in inhabitants first.

    Their rows of `organisations`. Nearness is that of the ratio of inhabitants; [] for a
    municipality without a population.
    """
    own = library.municipalities[code]
    if not own["population_2019"]:
        return []
    others = [
        town
        for ident in library.parts
        if ident != code
        and (town := library.municipalities.get(ident))
        and town["population_2019"]
        and grouping(town) == grouping(own)
    ]

    def distance(town: Record) -> tuple[float, str]:
        return abs(log(town["population_2019"] / own["population_2019"])), town["code"]

    nearest = sorted(others, key=distance)[:LIKE]
    return [library.organisations[town["code"]] for town in nearest]


def in_same_region(library: Library, code: str) -> list[Record]:
    """Other organisations of the region of 2016-2020 that have projects here, by Finnish name."""
    region = library.municipalities[code]["region_code_2016"]
    rows = [
        library.organisations[ident]
        for ident in library.parts
        if ident != code and library.organisations[ident]["region_code"] == region
    ]
    return sorted(rows, key=lambda row: collation_key(row["name_fi"]))


def grouping(town: Record) -> str:
    """Statistical grouping of 2020, or that of 2016 of a municipality that was gone by then."""
    return str(town["grouping_2020"] or town["grouping_2016"])


def could_apply(library: Library, town: Record) -> bool:
    """Whether the municipality was there when a call of this data was open."""
    first = min(call["opened_on"] for call in library.calls.values())
    return town["valid_to"] is None or town["valid_to"] >= first


def complete_calls(library: Library) -> list[str]:
    """Ids of the calls of which every grant stated is a row here, the oldest first."""
    return [
        call["call_id"]
        for call in reversed(library.by_call())
        if library.coverage[call["call_id"]]["rows_share_pct"] == 100
    ]


def by_initial(rows: list[Record], language: str) -> Iterator[tuple[str, list[Record]]]:
    """(initial, organisations) in the order of the alphabet that ends in å, ä, ö."""
    groups: dict[str, list[Record]] = {}
    for row in sorted(rows, key=lambda row: collation_key(row[f"name_{language}"])):
        groups.setdefault(row[f"name_{language}"][0].upper(), []).append(row)
    yield from groups.items()


@dataclass(frozen=True)
class RegionFacts:
    """What is known of a region of 2016-2020."""

    organisations: list[Record]
    """Its municipalities of those years and the others of it that take part in a project."""
    towns: list[Record]
    """Its municipalities that were there when a call was open."""
    active: list[Record]
    """Those of `towns` that take part in a project here."""
    projects: list[Record]
    """Projects in which anyone of the region takes part."""
    led: list[Record]
    """Those of `projects` whose lead is of the region."""

    @property
    def people(self) -> int:
        """Inhabitants at the end of 2019."""
        return sum(town["population_2019"] or 0 for town in self.towns)

    @property
    def bilingual(self) -> int:
        """How many of `towns` are bilingual."""
        return sum("-" in town["language_status"] for town in self.towns)


def region_facts(library: Library, region_code: str) -> RegionFacts:
    """What is known of the region with that code."""
    own = library.in_region.get(region_code, [])
    idents = {row["organisation_id"] for row in own}
    towns = [
        town
        for ident in sorted(idents)
        if (town := library.municipalities.get(ident)) and could_apply(library, town)
    ]
    shown = {town["code"] for town in towns} | (idents & library.parts.keys())
    parts = [row for ident in idents for row in library.parts.get(ident, [])]
    return RegionFacts(
        organisations=sorted(
            (row for row in own if row["organisation_id"] in shown),
            key=lambda row: collation_key(row["name_fi"]),
        ),
        towns=towns,
        active=[town for town in towns if town["code"] in library.parts],
        projects=library.projects_of(parts),
        led=library.projects_of(row for row in parts if row["role"] == "lead"),
    )
