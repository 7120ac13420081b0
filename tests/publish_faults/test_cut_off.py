"""Publishing is killed, starved of disk, locked out and doubled: the packages stay whole."""

from __future__ import annotations

import hashlib
import json
import os
import random
import resource
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest

from pipeline.cli.flow import Built
from pipeline.model import BadInputError, replace_folder, was_cut_off
from pipeline.publish import publish
from pipeline.schema import schema
from tests.places import GOLDEN, SCRIPT
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


def is_whole(folder: Path) -> bool:
    """Whether every file that the descriptors name is there with its sum."""
    for package in folder.glob("*/datapackage.json"):
        for entry in json.loads(package.read_text(encoding="utf-8"))["resources"]:
            for file in (entry, *entry["alternatives"]):
                content = (package.parent / file["path"]).read_bytes()
                if "sha256:" + hashlib.sha256(content).hexdigest() != file["hash"]:
                    return False
    return len(list(folder.glob("*/datapackage.json"))) == len(schema().packages)


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


def test_killed_at_any_moment_the_packages_stay_whole(
    golden_built: Built, two_editions: list[Mapping[str, bytes]], tmp_path: Path
) -> None:
    chance = random.Random(20261122)
    target = tmp_path / "published"
    replace_folder(target, two_editions[0])

    def publish_for_ever() -> None:
        while True:
            for files in two_editions:
                replace_folder(target, files)

    seen = set()
    for _ in range(KILLS):
        pid = child(publish_for_ever)
        time.sleep(chance.uniform(0.001, 0.09))
        os.kill(pid, signal.SIGKILL)
        assert ended(pid) == -signal.SIGKILL
        left = read_tree(target)
        assert left in two_editions
        assert is_whole(target)
        seen.add(was_cut_off(target))
    assert True in seen
    replace_folder(target, two_editions[0])
    assert read_tree(target) == two_editions[0]
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
