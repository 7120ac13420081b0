"""Spoilt raw files: refused with a place, or shown; nothing crashes and nothing is half written."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.publish_faults.mutants import BYTES, CELLS, mutant, originals
from tests.publish_faults.verdicts import GOOD, judge_many
from tests.world import Script, World

COUNT = 150
"""In the suite; `make mutants` judges thousands."""


@pytest.mark.parametrize("start", range(0, COUNT, 25))
def test_no_mutant_passes_unseen(start: int) -> None:
    verdicts = judge_many(range(start, start + 25))
    bad = [(v.mutant.number, v.mutant.kind, v.told) for v in verdicts if v.outcome not in GOOD]
    assert bad == []


@pytest.mark.parametrize("file", [name for name in originals() if name.startswith("statements/")])
def test_a_document_that_is_gone_is_no_crash(world: World, script: Script, file: str) -> None:
    (world.raw / file).unlink()
    run = script("build", "--raw", world.raw, "--data", world.data)
    assert run.code in (0, 1)
    assert bool(run.code) == bool(run.err)


def test_every_way_to_spoil_is_tried() -> None:
    kinds = Counter(mutant(number).kind for number in range(600))
    assert set(kinds) == {*BYTES, *CELLS}


def test_a_mutant_is_the_same_every_time() -> None:
    assert [mutant(7).content for _ in range(2)] == [mutant(7).content] * 2


def test_refused_mutants_leave_the_packages_as_they_were(world: World, script: Script) -> None:
    before = {path: path.read_bytes() for path in world.data.rglob("*.*")}
    refused = 0
    for number in range(8):
        one = mutant(number)
        path = world.raw / one.file
        if one.content is None:
            path.unlink()
        else:
            path.write_bytes(one.content)
        run = script("build", "--raw", world.raw, "--data", world.data)
        path.write_bytes(originals()[one.file])
        if run.code:
            refused += 1
            assert run.err
            assert {path: path.read_bytes() for path in world.data.rglob("*.*")} == before
        else:
            assert script("build", "--raw", world.raw, "--data", world.data).code == 0
            assert {path: path.read_bytes() for path in world.data.rglob("*.*")} == before
    assert refused
