"""A folder with the search of so many invented projects, and a page to search them in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from benchmarks.search.corpus import Generator, Project
from pipeline.cli.search_verb import read_tables
from pipeline.language import languages_from
from pipeline.search import (
    Columns,
    Document,
    Finder,
    build_index,
    meanings_from,
    record_files,
    shards,
)
from pipeline.site.assets import assets

ROOT = Path(__file__).resolve().parents[2]
FACETS = ("call", "theme", "municipality")
PAGE = """<!doctype html>
<html lang="fi"><meta charset="utf-8"><title>Search</title>
<main data-module="search-list"><label>Search <input name="q" type="search"></label>
<p role="status"></p>{facets}<ol></ol></main>
<script src="assets/search.js"></script><script src="assets/search-list.js"></script>
"""


def make(out: Path, count: int) -> list[Project]:
    """Write the files; every fiftieth project (each one of few), to ask for."""
    tables = read_tables(ROOT / "data/published")
    languages = languages_from(tables, ("fi", "sv", "en"))
    meanings = meanings_from(tables["synonyms"], tables["concepts"], languages)
    columns, records, kept = Columns(), [], []

    def documents() -> Iterator[Document]:
        for number, project in enumerate(Generator(tables, languages).projects(count)):
            columns.add(project.facets)
            records.append(project.record)
            if number % max(1, count // 2000) == 0:
                kept.append(project)
            yield project.document

    finder = Finder(build_index(documents(), languages), languages, meanings, forgiving=False)
    more = [*columns.files(), *record_files(records)]
    for path, body in {**shards(finder, languages, more), **_page()}.items():
        place = out / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(body)
    return kept


def _page() -> dict[str, bytes]:
    scripts = yaml.safe_load((ROOT / "site/site.yml").read_text(encoding="utf-8"))["scripts"]
    made = dict(assets(ROOT / "site/assets", scripts))
    facets = "".join(f'<section data-facet="{name}"><ul></ul></section>' for name in FACETS)
    scripts = {f"assets/{name}": made[name][1] for name in ("search.js", "search-list.js")}
    return {"index.html": PAGE.format(facets=facets).encode(), **scripts}


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
