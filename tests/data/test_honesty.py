"""The honesty rules of the design, on the committed packages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from pipeline.schema import LANGUAGES
from tests.places import PUBLISHED, RAW

Tables = dict[str, pd.DataFrame]
VIEWS = ("programmes", "calls", "call_targets", "projects", "participations", "project_themes")
CONTENT = ("target", "activity", "result", "finding", "problem", "goal", "theme", "output")
"""Fields of statements that say what a project is about."""
EMAIL = re.compile(r"[\w.+-]+\s?(@|\(at\)|\[at\]|\(ät\)|\[ät\])\s?[\w-]+\.\w", re.IGNORECASE)
PHONE = re.compile(
    r"(?<![\w/.:=&?-])"  # not inside an address, a register number or a date
    r"(\+358|\(?0[1-9])[\d ()–-]{5,13}\d(?![\w/])"
)
CALLING = re.compile(r"\b(puh|tel|gsm|tfn|phone|puhelin)\b\.?:? *[+\d]", re.IGNORECASE)
BODY = r"\b(?:kunta|kaupunki|stad|\w*ministeriö|\w*ministeriet|Kuntaliitto|Kommunförbundet)\b"
"""A word that a name of a publisher has in one language only."""
BUSINESS_ID = re.compile(r"\b\d{7}-\d\b")


def persons(text: str) -> list[str]:
    """What in the text looks like a way to reach a person."""
    bare = BUSINESS_ID.sub("", text)
    return [found.group() for kind in (EMAIL, PHONE, CALLING) for found in kind.finditer(bare)]


def text_files() -> Iterator[Path]:
    """Every raw and published file that is text."""
    for folder in (RAW, PUBLISHED):
        yield from (path for path in sorted(folder.rglob("*")) if path.suffix in {".csv", ".json"})


def cells(path: Path) -> Iterator[str]:
    """The cells of a table, or the lines of another file."""
    if path.suffix == ".csv":
        frame = pd.read_csv(path, dtype="str", keep_default_na=False)
        for column in frame.columns:
            yield from frame[column]
    else:
        yield from path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    "text",
    [
        "eero.esimerkki@vm.example",
        "eero.esimerkki(at)vm.example",
        "eero.esimerkki (at) vm.example",
        "puh. 02955 30000",
        "puh.0401234567",
        "Soita 040 123 4567.",
        "(09) 123 4567",
        "+358 (0)40 123 4567",
        "+358-40-1234567",
        "tel 112233",
    ],
)
def test_the_search_for_personal_data_can_find_something(text: str) -> None:
    assert persons(text)


@pytest.mark.parametrize(
    "text", ["0202211-3", "https://example.org/2019-0123456789", "0.123456789", "2020-12-11", "049"]
)
def test_the_search_for_personal_data_is_not_startled(text: str) -> None:
    assert persons(text) == []


def test_no_way_to_reach_a_person_stands_anywhere() -> None:
    files = list(text_files())
    assert len(files) > 100
    found = {str(path): hits for path in files for cell in cells(path) if (hits := persons(cell))}
    assert found == {}


def test_no_official_of_the_documents_is_named(dossier: Path) -> None:
    """People named in lines with contact data of the whole texts stand nowhere in the project."""
    lines = [
        line
        for path in sorted((dossier.parent / "sources").glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if persons(line)
    ]
    name = re.compile(r"\b([A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?) ([A-ZÅÄÖ][a-zåäö]+)\b")
    names = {found.group() for line in lines for found in name.finditer(line)}
    assert names
    for path in text_files():
        text = path.read_text(encoding="utf-8")
        # The names are not told even when the test fails.
        assert sum(name in text for name in names) == 0, path


def test_candidates_are_in_no_view(tables: Tables) -> None:
    statements = tables["statements"]
    candidates = set(statements[statements["subject_kind"] == "candidate"]["subject_id"])
    assert len(candidates) == 8
    for name in (*VIEWS, "outputs", "coverage", "conflicts"):
        for column in tables[name].columns:
            parts = tables[name][column].str.split(";").explode()
            assert not candidates & set(parts), f"{name}.{column}"
    reasons = statements[statements["field"] == "why_not_a_project"]
    assert set(reasons["subject_id"]) == candidates
    assert set(statements[statements["subject_id"].isin(candidates)]["use"]) == {"context"}


def content(tables: Tables) -> set[str]:
    """Projects of which something more than the recipient is known."""
    projects = tables["projects"]
    titled = projects[(projects[["title_fi", "title_sv", "title_en"]] != "").any(axis="columns")]
    statements = tables["statements"]
    told = statements[statements["field"].isin(CONTENT)]["subject_id"]
    return set(titled["project_id"]) | (set(told) & set(projects["project_id"]))


def test_every_project_with_content_has_a_theme(tables: Tables) -> None:
    assert len(content(tables)) > 20
    assert content(tables) - set(tables["project_themes"]["project_id"]) == set()


def test_a_project_known_by_its_recipient_alone_has_no_theme(tables: Tables) -> None:
    projects = tables["projects"].set_index("project_id")
    bare = set(projects.index[projects["status"] == "recipient only"])
    assert bare & set(tables["project_themes"]["project_id"]) == set()
    assert bare & content(tables) == set()
    for column in ("title_fi", "title_sv", "title_en", "amount_eur", "summary_fi"):
        assert set(projects.loc[sorted(bare), column]) == {""}


def test_no_theme_is_a_check_flag(tables: Tables) -> None:
    themes = tables["themes"].set_index("theme_id")["theme_kind"]
    used = set(tables["project_themes"]["theme_id"]) | set(tables["target_themes"]["theme_id"])
    assert "check flag" in set(themes)
    assert "check flag" not in set(themes[sorted(used)])


def test_an_amount_never_stands_without_its_kind_and_is_never_nought(tables: Tables) -> None:
    projects = tables["projects"]
    assert ((projects["amount_eur"] != "") == (projects["amount_kind"] != "")).all()
    assert ((projects["amount_eur"] != "") == (projects["amount_certainty"] != "")).all()
    assert "0" not in set(projects["amount_eur"])


def test_every_statement_is_worded_in_three_languages(tables: Tables) -> None:
    statements = tables["statements"]
    for lang in LANGUAGES:
        assert (statements[f"value_{lang}"] != "").all()
    noted = {lang: statements[f"note_{lang}"] != "" for lang in LANGUAGES}
    assert (noted["fi"] == noted["en"]).all()
    assert (noted["sv"] == noted["en"]).all()
    assert noted["en"].sum() > 300


def test_wordings_do_not_mix_tongues(tables: Tables) -> None:
    """A wording of some length is not the same in two languages; addresses and names may be."""
    statements = tables["statements"]
    named = statements["value"].str.match("http") | (statements["field"] == "output")
    worded = statements[(statements["rule"] == "wording") & ~named]
    rows = {
        "value": worded,
        "note": statements[statements["note_en"] != ""],
    }
    for name, frame in rows.items():
        assert len(frame) > 100
        for one, other in (("fi", "en"), ("sv", "en"), ("fi", "sv")):
            same = frame[frame[f"{name}_{one}"] == frame[f"{name}_{other}"]][f"{name}_en"]
            assert same[same.str.len() > 25].tolist() == []


def test_titles_stay_as_their_source_has_them(tables: Tables) -> None:
    statements = tables["statements"]
    plain = statements[statements["rule"].isin(["title", "text", "token", "url"])]
    assert len(plain) > 200
    for lang in LANGUAGES:
        assert plain[f"value_{lang}"].tolist() == plain["value"].tolist()


def test_no_name_stands_for_two_organisations(tables: Tables) -> None:
    names = tables["organisations"]["name_fi"]
    assert names[names.duplicated()].tolist() == []


def test_every_disagreement_is_told_with_both_sides(tables: Tables) -> None:
    statements, conflicts = tables["statements"], tables["conflicts"]
    differing = statements[
        (statements["use"] == "differs") & (statements["subject_kind"] != "candidate")
    ]
    assert len(differing) > 10
    assert set(differing["statement_id"]) <= set(conflicts["statement_id"])
    rows = conflicts[conflicts["conflict_kind"] == "disagreement"]
    for _, sides in rows.groupby(["subject_id", "note_en"]):
        assert set(sides["is_shown"]) == {"true", "false"}


def test_merged_municipalities_lead_to_one_that_lives(tables: Tables) -> None:
    towns = tables["municipalities"].set_index("code")
    for row in tables["mergers"].to_dict("records"):
        assert towns.loc[row["code"], "successor_code"] == row["successor_code"]
        assert towns.loc[row["code"], "valid_to"] < row["merged_on"]
        assert towns.loc[row["successor_code"], "name_fi"]
    merged = set(towns.index[towns["successor_code"] != ""])
    assert merged == set(tables["mergers"]["code"])


def test_public_bodies_are_named_in_the_language_of_the_page(tables: Tables) -> None:
    sources = tables["sources"]
    bodies = sources[sources["publisher"].str.contains(BODY)]
    assert len(bodies) > len(sources) / 2
    same = bodies[bodies["publisher_fi"] == bodies["publisher_sv"]]
    assert same["publisher"].tolist() == [], "add them to vocabulary/publishers.csv"
