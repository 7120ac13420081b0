"""Replace a folder in one step: a reader, or a crash, sees the old content or the new."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pipeline.model.problem import BadInputError, Problem

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def replace_folder(folder: Path, files: Mapping[str, bytes], durable: bool = True) -> bool:
    """Make `folder` hold exactly `files` (path inside it → bytes); True if anything changed.

    `durable` waits until the disk has every byte before the swap, so that the new content
    survives a power cut; not needed for what can be made again.
    Raises BadInputError if another run is writing there or the disk refuses; the old content
    is then as it was.
    """
    outside = [name for name in files if name.startswith("/") or ".." in name.split("/")]
    if outside:
        what = f"a file would land outside, at {outside[0]!r}"
        raise BadInputError([Problem(str(folder), 0, "", what, "mend the name or identifier")])
    try:
        with _alone(folder):
            _sweep(folder)
            if read_folder(folder) == dict(files):
                return False
            beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
            try:
                _write(beside, files, durable)
                _swap(beside, folder)
            finally:
                shutil.rmtree(beside, ignore_errors=True)
            return True
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        move = "free the disk or mend its rights and run again; the old content is untouched"
        raise BadInputError([Problem(str(folder), 0, "", what, move)]) from None


def was_cut_off(folder: Path) -> bool:
    """Whether a run that was killed left something beside the folder; the next run clears it."""
    return any(folder.parent.glob(f".{folder.name}-*"))


def read_folder(folder: Path) -> dict[str, bytes]:
    """Path inside the folder → bytes of every file, sorted; {} if there is no folder."""
    if not folder.is_dir():
        return {}
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the lock of the folder; a second run is told to wait instead of mixing in."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    lock = folder.parent / f".{folder.name}.lock"
    with lock.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            what, move = "another run is writing it", "wait for that run to end and run again"
            raise BadInputError([Problem(str(folder), 0, "", what, move)]) from None
        yield


def _sweep(folder: Path) -> None:
    """Remove what a killed run left beside the folder; bring back the folder if it took it."""
    for left in sorted(folder.parent.glob(f".{folder.name}-*")):
        if not folder.exists() and left.name.endswith(".old"):
            left.rename(folder)
        else:
            shutil.rmtree(left, ignore_errors=True)


def _write(folder: Path, files: Mapping[str, bytes], durable: bool) -> None:
    folder.chmod(0o755)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as handle:
            handle.write(data)
            if durable:
                handle.flush()
                os.fsync(handle.fileno())


def _swap(new: Path, old: Path) -> None:
    """Put `new` in the place of `old`; what was old stands at `new` afterwards, if it was."""
    if not old.exists():
        new.rename(old)
    elif not _exchange(new, old):
        aside = new.with_name(new.name + ".old")
        old.rename(aside)
        new.rename(old)
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two paths in one system call; False where the system has none (not Linux)."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    one_name, other_name = os.fsencode(one), os.fsencode(other)
    return bool(call(_AT_FDCWD, one_name, _AT_FDCWD, other_name, _RENAME_EXCHANGE) == 0)
