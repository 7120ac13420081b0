"""Our search beside others, in one run: `make bench-search`, N=10000 for more projects.

The projects and queries are invented (corpus.py, queries.py): recall is of the projects into which
a word was put in any form, precision counts those that have it inside a longer word too. Ours also
finds other words of the same meaning in three languages, which count as false here, since the words
of a project were drawn by lot. All engines search the same texts in Chromium. Bytes are gzip -6 of
what is fetched. "First" is a page that has nothing yet, "further" a query on a page that has
answered one; the heaviest are the commonest words and the forms that belong to several of them,
alone, begun, with a slip, in phrases and without others, each on a page of its own, in our syntax
alone. Ours counts three facets and draws ten records with each answer, Pagefind counts the facets,
the others only search. Seconds of the build are CPU seconds for ours, elapsed ones for the others,
the projects being invented before; the memory told for Pagefind is without the program that it
starts. Ours keeps what it found out: "again" is a build with one project more after the others.
Milliseconds depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.search.queries import KINDS, Query

HERE = Path(__file__).parent
ENGINES = ("ours", "minisearch", "flexsearch", "lunr", "pagefind")
RESULTS = HERE / "RESULTS.md"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FIRST = "(name) => window.ready(name)"
MANY, TIMES = 5, 3
TOP = 10


@dataclass
class Measured:
    """What one engine needs and finds."""

    engine: str
    seconds: float
    again: float | None
    megabytes: float
    disk: float
    first_bytes: float
    first_ms: float
    further_bytes: list[float]
    heavy_bytes: list[float]
    warm_ms: list[float]
    recall: dict[str, float]
    precision: float


class Counting(SimpleHTTPRequestHandler):
    """Serves files as servers do, one after another on a line, and tells which."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    fetched: list[Path]

    def do_GET(self) -> None:
        path = Path(self.translate_path(unquote(self.path)))
        if path.is_file():
            self.fetched.append(path)
        super().do_GET()

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """Address of a folder, and the list that fetched files are added to."""
    fetched: list[Path] = []
    own = type("Own", (Counting,), {"fetched": fetched})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(own, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", fetched
    server.shutdown()


@cache
def _weight(path: Path) -> float:
    """kB of a file compressed."""
    return len(gzip.compress(path.read_bytes(), 6)) / 1e3


def main() -> None:
    """Build, ask and tell."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=150)
    options.add_argument("--engines", nargs="*", default=list(ENGINES), choices=ENGINES)
    options.add_argument("--folder", type=Path, help="keep the files here, use those of before")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        built = {name: build(name, folder, chosen.count) for name in order(chosen.engines)}
        os.sync()  # what the builds left to the disk would slow the first answers
        queries = read_queries(folder)
        common, heavy = (
            json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
            for name in ("common", "heavy")
        )
        with sync_playwright() as playwright, serving(folder) as (root, fetched):
            path = playwright.chromium.executable_path
            system = "/usr/bin/chromium"
            browser = playwright.chromium.launch(
                executable_path=system if Path(system).exists() else path, args=FLAGS
            )
            found = [
                measure(browser, root, fetched, name, built[name], queries, common, heavy)
                for name in chosen.engines
            ]
            told = table(found, chosen.count, queries, browser.version)
    print(told)
    keep(chosen.count, told)


def order(engines: Iterable[str]) -> list[str]:
    """Ours first: the others read the documents that it writes."""
    return ["ours", *(name for name in engines if name != "ours")]


def build(name: str, folder: Path, count: int) -> tuple[float, float | None, float, float]:
    """Seconds of an index, those of a second build, megabytes of memory and megabytes on disk."""
    before = folder / f"built-{name}.json"
    if not before.exists():
        before.write_text(json.dumps(_built(name, folder, count)), encoding="utf-8")
    told = json.loads(before.read_text(encoding="utf-8"))
    own = folder / ("assets" if name == "ours" else name)
    disk = sum(path.stat().st_size for path in own.rglob("*") if path.is_file()) / 1e6
    return told["seconds"], told.get("again"), told["megabytes"], disk


def _built(name: str, folder: Path, count: int) -> dict[str, float]:
    if name == "ours":
        own = [sys.executable, "-m", "benchmarks.search.site"]
        _said(*own, "invent", folder, count)
        return _told(*own, "first", folder) | _told(*own, "again", folder)
    return _told("node", "--max-old-space-size=12000", HERE / "engines.mjs", name, folder)


def _told(*command: object) -> dict[str, float]:
    told: dict[str, float] = json.loads(_said(*command).splitlines()[-1])
    return told


def _said(*command: object) -> str:
    done = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True)
    return done.stdout


def read_queries(folder: Path) -> list[Query]:
    """The judged queries that were written beside the documents."""
    rows = json.loads((folder / "queries.json").read_text(encoding="utf-8"))
    return [
        Query(row["kind"], row["text"], wanted=set(row["wanted"]), fitting=set(row["fitting"]))
        for row in rows
    ]


def measure(
    browser: Browser,
    root: str,
    fetched: list[Path],
    name: str,
    built: tuple[float, float | None, float, float],
    queries: list[Query],
    common: list[str],
    heavy: list[str],
) -> Measured:
    """Ask one engine everything."""
    asked_first = common[:MANY] * TIMES
    firsts = [first_answer(browser, root, fetched, name, text) for text in asked_first]
    page = opened(browser, root)
    page.evaluate(FIRST, name)
    page.evaluate("(text) => window.timed(text)", common[0])
    further = []
    for text in [*common[1:], *(one.text for one in queries)]:
        fetched.clear()
        page.evaluate("(text) => window.timed(text)", text)
        further.append(sum(map(_weight, fetched)))
    asked = heavy if name == "ours" else []
    heaviest = [further_answer(browser, root, fetched, name, common[0], text) for text in asked]
    texts = [*common, *(one.text for one in queries)]
    warm = [page.evaluate("(text) => window.timed(text)", text) for text in texts]
    recall, precision = judged(page, queries)
    page.close()
    return Measured(
        name,
        *built,
        statistics.median(size for size, _ in firsts),
        statistics.median(spent for _, spent in firsts),
        further,
        heaviest,
        warm,
        recall,
        precision,
    )


def opened(browser: Browser, root: str) -> Page:
    """A new page with an empty cache."""
    page = browser.new_context().new_page()
    page.set_default_timeout(600_000)
    page.goto(f"{root}ask/index.html")
    return page


def first_answer(
    browser: Browser, root: str, fetched: list[Path], name: str, text: str
) -> tuple[float, float]:
    """kB and milliseconds from nothing to the first answer."""
    page = opened(browser, root)
    fetched.clear()
    spent = page.evaluate("([name, text]) => window.first(name, text)", [name, text])
    page.context.close()
    return sum(map(_weight, fetched)), spent


def further_answer(
    browser: Browser, root: str, fetched: list[Path], name: str, before: str, text: str
) -> float:
    """kB of a query on a page that has answered one."""
    page = opened(browser, root)
    page.evaluate(FIRST, name)
    page.evaluate("(text) => window.timed(text)", before)
    fetched.clear()
    page.evaluate("(text) => window.timed(text)", text)
    page.context.close()
    return sum(map(_weight, fetched))


def judged(page: Page, queries: list[Query]) -> tuple[dict[str, float], float]:
    """Recall by kind of query, and precision of the first answers."""
    shares: dict[str, list[float]] = {kind: [] for kind in KINDS}
    right = all_of = 0
    for one in queries:
        found = page.evaluate("(text) => window.ask(text, true)", one.text)
        shares[one.kind].append(len(one.wanted.intersection(found)) / len(one.wanted))
        top = found[:TOP]
        right, all_of = right + len(one.fitting.intersection(top)), all_of + len(top)
    recall = {kind: statistics.mean(own) for kind, own in shares.items() if own}
    return recall, right / max(all_of, 1)


def table(found: list[Measured], count: int, queries: list[Query], browser: str) -> str:
    """The figures in Markdown."""
    kinds = [kind for kind in KINDS if any(one.kind == kind for one in queries)]
    lines = [
        f"## {count} projects, {len(queries)} judged queries",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, Python {platform.python_version()}, "
        f"Chromium {browser}, load average {os.getloadavg()[0]:.1f}",
        "",
        "| | " + " | ".join(one.engine for one in found) + " |",
        "|---|" + "---:|" * len(found),
    ]
    lines += [
        *(_line(f"recall, {k}", [f"{one.recall[k]:.2f}" for one in found]) for k in kinds),
        _line(f"precision of the first {TOP}", [f"{one.precision:.2f}" for one in found]),
        _line("kB to the first answer", [f"{one.first_bytes:.0f}" for one in found]),
        _line("first answer, ms", [f"{one.first_ms:.0f}" for one in found]),
        _line(
            "kB of a further query, mean / p95 / most", [_spread(o.further_bytes) for o in found]
        ),
        _line(
            "kB of the heaviest queries, mean / p95 / most", [_spread(o.heavy_bytes) for o in found]
        ),
        _line("answer after load, ms, p50 / p95", [_halves(one.warm_ms) for one in found]),
        _line("build, s", [f"{one.seconds:.0f}" for one in found]),
        _line("build again, s", [_if_any(one.again) for one in found]),
        _line("memory of the build, MB", [f"{one.megabytes:.0f}" for one in found]),
        _line("on disk, MB", [f"{one.disk:.1f}" for one in found]),
    ]
    return "\n".join(lines) + "\n"


def _line(name: str, cells: list[str]) -> str:
    return f"| {name} | " + " | ".join(cells) + " |"


def _if_any(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}"


def _spread(values: list[float]) -> str:
    if not values:
        return ""
    high = statistics.quantiles(values, n=20)[-1]
    return f"{statistics.mean(values):.0f} / {high:.0f} / {max(values):.0f}"


def _halves(values: list[float]) -> str:
    return f"{statistics.median(values):.1f} / {statistics.quantiles(values, n=20)[-1]:.1f}"


def keep(count: int, told: str) -> None:
    """Put the figures in the place of those of as many projects."""
    kept = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    parts = kept.split("\n## ")[1:]
    own = {int(part.split()[0]): f"## {part.strip()}\n" for part in parts} | {count: told}
    head = f"# The search beside others\n\n{(__doc__ or '').strip()}"
    RESULTS.write_text("\n".join([head + "\n", *(own[n] for n in sorted(own))]), encoding="utf-8")


if __name__ == "__main__":
    main()
