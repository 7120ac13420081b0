"""Publishing is killed, starved of disk, locked out and doubled: the packages stay whole."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from pipeline.cli.flow import Built
from pipeline.model import BadInputError, replace_folder, swap, was_cut_off
from pipeline.publish import publish
from tests.places import GOLDEN, SCRIPT
from tests.publish_faults.whole import is_whole
from tests.trees import read_tree
from tests.world import Script

KILLS = 60
EDITIONS = (
    {"version": "1.0.0", "issued_on": "2020-01-01"},
    {"version": "2.0.0", "issued_on": "2021-01-01"},
)
NOBODY = 65534


def child(work: Callable[[], object]) -> int:
    """Process id of a copy of this process that does the work and ends: 0 done, 3 refused."""
    pid = os.fork()
    if pid:
        return pid
    code = 9
    try:
        work()
        code = 0
    except BadInputError:
        code = 3
    finally:
        os._exit(code)


def ended(pid: int) -> int:
    """Exit code of a child."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@pytest.fixture(scope="module")
def two_editions(
    golden_built: Built, tmp_path_factory: pytest.TempPathFactory
) -> list[Mapping[str, bytes]]:
    """The files of two editions that differ."""
    folder = tmp_path_factory.mktemp("editions")
    made: list[Mapping[str, bytes]] = []
    for number, edition in enumerate(EDITIONS):
        publish(golden_built.tables, edition, folder / str(number))
        made.append(read_tree(folder / str(number)))
    return made


def traced(work: Callable[[], object], at_line: Callable[[int], None]) -> int:
    """Do the work and call `at_line` with the number of each line of publishing; how many."""
    count = 0

    def step(frame: FrameType, event: str, _: object) -> Callable[..., Any] | None:
        nonlocal count
        if frame.f_code.co_filename not in (swap.__file__, shutil.__file__):
            return None
        if event == "line":
            at_line(count)
            count += 1
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def test_killed_at_any_moment_the_packages_stay_whole(
    two_editions: list[Mapping[str, bytes]], tmp_path: Path
) -> None:
    old, new = two_editions
    target = tmp_path / "published"
    work = partial(replace_folder, target, new, durable=False)
    replace_folder(target, old)
    lines = traced(work, lambda _: None)
    assert read_tree(target) == new

    def killed(moment: int) -> None:
        dies = partial(os.kill, os.getpid(), signal.SIGKILL)
        traced(work, lambda line: dies() if line == moment else None)

    seen = Counter[str]()
    for moment in random.Random(20261122).sample(range(lines), KILLS):
        replace_folder(target, old, durable=False)
        assert ended(child(partial(killed, moment))) == -signal.SIGKILL
        left = read_tree(target)
        assert left in two_editions
        assert is_whole(target)
        seen["old" if left == old else "new"] += 1
        seen["cut off"] += was_cut_off(target)
    assert min(seen["old"], seen["new"], seen["cut off"]) > 0
    replace_folder(target, old)
    assert read_tree(target) == old
    assert not was_cut_off(target)


def test_the_next_run_heals_and_says_so(tmp_path: Path, script: Script) -> None:
    target = tmp_path / "published"
    raw = GOLDEN / "raw"
    assert script("build", "--raw", raw, "--data", target).code == 0
    whole = read_tree(target)
    (tmp_path / ".published-cut").mkdir()
    (tmp_path / ".published-cut/half").write_bytes(b"x")
    run = script("build", "--raw", raw, "--data", target)
    assert run.code == 0
    assert "An earlier run was cut off" in run.err
    assert read_tree(target) == whole
    assert not (tmp_path / ".published-cut").exists()


def test_the_console_script_killed_leaves_no_half_packages(tmp_path: Path) -> None:
    words = [str(SCRIPT), "build", "--raw", str(GOLDEN / "raw"), "--data", str(tmp_path / "p")]
    for pause in (0.3, 1.2, 2.0):
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(pause)
        process.kill()
        process.wait()
        assert not (tmp_path / "p").exists() or is_whole(tmp_path / "p")


def test_a_full_disk_leaves_the_old_packages(
    two_editions: list[Mapping[str, bytes]], tmp_path: Path
) -> None:
    target = tmp_path / "published"
    replace_folder(target, two_editions[0])
    largest = max(map(len, two_editions[1].values()))
    for limit in (0, 1, largest // 2, largest - 1):

        def starved(limit: int = limit) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            replace_folder(target, two_editions[1])

        assert ended(child(starved)) == 3
        assert read_tree(target) == two_editions[0]
    replace_folder(target, two_editions[1])
    assert not was_cut_off(target)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB; skips where none may be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here; the limit on file sizes is tested instead")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_fills_up_midway_leaves_the_old_packages(tiny_disk: Path) -> None:
    target = tiny_disk / "published"
    old = {"a": b"a" * 300_000, "b": b"b" * 300_000}
    replace_folder(target, old)
    with pytest.raises(BadInputError, match="the old content is untouched"):
        replace_folder(target, {"a": b"c" * 300_000, "b": b"d" * 300_000})
    assert read_tree(target) == old


def test_a_target_that_may_not_be_written_is_told(
    two_editions: list[Mapping[str, bytes]], tmp_path: Path
) -> None:
    home = tmp_path / "locked"
    home.mkdir()
    target = home / "published"
    replace_folder(target, two_editions[0])
    for folder in (target, home):
        folder.chmod(0o555)

    def locked_out() -> None:
        if os.geteuid() == 0:
            os.setuid(NOBODY)
        replace_folder(target, two_editions[1])

    try:
        assert ended(child(locked_out)) == 3
        assert read_tree(target) == two_editions[0]
    finally:
        home.chmod(0o755)


def test_two_builds_at_once_never_mix(
    two_editions: list[Mapping[str, bytes]], tmp_path: Path
) -> None:
    target = tmp_path / "published"
    replace_folder(target, two_editions[0])
    codes = []
    for _ in range(25):
        pids = [child(partial(replace_folder, target, files)) for files in two_editions]
        codes += [ended(pid) for pid in pids]
        assert read_tree(target) in two_editions
    assert set(codes) <= {0, 3}
    assert 0 in codes


@pytest.mark.parametrize("name", ["../evil", "a/../../evil", "/etc/evil"])
def test_no_file_lands_outside(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInputError, match="would land outside"):
        replace_folder(tmp_path / "published", {name: b"x"})
    assert not (tmp_path / "evil").exists()
