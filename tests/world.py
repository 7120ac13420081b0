"""A copy of the golden raw world to spoil, and a way to run the console script on it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.cli import main
from tests.places import ROOT, SCRIPT


@dataclass(frozen=True)
class Run:
    """What a run of the console script left behind."""

    code: int
    out: str
    err: str


class Script:
    """The console script inside this process: quick, with its exit code and its output."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *words: str | Path) -> Run:
        """Run `digiavustukset` with these words."""
        self._capsys.readouterr()
        self._monkeypatch.setattr(sys, "argv", ["digiavustukset", *map(str, words)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        told = self._capsys.readouterr()
        return Run(code, told.out, told.err)


def run_script(*words: str | Path, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> Run:
    """Run the installed console script as a process of its own, its output in pipes."""
    done = subprocess.run(
        [str(SCRIPT), *map(str, words)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, **(env or {})},
        timeout=120,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class World:
    """Raw files that a test may spoil, beside published packages that must stay whole."""

    folder: Path

    @property
    def raw(self) -> Path:
        """Folder of the raw files."""
        return self.folder / "raw"

    @property
    def data(self) -> Path:
        """Folder of the published packages."""
        return self.folder / "published"

    def replace(self, file: str, old: str, new: str) -> int:
        """Write `new` for `old`, which stands once in the file; the number of its line."""
        text = self.read(file)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))
        return text[: text.index(old)].count("\n") + 1

    def append(self, file: str, line: str) -> int:
        """Add a line at the end of the file; its number."""
        text = self.read(file) + line + "\n"
        self.write(file, text)
        return text.count("\n")

    def read(self, file: str) -> str:
        """The text of a raw file."""
        return (self.raw / file).read_bytes().decode()

    def write(self, file: str, text: str) -> None:
        """Put the text into a raw file."""
        (self.raw / file).write_bytes(text.encode())
