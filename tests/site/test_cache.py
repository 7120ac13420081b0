"""What was made once is not made again, and a folder that cannot be written is no error."""

from __future__ import annotations

from pathlib import Path

from pipeline.site.cache import Cache


def test_the_same_recipe_is_made_once(tmp_path: Path) -> None:
    made: list[str] = []

    def make(recipe: str) -> bytes:
        made.append(recipe)
        return recipe.encode()

    cache = Cache(tmp_path / "kept", "maker 1")
    assert [cache.get(recipe, make) for recipe in ("a", "b", "a")] == [b"a", b"b", b"a"]
    assert Cache(tmp_path / "kept", "maker 1").get("a", make) == b"a"
    assert made == ["a", "b"]
    Cache(tmp_path / "kept", "maker 2").get("a", make)
    assert made == ["a", "b", "a"]


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert Cache(tmp_path / "file" / "kept", "maker").get("a", str.encode) == b"a"
