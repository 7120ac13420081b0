"""A folder with the search of so many invented projects, and a page to search them in."""

from __future__ import annotations

import json
import pickle
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from benchmarks.search.corpus import Generator, Project
from benchmarks.search.queries import Judge, candidates, heaviest
from pipeline.cli.main import collect_seldom
from pipeline.cli.search_verb import read_tables
from pipeline.language import languages_from
from pipeline.schema import LANGUAGES
from pipeline.search import (
    TEXT,
    Columns,
    Document,
    Field,
    Finder,
    Index,
    Kept,
    arranged,
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
PROJECTS = "projects.pickle"
NOTHING: frozenset[str] = frozenset()
ADDED = Document("added", (Field(TEXT, "fi", "Kirjastojen palvelut siirtyvät verkkoon"),))
PAGE = """<!doctype html>
<html lang="fi"><meta charset="utf-8"><title>Search</title>
{links}
<main data-module="search-list"><label>Search <input name="q" type="search"></label>
<p role="status"></p>{facets}<ol></ol></main>
<script src="assets/search.js"></script><script src="assets/search-list.js"></script>
"""
LINK = '<link rel="preload" as="fetch" crossorigin href="{}">'
ASK = """<!doctype html>
<html lang="fi"><meta charset="utf-8"><template>{links}</template><script src="ask.js"></script>
"""
Tables = dict[str, list[dict[str, str]]]


class Stored:
    """Projects in a file, read when they are asked for."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a+b")
        self._starts: list[int] = []

    def keep(self, projects: Iterable[Project], see: Callable[[Project], object]) -> None:
        """Write the projects; each is shown to `see`, and what only that asks for is not kept."""
        self._file.truncate(0)
        for project in projects:
            see(project)
            pickle.dump(replace(project, lemmas=NOTHING, parts=NOTHING), self._file)
        self._file.flush()

    def __iter__(self) -> Iterator[Project]:
        self._starts, start = [], self._file.seek(0)
        with suppress(EOFError):
            while True:
                project = pickle.load(self._file)
                self._starts.append(start)
                start = self._file.tell()
                yield project

    def __getitem__(self, number: int) -> Project:
        """One of the projects that were gone through."""
        self._file.seek(self._starts[number])
        found: Project = pickle.load(self._file)
        return found


def invented(tables: Tables, count: int) -> Iterator[Project]:
    """So many projects."""
    return Generator(tables, languages_from(tables, LANGUAGES)).projects(count)


def make(
    out: Path,
    projects: list[Project] | Stored,
    tables: Tables,
    kept: Path | None = None,
    more: Iterable[Document] = (),
) -> Index:
    """Write the index of the projects and the page; gives the index.

    Documents of `more` follow after them.
    """
    languages = languages_from(tables, LANGUAGES)
    known = Kept(kept)
    known.remind(languages)
    meanings = meanings_from(tables, languages)
    columns = Columns()
    order = arranged((one.facets for one in projects), FACETS)

    records = []

    def documents() -> Iterator[Document]:
        for project in map(projects.__getitem__, order):
            columns.add(project.facets)
            records.append(project.record)
            yield project.document

    index = build_index(chain(documents(), more), languages)
    finder = Finder(index, languages, meanings, forgiving=False)
    drawn = chain(columns.files(), record_files(records))
    made = shards(finder, languages, drawn, known)
    _write(out, made.items())
    known.close(languages)
    always = {"names.json", *(f"c-{name}.json" for name in FACETS)}
    _write(out, _page([path for path in made if path.rpartition("/")[2] in always]))
    return index


def _page(always: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The page and its scripts; what every query reads is fetched beside them."""
    scripts = yaml.safe_load((ROOT / "site/site.yml").read_text(encoding="utf-8"))["scripts"]
    made = dict(assets(ROOT / "site/assets", {**scripts, "columns.js": ["search-columns.js"]}))
    for name in ("search.js", "search-list.js", "columns.js"):
        yield f"assets/{name}", made[name][1]
    facets = "".join(f'<section data-facet="{name}"><ul></ul></section>' for name in FACETS)
    links, above = ("".join(LINK.format(start + path) for path in always) for start in ("", "../"))
    yield "index.html", PAGE.format(links=links, facets=facets).encode()
    yield "ask/index.html", ASK.format(links=above).encode()
    yield "ask/ask.js", (HERE / "ask.js").read_bytes()


def _write(out: Path, files: Iterable[tuple[str, bytes]]) -> None:
    made: set[str] = set()
    for path, body in files:
        parent = path.rpartition("/")[0]
        if parent not in made:
            (out / parent).mkdir(parents=True, exist_ok=True)
            made.add(parent)
        (out / path).write_bytes(body)


def _plain(project: Project) -> str:
    """A project as a line of JSON for the other engines."""
    texts: dict[str, list[str]] = {"title": [], "names": [], "text": [], "theme": []}
    for one in project.document.fields:
        texts[one.kind].append(one.text)
    told = {name: " ".join(own) for name, own in texts.items()}
    told["themes"] = told.pop("theme")
    own = {"id": project.document.ident, "lang": project.facets["language"][0]}
    return json.dumps({**own, **told, "facets": project.facets}, ensure_ascii=False)


def again(out: Path) -> None:
    """Make the index anew with one project more, then tell seconds."""
    start = time.process_time()
    tables = read_tables(ROOT / "data/published")
    with TemporaryDirectory() as place:
        make(Path(place), Stored(out / PROJECTS), tables, out / KEPT, [ADDED])
        spent = time.process_time() - start
    print(json.dumps({"again": spent}))


def first(out: Path) -> None:
    """Make the index, then tell seconds and megabytes."""
    start = time.process_time()
    tables = read_tables(ROOT / "data/published")
    index = make(out, Stored(out / PROJECTS), tables, out / KEPT)
    spent = time.process_time() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    asked = heaviest(index, languages_from(tables, LANGUAGES))
    _keep(out, "heavy", asked)
    print(json.dumps({"seconds": spent, "megabytes": most}))


def invent(out: Path, count: int) -> None:
    """Write the projects, what the other engines read, and the judged queries."""
    out.mkdir(parents=True, exist_ok=True)
    tables = read_tables(ROOT / "data/published")
    generator = Generator(tables, languages_from(tables, LANGUAGES))
    judge = Judge(candidates(generator, count))
    with (out / "documents.jsonl").open("w", encoding="utf-8") as lines:

        def see(project: Project) -> None:
            judge.see(project)
            lines.write(_plain(project) + "\n")

        Stored(out / PROJECTS).keep(invented(tables, count), see)
    asked = [
        {"kind": o.kind, "text": o.text, "wanted": sorted(o.wanted), "fitting": sorted(o.fitting)}
        for o in judge.asked()
    ]
    _keep(out, "queries", asked)
    _keep(out, "common", judge.commonest(COMMON))


def _keep(out: Path, name: str, told: object) -> None:
    """Write what is asked."""
    text = json.dumps(told, ensure_ascii=False)
    (out / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    verb, place, *size = sys.argv[1:]
    collect_seldom()
    if verb == "invent":
        invent(Path(place), int(*size))
    else:
        {"first": first, "again": again}[verb](Path(place))
