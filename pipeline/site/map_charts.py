"""The two maps: who takes part, and the sums of the projects that a municipality leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.draw import Circle, Key, Picture, Point, draw_map, draw_region
from pipeline.site.chart import Cell, Chart, Column, Link, figure
from pipeline.site.library import AMOUNT_KINDS, Sum, collation_key, sums_by_kind
from pipeline.site.packages import Record
from pipeline.site.speech import Speech

Table = tuple[tuple[Column, ...], tuple[tuple[Cell, ...], ...]]
_LARGEST_COUNT, _LARGEST_SUM = 13.0, 26.0
"""Radius of the greatest circle of each map, in units of a picture 360 units wide."""


def map_charts(speech: Speech) -> Iterator[Chart]:
    """The maps in the language of `speech`."""
    yield _map_of_projects(speech)
    yield _map_of_sums(speech)


def _map_of_projects(speech: Speech) -> Chart:
    library, gettext = speech.library, speech.words.gettext
    projects, leads = _counts(speech, ("lead", "partner", "recipient")), _counts(speech, ("lead",))
    towns = sorted(projects, key=lambda code: (-projects[code], -leads[code], _key(speech, code)))
    points = [
        Point(
            *_degrees(speech, code),
            label=_name(speech, code),
            circles=_count_circles(speech, _name(speech, code), projects[code], leads[code]),
            target=_path(speech, code),
        )
        for code in towns
        if _has_place(speech, code)
    ]
    members = {row["organisation_id"] for row in library.published.tables["participations"]}
    most = max(projects.values(), default=0)
    key = Key(
        tuple((count, _projects(speech, count)) for count in sorted({1, most} - {0}, reverse=True)),
        (
            ("part", gettext("leads the project")),
            ("pale", gettext("partner or recipient")),
        ),
    )
    words = {"count": len(towns), "leads": sum(1 for code in towns if leads[code])}
    return Chart(
        "map-projects",
        library.routes.same("charts", "map-projects"),
        gettext("Municipalities that take part in a project here"),
        gettext(
            "%(count)s municipalities take part in at least one project of this data, and "
            "%(leads)s of them lead one."
        )
        % words,
        (
            gettext(
                "A municipality without a point is in no project itemised here, which does not "
                "mean that it received no grant."
            ),
            gettext(
                "Participants that are not municipalities, or whose place is not known, are not "
                "drawn: %(count)s."
            )
            % {"count": len(members) - len(points)},
        ),
        *_projects_table(speech, towns, projects, leads),
        lambda _, link: draw_map(points, key, _LARGEST_COUNT, link),
    )


def _map_of_sums(speech: Speech) -> Chart:
    gettext = speech.words.gettext
    led = _led(speech)
    sums = {code: sums_by_kind(projects) for code, projects in led.items()}
    rows = sorted(
        ((code, told) for code, found in sums.items() for told in found),
        key=lambda row: (AMOUNT_KINDS.index(row[1].kind), -row[1].euros, _key(speech, row[0])),
    )
    points = [
        _sum_point(speech, code, found)
        for code, found in sorted(sums.items())
        if found and _has_place(speech, code)
    ]
    key = Key(
        tuple((euros, speech.words.millions(euros)) for euros in (3_000_000, 1_000_000, 300_000)),
        tuple((kind, speech.label("projects", "amount_kind", kind)) for kind in AMOUNT_KINDS),
    )
    projects = [project for found in led.values() for project in found]
    known = {project["project_id"]: project for project in projects}
    bare = sum(1 for project in known.values() if project["amount_eur"] is None)
    homeless = [
        row
        for row in speech.library.projects.values()
        if row["amount_eur"] is not None and row["project_id"] not in known
    ]
    counted = {"count": len(known) - bare, "towns": sum(1 for found in sums.values() if found)}
    return Chart(
        "map-sums",
        speech.library.routes.same("charts", "map-sums"),
        gettext("Sums of the projects that a municipality leads"),
        gettext(
            "The %(count)s projects with a known lead and a known sum are led by %(towns)s "
            "municipalities."
        )
        % counted,
        (
            gettext("Sums of whole projects, not the municipality's own share."),
            gettext("Each kind of sum has a circle of its own; the kinds are not added up."),
            gettext("Projects with two leads, drawn with the whole sum at both: %(count)s.")
            % {"count": len(projects) - len(known)},
            gettext("Projects led by a municipality but without a sum: %(count)s. Not drawn.")
            % {"count": bare},
            gettext("Projects with a sum but without a known lead: %(count)s. Not drawn.")
            % {"count": len(homeless)},
        ),
        *_sums_table(speech, rows),
        lambda _, link: draw_map(points, key, _LARGEST_SUM, link),
    )


def region_picture(speech: Speech, towns: Sequence[Record], link: Link) -> Picture:
    """The municipalities of a region, each with a place, by their projects here."""
    projects, leads = _counts(speech, ("lead", "partner", "recipient")), _counts(speech, ("lead",))
    gettext = speech.words.gettext
    points = []
    for code in (town["code"] for town in towns):
        name = _name(speech, code)
        circles = _count_circles(speech, name, projects[code], leads[code])
        if not projects[code]:
            title = gettext("%(name)s: no project here, which does not mean no grant")
            circles = (Circle(0, "open", title % {"name": name}),)
        points.append(Point(*_degrees(speech, code), name, circles, _path(speech, code)))
    looks = (
        ("part", gettext("leads the project")),
        ("pale", gettext("partner or recipient")),
        ("open", gettext("no project here, which does not mean no grant")),
    )
    return draw_region(points, looks, link)


def _projects_table(
    speech: Speech, towns: Sequence[str], projects: Mapping[str, int], leads: Mapping[str, int]
) -> Table:
    number, gettext = speech.words.number, speech.words.gettext
    columns = (
        Column("municipality", gettext("Municipality")),
        Column("code", speech.column("municipalities", "code")),
        Column("projects", gettext("Projects here"), "projects-here"),
        Column("projects_led", gettext("of which it leads"), "lead"),
    )
    rows = tuple(
        (
            _town_cell(speech, code),
            Cell(code, code),
            figure(projects[code], number(projects[code])),
            figure(leads[code], number(leads[code])),
        )
        for code in towns
    )
    return columns, rows


def _sums_table(speech: Speech, sums: Sequence[tuple[str, Sum]]) -> Table:
    gettext = speech.words.gettext
    columns = (
        Column("municipality", gettext("Municipality")),
        Column("code", speech.column("municipalities", "code")),
        Column("amount_kind", speech.column("projects", "amount_kind")),
        Column("amount_eur", gettext("Amount"), "amount"),
        Column("projects", gettext("Projects here"), "projects-here"),
    )
    rows = tuple(
        (
            _town_cell(speech, code),
            Cell(code, code),
            Cell(told.kind, speech.label("projects", "amount_kind", told.kind)),
            figure(told.euros, speech.sum_told(told)),
            figure(told.count, speech.words.number(told.count)),
        )
        for code, told in sums
    )
    return columns, rows


def _counts(speech: Speech, roles: Sequence[str]) -> dict[str, int]:
    """Code of a municipality → number of projects in which it has one of the roles."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in speech.library.published.tables["participations"]:
        if row["role"] in roles and row["organisation_id"] in speech.library.municipalities:
            found[row["organisation_id"]].add(row["project_id"])
    return defaultdict(int, {code: len(projects) for code, projects in found.items()})


def _led(speech: Speech) -> dict[str, list[Record]]:
    """Code of a municipality → the projects that it leads."""
    found: dict[str, dict[str, Record]] = defaultdict(dict)
    for row in speech.library.published.tables["participations"]:
        if row["role"] == "lead" and row["organisation_id"] in speech.library.municipalities:
            ident = row["project_id"]
            found[row["organisation_id"]][ident] = speech.library.projects[ident]
    return {code: list(projects.values()) for code, projects in found.items()}


def _count_circles(speech: Speech, name: str, projects: int, leads: int) -> tuple[Circle, ...]:
    words = {"name": name, "projects": _projects(speech, projects), "leads": leads}
    title = speech.words.gettext("%(name)s: %(projects)s, leads %(leads)s") % words
    circles = [Circle(projects, "pale", title)]
    if leads:
        circles.append(Circle(leads, "part", title))
    return tuple(circles)


def _sum_point(speech: Speech, code: str, found: list[Sum]) -> Point:
    name = _name(speech, code)
    circles = tuple(
        Circle(told.euros, told.kind, f"{name}: {speech.sum_told(told)}") for told in found
    )
    return Point(*_degrees(speech, code), name, circles, _path(speech, code))


def _projects(speech: Speech, count: int) -> str:
    wording = speech.words.ngettext("%(count)s project", "%(count)s projects", count)
    return wording % {"count": count}


def _has_place(speech: Speech, code: str) -> bool:
    return speech.library.municipalities[code]["lat"] is not None


def _degrees(speech: Speech, code: str) -> tuple[float, float]:
    town = speech.library.municipalities[code]
    return town["lat"], town["lon"]


def _name(speech: Speech, code: str) -> str:
    return speech.pick(speech.library.organisations[code], "name")


def _key(speech: Speech, code: str) -> str:
    return collation_key(_name(speech, code))


def _path(speech: Speech, code: str) -> str:
    return speech.library.place("municipalities", code).path(speech.language)


def _town_cell(speech: Speech, code: str) -> Cell:
    name = _name(speech, code)
    return Cell(name, name, speech.library.place("municipalities", code))
