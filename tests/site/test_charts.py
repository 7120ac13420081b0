"""The charts say what the packages say, as a picture, a table and a file."""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from lxml import html

from pipeline.schema import schema
from tests.places import ROOT
from tests.site.test_content import rows

FOLDERS = {"fi": "kaaviot", "sv": "sv/diagram", "en": "en/charts"}
EMBEDS = {"fi": "embed", "sv": "sv/embed", "en": "en/embed"}
SVG = "{http://www.w3.org/2000/svg}"


def table(site: Path, ident: str, language: str = "fi") -> list[dict[str, str]]:
    text = (site / FOLDERS[language] / f"{ident}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def picture(site: Path, ident: str) -> Any:
    return ElementTree.fromstring((site / f"kaaviot/{ident}.svg").read_bytes())


def led() -> dict[str, dict[str, dict[str, str]]]:
    """Code → id → project that the municipality leads, straight from the packages."""
    projects = {row["project_id"]: row for row in rows("projects")}
    found: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for row in rows("participations"):
        if row["role"] == "lead" and row["organisation_kind"] == "municipality":
            found[row["organisation_id"]][row["project_id"]] = projects[row["project_id"]]
    return found


def test_every_municipality_that_takes_part_is_on_the_map(site: Path) -> None:
    taking: dict[str, set[str]] = defaultdict(set)
    for row in rows("participations"):
        if row["organisation_kind"] == "municipality":
            taking[row["organisation_id"]].add(row["project_id"])
    want = {code: (str(len(ids)), str(len(led().get(code, ())))) for code, ids in taking.items()}
    made = table(site, "map-projects")
    assert {row["code"]: (row["projects"], row["projects_led"]) for row in made} == want
    titles = [title.text for title in picture(site, "map-projects").iter(f"{SVG}title")]
    for row in made:
        drawn = [title for title in titles if title.startswith(f"{row['municipality']}: ")]
        assert len(drawn) == 1 + (row["projects_led"] != "0"), row
        assert f": {row['projects']} " in drawn[0]


def test_the_map_of_sums_is_the_sums_of_projects_led_by_kind(site: Path) -> None:
    want: dict[tuple[str, str], list[int]] = defaultdict(list)
    for code, projects in led().items():
        for project in projects.values():
            if project["amount_eur"]:
                want[code, project["amount_kind"]].append(int(project["amount_eur"]))
    made = table(site, "map-sums")
    assert {
        (row["code"], row["amount_kind"]): (int(row["amount_eur"]), int(row["projects"]))
        for row in made
    } == {key: (sum(euros), len(euros)) for key, euros in want.items()}


def test_areas_on_the_map_of_sums_are_the_sums(site: Path) -> None:
    dots = picture(site, "map-sums").iter(f"{SVG}circle")
    drawn = sorted(float(dot.get("r")) for dot in dots if dot.find(f"{SVG}title") is not None)
    euros = sorted(int(row["amount_eur"]) for row in table(site, "map-sums"))
    assert len(drawn) == len(euros) > 10
    ratios = [radius**2 / value for radius, value in zip(drawn, euros, strict=True)]
    assert max(ratios) / min(ratios) < 1.02


def test_calls_are_as_in_the_packages(site: Path) -> None:
    covered = {row["coverage_id"]: row for row in rows("coverage")}
    calls = {row["call_id"]: row for row in rows("calls")}
    made = {row["call_id"]: row for row in table(site, "calls")}
    assert made.keys() == calls.keys()
    for ident, row in made.items():
        for column in ("applications_received", "grants_awarded", "total_awarded_eur"):
            assert row[column] == calls[ident][column]
        for column in ("itemised_projects", "recipient_only", "inferred_projects"):
            assert row[column] == covered[ident][column]


def test_sums_of_calls_never_mix_kinds_or_certainties(site: Path) -> None:
    want: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in rows("projects"):
        if row["amount_eur"] and row["call_certainty"] in {"stated", "inferred"}:
            want[row["call_id"], row["amount_kind"], row["call_certainty"]] += int(
                row["amount_eur"]
            )
    made = [row for row in table(site, "sums") if row["amount_kind"] != "total"]
    keys = ("call_id", "amount_kind", "call_certainty")
    assert {tuple(row[k] for k in keys): int(row["amount_eur"]) for row in made} == want


def test_a_call_shows_each_project_with_a_sum(site: Path) -> None:
    want = {row["project_id"]: row["amount_eur"] for row in rows("projects")
            if row["call_id"] == "kannustin-2020" and row["amount_eur"]}  # fmt: skip
    made = table(site, "call-kannustin-2020")
    assert {row["project_id"]: row["amount_eur"] for row in made} == want
    for kind in ("maximum", "granted"):
        sums = [int(row["amount_eur"]) for row in made if row["amount_kind"] == kind]
        assert sums == sorted(sums, reverse=True)


def test_themes_are_counted_as_tagged(site: Path) -> None:
    want: dict[str, set[str]] = defaultdict(set)
    for row in rows("project_themes"):
        want[row["theme_id"]].add(row["project_id"])
    for row in table(site, "themes"):
        assert int(row["projects"]) == len(want[row["theme_id"]])
    assert len(table(site, "themes")) == sum(1 for ident in want if ident.startswith("T"))
    counts = [int(row["projects"]) for row in table(site, "theme-asiointi")]
    assert sum(counts) == len(want["T01"])


def test_absence_is_hatched(site: Path) -> None:
    missing = sum(
        int(row["stated_grants"]) > int(row["project_rows"])
        for row in rows("coverage")
        if row["stated_grants"]
    )
    for ident, count in (("calls", missing), ("sums", 2), ("call-kannustin-2020", 2)):
        hatched = [
            rect
            for rect in picture(site, ident).iter(f"{SVG}rect")
            if str(rect.get("fill")).startswith("url(#")
        ]
        assert len(hatched) == count, ident
        assert {rect.get("class") for rect in hatched} == {"d-absent"}


def test_a_call_page_hatches_what_is_not_here(site: Path) -> None:
    for ident, hatched in (("kannustin-2020", 1), ("dk-2018", 0)):
        page: Any = html.fromstring((site / f"haut/{ident}.html").read_bytes())
        (drawn,) = page.xpath("//div[@class='covered']/*")
        assert len(drawn.xpath(".//*[@class='d-absent']")) == hatched
        assert drawn.xpath("string(.//*[local-name()='title'])").startswith("Haku 20")


def test_every_chart_has_its_files_and_figures_in_each_language(site: Path) -> None:
    idents = {path.stem for path in (site / "kaaviot").glob("*.svg")}
    assert {"map-projects", "map-sums", "calls", "sums", "themes", "theme-sums"} <= idents
    for language, folder in FOLDERS.items():
        for ident in idents:
            page: Any = html.fromstring((site / folder / f"{ident}.html").read_bytes())
            body = page.xpath("//main//tbody/tr")
            text = (site / folder / f"{ident}.csv").read_text(encoding="utf-8")
            assert len(body) == len(list(csv.reader(io.StringIO(text)))) - 1
            assert (site / EMBEDS[language] / f"{ident}.html").is_file()
            assert (site / folder / f"{ident}.png").read_bytes().startswith(b"\x89PNG")
            ElementTree.fromstring((site / folder / f"{ident}.svg").read_bytes())


def test_maps_are_light(site: Path) -> None:
    for ident in ("map-projects", "map-sums"):
        page: Any = html.fromstring((site / f"kaaviot/{ident}.html").read_bytes())
        (drawn,) = page.xpath("//main//*[local-name()='svg']")
        assert len(gzip.compress(html.tostring(drawn))) < 20_000


def test_whoever_is_owed_a_credit_gets_it() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for credit in schema().credits:
        name = credit.title.split(",")[0].split(" (")[0]
        assert name in readme
        for language in FOLDERS:
            about = (ROOT / f"site/content/{language}/about.md").read_text(encoding="utf-8")
            assert credit.text[language] in about
