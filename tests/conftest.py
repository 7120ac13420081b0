"""Fixtures that several rooms share; the real build is made once a session."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings

from pipeline.cli.flow import Built, build_tables
from pipeline.publish import publish
from pipeline.schema import schema
from pipeline.site import render_site
from tests.places import GOLDEN, PUBLISHED, RAW, SHARED
from tests.world import Script, World

settings.register_profile(
    "everywhere",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("everywhere")
# No test may hang on how fast a machine is, nor on what chance brings on it.


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that renews the expected files of tests/golden."""
    text = "write the expected files of tests/golden anew; look at the diff before committing"
    parser.addoption("--renew-golden", action="store_true", help=text)


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Script:
    """The console script inside this process."""
    return Script(monkeypatch, capsys)


@pytest.fixture(scope="session")
def built() -> Built:
    """Tables made from data/raw."""
    return build_tables(RAW, lambda _: None)


@pytest.fixture(scope="session")
def tables() -> dict[str, pd.DataFrame]:
    """Every published table as committed, each cell as text, an empty cell as ""."""
    return {
        table.name: pd.read_csv(
            PUBLISHED / package.name / f"{table.name}.csv", dtype="str", keep_default_na=False
        )
        for package in schema().packages.values()
        for table in package.tables
    }


@pytest.fixture(scope="session")
def golden_built() -> Built:
    """Tables made from tests/golden/raw."""
    return build_tables(GOLDEN / "raw", lambda _: None)


@pytest.fixture(scope="session")
def golden_packages(golden_built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the packages made from tests/golden/raw."""
    folder = tmp_path_factory.mktemp("golden") / "published"
    publish(golden_built.tables, golden_built.edition, folder)
    return folder


@pytest.fixture
def world(tmp_path: Path, golden_packages: Path) -> World:
    """A copy of the invented world that the test may spoil."""
    shutil.copytree(GOLDEN / "raw", tmp_path / "raw")
    shutil.copytree(golden_packages, tmp_path / "published")
    return World(tmp_path)


@pytest.fixture(scope="session")
def dossier() -> Path:
    """Folder of the dossier that the data were transcribed from; skips where it is absent."""
    if not (SHARED / "dossier").is_dir():
        pytest.skip("the dossier is not beside this repository; its rows cannot be compared")
    return SHARED / "dossier"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the site made from the committed packages."""
    folder = tmp_path_factory.mktemp("site") / "site"
    render_site(PUBLISHED, folder, lambda _: None)
    return folder
