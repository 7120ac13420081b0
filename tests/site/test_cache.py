"""What was made once is not made again, and a folder that cannot be written is no error."""

from __future__ import annotations

from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

from pipeline.site.cache import Cache
from pipeline.site.compiled import Compiled


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


def test_templates_are_compiled_once_for_all_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str | None] = []
    real = Environment.compile

    def counted(self: Environment, source: str, *told: Any, **more: Any) -> CodeType:
        compiled.append(source)
        code: CodeType = real(self, source, *told, **more)
        return code

    monkeypatch.setattr(Environment, "compile", counted)
    page = tmp_path / "page.html"

    def rendered(**settings: Any) -> str:
        loader = FileSystemLoader(tmp_path)
        cache = Compiled(Cache(tmp_path / "kept", "maker"))
        environment = Environment(loader=loader, bytecode_cache=cache, **settings)
        return environment.get_template("page.html").render(name="<")

    page.write_text("{{ name }}", encoding="utf-8")
    assert [rendered(autoescape=True) for _ in range(2)] == ["&lt;", "&lt;"]
    assert len(compiled) == 1
    assert rendered(autoescape=False) == "<"
    page.write_text("{{ name }}!", encoding="utf-8")
    assert rendered(autoescape=True) == "&lt;!"
    assert len(compiled) == 3
