"""The console script: help, version, exit codes, and silence in a pipe."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import click
import pytest

from pipeline import __version__
from pipeline.cli.main import VERBS, commands
from pipeline.schema import schema
from tests.places import ROOT, SCRIPT
from tests.trees import compare_tree
from tests.world import Script, World, run_script

COMMANDS = {
    name: command
    for name in VERBS
    if (command := commands.get_command(click.Context(commands), name)) is not None
}


def test_the_version_is_told(script: Script) -> None:
    run = script("--version")
    assert (run.code, run.err) == (0, "")
    assert run.out == f"digiavustukset, version {__version__}\n"


@pytest.mark.parametrize("words", [["--help"], ["-h"]])
def test_help_tells_what_each_verb_does(script: Script, words: list[str]) -> None:
    run = script(*words)
    assert run.code == 0
    assert "Open data of Finnish state grants" in run.out
    for name, verb in COMMANDS.items():
        assert f"  {name} " in run.out
        assert verb.get_short_help_str(200).removesuffix(".")[:30] in run.out


@pytest.mark.parametrize("name", sorted(VERBS))
def test_every_verb_and_option_explains_itself(script: Script, name: str) -> None:
    run = script(name, "--help")
    assert run.code == 0
    assert run.out.startswith(f"Usage: digiavustukset {name}")
    assert (COMMANDS[name].help or "").count(" ") > 3
    for option in COMMANDS[name].params:
        if isinstance(option, click.Option) and option.name != "port":
            assert option.help, option.name


def test_the_verbs_of_the_issue_are_there() -> None:
    assert COMMANDS.keys() >= {"build", "check", "site", "serve", "tidy", "explain"}


def test_a_verb_loads_only_what_it_needs() -> None:
    code = "import sys; from pipeline.cli import main; sys.argv[1:] = ['site', '-h']; main()"
    loaded = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code], capture_output=True, text=True, check=True
    ).stderr
    assert "pipeline.site" in loaded
    assert "pipeline.extract" not in loaded
    assert "pipeline.check" not in loaded


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["bild"], "No such command 'bild'"),
        (["build", "--rwa", "x"], "No such option"),
        (["explain", "2020-lampio"], "Missing argument 'FIELD'"),
        (["serve", "--port", "0"], "Invalid value for '--port'"),
        ([], "Usage:"),
    ],
)
def test_wrong_usage_is_two(script: Script, words: list[str], told: str) -> None:
    run = script(*words)
    assert (run.code, run.out) == (2, "")
    assert told in run.err


def test_build_writes_once_and_then_nothing(world: World, script: Script) -> None:
    target = world.folder / "new"
    first = script("build", "--raw", world.raw, "--data", target)
    again = script("build", "--raw", world.raw, "--data", target)
    assert (first.code, again.code) == (0, 0)
    assert first.out.startswith(f"{len(schema().tables)} tables, ")
    assert first.out.endswith(": changed.\n")
    assert again.out.endswith(": unchanged.\n")
    assert compare_tree(world.data, target) == []


def test_check_writes_nothing(world: World, script: Script) -> None:
    before = sorted(world.folder.rglob("*"))
    run = script("check", "--raw", world.raw)
    assert (run.code, run.err) == (0, "")
    assert run.out.splitlines()[-1].startswith("0 errors, ")
    assert sorted(world.folder.rglob("*")) == before


def test_findings_are_one_and_go_to_stderr(world: World, script: Script) -> None:
    row = world.replace("statements/vm-2018-fi.csv", "Satulan,Satula", "Satulan,Sattula")
    run = script("check", "--raw", world.raw)
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith(
        f"statements/vm-2018-fi.csv, row {row}, field value: 'Sattula' is not"
    )


def test_a_folder_without_raw_data_is_told(tmp_path: Path, script: Script) -> None:
    run = script("build", "--raw", tmp_path / "none", "--data", tmp_path / "data")
    assert run.code == 1
    assert "sources.csv: the file is missing" in run.err
    assert "vocabulary/themes.csv: the file is missing" in run.err
    assert not (tmp_path / "data").exists()


def test_a_folder_that_cannot_be_written_is_told(world: World, script: Script) -> None:
    (world.folder / "file").write_bytes(b"")
    run = script("build", "--raw", world.raw, "--data", world.folder / "file/data")
    assert run.code == 1
    assert "cannot be written" in run.err
    assert "free the disk or mend its rights" in run.err


def test_the_installed_script_says_no_more_in_a_pipe(world: World) -> None:
    run = run_script("build", "--raw", world.raw, "--data", world.data)
    assert (run.code, run.err) == (0, "")
    assert run.out.count("\n") == 1
    assert run.out.endswith(": unchanged.\n")


def test_the_installed_script_tells_findings_without_a_traceback(world: World) -> None:
    world.replace("sources.csv", "vm-2018-fi,", "vm-2081-fi,")
    run = run_script("build", "--raw", world.raw, "--data", world.data)
    assert (run.code, run.out) == (1, "")
    lines = run.err.splitlines()
    assert [line.split(",")[0] for line in lines] == ["sources.csv", "statements/vm-2018-fi.csv"]
    assert "Traceback" not in run.err


def test_a_terminal_sees_the_progress(world: World) -> None:
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [SCRIPT, "check", "--raw", world.raw],
        stdout=subprocess.PIPE,
        stderr=theirs,
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    os.close(theirs)
    told = os.read(ours, 65536).decode()
    os.close(ours)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].startswith(b"0 errors, ")
    assert [line.split()[1] for line in told.splitlines()] == [
        "reading",
        "normalising",
        "resolving",
        "checking",
    ]
