"""The same raw data gives the same bytes, wherever, whenever and however the machine is set."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.places import PIPELINE, PUBLISHED, RAW
from tests.trees import compare_tree

SETTINGS = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"},
    {"TZ": "America/Adak", "LC_ALL": "fi_FI.UTF-8", "PYTHONHASHSEED": "77", "PYTHONUTF8": "1"},
)
BUILD = "from pipeline.cli import main; main()"


def start(folder: Path, settings: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start a build of a copy of the project in the folder, set as told."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(PIPELINE, folder / "pipeline", ignore=ignored)
    shutil.copytree(RAW, folder / "data/raw")
    words = [sys.executable, "-c", BUILD, "build"]
    env = {**os.environ, **settings, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(words, cwd=folder, env=env, stdout=subprocess.PIPE)


def test_two_builds_elsewhere_give_the_committed_bytes(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "another place/ä b/two"]
    builds = [start(folder, told) for folder, told in zip(folders, SETTINGS, strict=True)]
    told = [build.communicate(timeout=240)[0].decode() for build in builds]
    assert [build.returncode for build in builds] == [0, 0]
    assert all(text.endswith("rows in data/published: changed.\n") for text in told), told
    for folder in folders:
        assert compare_tree(PUBLISHED, folder / "data/published") == []
