"""A folder with the search of so many invented projects, and a page to search them in."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from benchmarks.search.corpus import Generator, Project
from benchmarks.search.queries import Judge, candidates
from pipeline.cli.search_verb import read_tables
from pipeline.language import languages_from
from pipeline.search import (
    TEXT,
    Columns,
    Document,
    Field,
    Finder,
    Kept,
    build_index,
    meanings_from,
    record_files,
    shards,
)
from pipeline.site.assets import assets

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FACETS = ("call", "theme", "municipality")
COMMON = 30
KEPT = "kept.sqlite"
ADDED = Document("added", (Field(TEXT, "fi", "Kirjastojen palvelut siirtyvät verkkoon"),))
PAGE = """<!doctype html>
<html lang="fi"><meta charset="utf-8"><title>Search</title>
<main data-module="search-list"><label>Search <input name="q" type="search"></label>
<p role="status"></p>{facets}<ol></ol></main>
<script src="assets/search.js"></script><script src="assets/search-list.js"></script>
"""
ASK = '<!doctype html><html lang="fi"><meta charset="utf-8"><script src="ask.js"></script>'
Tables = dict[str, list[dict[str, str]]]


def make(
    out: Path,
    count: int,
    see: Callable[[Project], object],
    tables: Tables,
    kept: Path | None = None,
    more: Iterable[Document] = (),
) -> None:
    """Write the index and the page; every project is shown to `see`, `more` follow after them."""
    languages = languages_from(tables, ("fi", "sv", "en"))
    known = Kept(kept)
    known.remind(languages)
    meanings = meanings_from(tables, languages)
    columns, records = Columns(), []

    def documents() -> Iterator[Document]:
        for project in Generator(tables, languages).projects(count):
            columns.add(project.facets)
            records.append(project.record)
            see(project)
            yield project.document

    index = build_index(chain(documents(), more), languages)
    finder = Finder(index, languages, meanings, forgiving=False)
    drawn = [*columns.files(), *record_files(records)]
    _write(out, shards(finder, languages, drawn, known).items())
    known.close(languages)
    _write(out, _page())


def _page() -> Iterator[tuple[str, bytes]]:
    scripts = yaml.safe_load((ROOT / "site/site.yml").read_text(encoding="utf-8"))["scripts"]
    made = dict(assets(ROOT / "site/assets", {**scripts, "columns.js": ["search-columns.js"]}))
    for name in ("search.js", "search-list.js", "columns.js"):
        yield f"assets/{name}", made[name][1]
    facets = "".join(f'<section data-facet="{name}"><ul></ul></section>' for name in FACETS)
    yield "index.html", PAGE.format(facets=facets).encode()
    yield "ask/index.html", ASK.encode()
    yield "ask/ask.js", (HERE / "ask.js").read_bytes()


def _write(out: Path, files: Iterable[tuple[str, bytes]]) -> None:
    for path, body in files:
        place = out / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(body)


def _plain(project: Project) -> str:
    """A project as a line of JSON for the other engines."""
    texts: dict[str, list[str]] = {"title": [], "names": [], "text": [], "theme": []}
    for one in project.document.fields:
        texts[one.kind].append(one.text)
    told = {name: " ".join(own) for name, own in texts.items()}
    told["themes"] = told.pop("theme")
    own = {"id": project.document.ident, "lang": project.facets["language"][0]}
    return json.dumps({**own, **told, "facets": project.facets}, ensure_ascii=False)


def again(out: Path, count: int) -> None:
    """Make the index anew with one project more, then tell seconds."""
    tables = read_tables(ROOT / "data/published")
    start = time.process_time()
    with TemporaryDirectory() as place:
        make(Path(place), count, lambda _: None, tables, out / KEPT, [ADDED])
    print(json.dumps({"again": time.process_time() - start}))


def main(out: Path, count: int) -> None:
    """Make everything for the comparison, then tell seconds and megabytes."""
    out.mkdir(parents=True, exist_ok=True)
    tables = read_tables(ROOT / "data/published")
    generator = Generator(tables, languages_from(tables, ("fi", "sv", "en")))
    judge = Judge(candidates(generator, count))
    start = time.process_time()
    with (out / "documents.jsonl").open("w", encoding="utf-8") as lines:

        def see(project: Project) -> None:
            judge.see(project)
            lines.write(_plain(project) + "\n")

        make(out, count, see, tables, out / KEPT)
    spent = time.process_time() - start
    asked = [
        {"kind": o.kind, "text": o.text, "wanted": sorted(o.wanted), "fitting": sorted(o.fitting)}
        for o in judge.asked()
    ]
    (out / "queries.json").write_text(json.dumps(asked, ensure_ascii=False), encoding="utf-8")
    common = json.dumps(judge.commonest(COMMON), ensure_ascii=False)
    (out / "common.json").write_text(common, encoding="utf-8")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": spent, "megabytes": most}))


if __name__ == "__main__":
    {"make": main, "again": again}[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
