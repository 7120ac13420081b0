"""Shared out to processes, the work comes back whole, in order, and its failures are told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.model import BadInputError, Problem
from pipeline.site import render_site
from pipeline.site.sharing import in_processes, shares
from tests.places import ROOT
from tests.trees import compare_tree

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")


def test_each_share_comes_back_in_its_place_from_its_own_process() -> None:
    made = in_processes(lambda number: (number, os.getpid()), 3)
    assert [number for number, _ in made] == [0, 1, 2]
    assert made[0][1] == os.getpid()
    assert len({pid for _, pid in made}) == 3


def test_a_problem_of_a_share_is_told_whole() -> None:
    problem = Problem("a.csv", 3, "b", "is wrong", "mend it")

    def work(number: int) -> int:
        if number == 1:
            raise BadInputError([problem])
        return number

    with pytest.raises(BadInputError) as caught:
        in_processes(work, 2)
    assert caught.value.problems == [problem]


def test_a_share_that_is_killed_is_told() -> None:
    def work(number: int) -> None:
        if number:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(RuntimeError, match="was killed"):
        in_processes(work, 2)


def test_a_process_of_several_threads_is_not_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.site.sharing._THREADS", tmp_path)
    (tmp_path / "1").mkdir()
    assert shares() == len(os.sched_getaffinity(0))
    (tmp_path / "2").mkdir()
    assert shares() == 1
    monkeypatch.setattr("pipeline.site.sharing._THREADS", tmp_path / "none")
    assert shares() == 1


def test_the_verb_site_uses_every_processor() -> None:
    code = "import pipeline.cli, pipeline.cli.site_verbs as v, pipeline.site.sharing as s"
    told = subprocess.check_output([sys.executable, "-c", f"{code}; print(s.shares())"], cwd=ROOT)
    assert int(told) == len(os.sched_getaffinity(0))


def test_the_site_is_the_same_however_many_processes_make_it(
    golden_packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []
    for count in (1, 2, 5):
        monkeypatch.setattr("pipeline.site.build.shares", lambda count=count: count)
        counts.append(render_site(golden_packages, tmp_path / str(count), lambda _: None))
    assert len(set(counts)) == 1
    assert compare_tree(tmp_path / "1", tmp_path / "2") == []
    assert compare_tree(tmp_path / "1", tmp_path / "5") == []
