"""datapackage.json says what the package holds, from the schema alone."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.schema import LANGUAGES, schema

Document = dict[str, Any]


@pytest.fixture(scope="module")
def documents(golden_packages: Path) -> dict[str, Document]:
    """The descriptor of each package of the invented world."""
    return {
        name: json.loads((golden_packages / name / "datapackage.json").read_text(encoding="utf-8"))
        for name in schema().packages
    }


def resource(documents: dict[str, Document], package: str, name: str) -> Document:
    """The description of one table."""
    (found,) = [part for part in documents[package]["resources"] if part["name"] == name]
    assert isinstance(found, dict)
    return found


def field(documents: dict[str, Document], package: str, table: str, name: str) -> Document:
    """The description of one column."""
    fields = resource(documents, package, table)["schema"]["fields"]
    (found,) = [part for part in fields if part["name"] == name]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("name", schema().packages)
def test_a_package_says_who_made_it_when_and_on_what_terms(
    documents: dict[str, Document], name: str
) -> None:
    document = documents[name]
    assert document["name"] == f"digiavustukset-{name}"
    assert document["version"] == "2020.12.0"
    assert document["created"] == "2020-12-31T00:00:00Z"
    (licence,) = document["licenses"]
    assert licence["name"] == ("CC-BY-SA-4.0" if name == "language" else "CC-BY-4.0")
    assert licence["path"].endswith("/by-sa/4.0/" if name == "language" else "/by/4.0/")
    assert document["contributors"]
    assert document["sources"]
    assert document["keywords"] == document["keywordsByLanguage"]["en"]
    for words in ("titles", "descriptions", "keywordsByLanguage"):
        assert set(document[words]) == set(LANGUAGES)
        assert all(document[words].values())


def test_the_sources_of_the_grants_are_the_documents(documents: dict[str, Document]) -> None:
    told = documents["grants"]["sources"]
    assert len(told) == 5
    assert {"title": "Kuvitelman Sanomat: Miljoonat jaettiin"} in told
    assert all(source["title"] and source.get("path", "x") for source in told)


@pytest.mark.parametrize("name", schema().packages)
def test_every_table_is_there_with_the_digest_of_its_bytes(
    documents: dict[str, Document], golden_packages: Path, name: str
) -> None:
    resources = documents[name]["resources"]
    tables = [table.name for table in schema().packages[name].tables]
    assert [part["name"] for part in resources] == tables
    files = {"datapackage.json"}
    for part in resources:
        for file in (part, *part["alternatives"]):
            data = (golden_packages / name / file["path"]).read_bytes()
            assert file["bytes"] == len(data)
            assert file["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
            files.add(file["path"])
        files.add(f"{part['path']}-metadata.json")
    assert {path.name for path in (golden_packages / name).iterdir()} == files


def test_columns_are_told_in_three_languages_with_type_unit_and_rules(
    documents: dict[str, Document],
) -> None:
    amount = field(documents, "grants", "projects", "amount_eur")
    assert (amount["type"], amount["unit"]) == ("integer", "EUR")
    assert amount["constraints"] == {"minimum": 0}
    assert amount["statementFields"][0] == "amount_max_eur"
    assert set(amount["titles"]) == set(amount["descriptions"]) == set(LANGUAGES)
    status = field(documents, "grants", "projects", "status")
    assert status["constraints"]["required"] is True
    assert status["constraints"]["enum"] == list(schema().categories["status"])
    assert status["categoryTitles"]["itemised"]["fi"]
    code = field(documents, "municipalities", "municipalities", "code")
    assert code["constraints"] == {"required": True, "pattern": r"^\d{3}$"}
    assert field(documents, "grants", "projects", "source_ids")["delimiter"] == ";"


def test_keys_inside_a_package_are_told(documents: dict[str, Document]) -> None:
    told = resource(documents, "grants", "participations")["schema"]
    assert told["primaryKey"] == ["project_id", "organisation_id", "role"]
    assert told["foreignKeys"] == [
        {
            "fields": ["project_id"],
            "reference": {"resource": "projects", "fields": ["project_id"]},
        }
    ]
    own = resource(documents, "grants", "programmes")["schema"]["foreignKeys"]
    assert own[0]["reference"] == {"resource": "", "fields": ["programme_id"]}
