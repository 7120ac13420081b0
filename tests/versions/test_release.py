"""Releases stay as they were, and no identifier of one vanishes without a redirect."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from pipeline.model import BadInputError
from pipeline.publish import read_edition, release
from pipeline.publish.release import last_release, vanished, version_key
from pipeline.schema import schema
from pipeline.site.downloads import downloads
from tests.places import PUBLISHED, ROOT
from tests.trees import read_tree
from tests.world import Script, World

RELEASES = ROOT / "data/releases"


def raised(world: World, version: str) -> None:
    """Give the published packages of the world another version."""
    for path in world.data.glob("*/datapackage.json"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('"version": "2020.12.0"', f'"version": "{version}"'), "utf-8")


def test_no_identifier_of_the_last_release_is_gone() -> None:
    last = last_release(RELEASES)
    assert last
    assert vanished(last, read_edition(PUBLISHED)) == []


def test_a_released_version_is_what_is_published_under_it() -> None:
    """If this fails: raise the version in edition.csv, or `digiavustukset release --again`."""
    version = read_edition(PUBLISHED).version
    if (RELEASES / version).is_dir():
        made = downloads(PUBLISHED, version)
        for package in schema().packages:
            name = f"digiavustukset-{package}.zip"
            assert (RELEASES / version / name).read_bytes() == made[f"data/v{version}/{name}"]


def test_the_sums_of_the_releases_are_right() -> None:
    for path in RELEASES.glob("*/SHA256SUMS"):
        for line in path.read_text(encoding="utf-8").splitlines():
            digest, name = line.split("  ")
            assert hashlib.sha256((path.parent / name).read_bytes()).hexdigest() == digest
    listed = json.loads((RELEASES / "versions.json").read_text(encoding="utf-8"))
    names = [entry["version"] for entry in listed["versions"]]
    assert sorted(names) == sorted(path.name for path in RELEASES.iterdir() if path.is_dir())
    assert listed["latest"] == max(names, key=version_key)


def test_a_first_release_and_its_next(world: World, tmp_path: Path) -> None:
    releases = tmp_path / "releases"
    assert release(world.data, releases) == "2020.12.0"
    before = read_tree(releases / "2020.12.0")
    raised(world, "2021.1.0")
    path = world.data / "grants/projects.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",120000,", ",119000,"), "utf-8")
    assert release(world.data, releases) == "2021.1.0"
    assert read_tree(releases / "2020.12.0") == before
    assert (
        b"changed,projects,2020-keksi,amount_eur,120000,119000"
        in (releases / "2021.1.0/changes.csv").read_bytes()
    )
    assert "120000 → 119000" in (releases / "2021.1.0/changes.fi.md").read_text(encoding="utf-8")
    listed = json.loads((releases / "versions.json").read_text(encoding="utf-8"))
    assert listed["latest"] == "2021.1.0"


def test_a_release_is_not_changed_unless_nobody_has_it(world: World, script: Script) -> None:
    releases = world.folder / "releases"
    words = ("release", "--data", world.data, "--releases", releases)
    assert script(*words).code == 0
    assert script(*words).code == 0
    path = world.data / "grants/projects.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",120000,", ",119000,"), "utf-8")
    before = read_tree(releases)
    run = script(*words)
    assert run.code == 1
    assert "version 2020.12.0 is released already" in run.err
    assert read_tree(releases) == before
    assert script(*words, "--again").code == 0
    assert read_tree(releases) != before


def test_an_identifier_may_not_vanish_without_a_redirect(world: World) -> None:
    releases = world.folder / "releases"
    release(world.data, releases)
    raised(world, "2021.1.0")
    path = world.data / "grants/projects.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2020-luulo,", "2020-uusi,"), "utf-8")
    with pytest.raises(BadInputError, match=r"2020-luulo of projects .* is gone"):
        release(world.data, releases)
    redirects = world.data / "grants/redirects.csv"
    for lines in ("2020-luulo,2020-mid,1,x\n2020-mid,2020-luulo,1,x\n", "2020-luulo,2020-no,1,x\n"):
        redirects.write_text("old_id,new_id,since_version,reason\n" + lines, "utf-8")
        with pytest.raises(BadInputError):
            release(world.data, releases)
    redirects.write_text(
        "old_id,new_id,since_version,reason\n2020-luulo,2020-mid,1,x\n2020-mid,2020-uusi,1,x\n",
        "utf-8",
    )
    assert release(world.data, releases) == "2021.1.0"


def test_versions_sort_by_number() -> None:
    assert sorted(["2026.9.0", "2026.11.0", "2026.11.1"], key=version_key)[-1] == "2026.11.1"


def test_the_site_keeps_every_version_and_the_latest(world: World) -> None:
    releases = world.folder / "releases"
    release(world.data, releases)
    first = downloads(world.data, "2020.12.0")
    raised(world, "2021.1.0")
    later = downloads(world.data, "2021.1.0")
    old = {name for name in first if name.startswith("data/v2020.12.0/")}
    assert old
    assert all(later[name] == first[name] for name in old)
    assert later["data/latest/grants/projects.csv"] == later["data/v2021.1.0/grants/projects.csv"]
    assert json.loads(later["data/versions.json"])["latest"] == "2021.1.0"
    for name in ("data/latest/SHA256SUMS", "data/v2020.12.0/SHA256SUMS"):
        for line in later[name].decode().splitlines():
            digest, file = line.split("  ")
            content = later[f"{name.removesuffix('SHA256SUMS')}{file}"]
            assert hashlib.sha256(content).hexdigest() == digest


def test_a_redirected_project_keeps_its_address(tmp_path: Path, script: Script) -> None:
    shutil.copytree(PUBLISHED, tmp_path / "published")
    with (tmp_path / "published/grants/redirects.csv").open("a", encoding="utf-8") as handle:
        handle.write("2020-vanha,2020-lampio,2026.11.0,renamed\n")
    run = script("site", "--data", tmp_path / "published", "--out", tmp_path / "site")
    assert run.code == 0
    page = (tmp_path / "site/en/projects/2020-vanha.html").read_text(encoding="utf-8")
    assert 'content="0; url=2020-lampio.html"' in page
