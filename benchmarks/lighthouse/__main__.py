"""Run Lighthouse (mobile preset, system Chromium) on every kind of page and print its scores.

`python -m benchmarks.lighthouse [KIND …]`; exit code 1 if a score is under the floor. The site is
made anew as for a host, compressed, and served by `digiavustukset serve`. Scores of performance
depend on the machine: let nothing else run. A run over every kind is kept in RESULTS.md.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

from pipeline.cli.serve import site_server
from pipeline.site import render_site
from tests.browser.conftest import FLAGS, Quiet, chromium
from tests.pages import KINDS
from tests.places import PUBLISHED, ROOT

HERE = Path(__file__).parent
PROGRAM = ROOT / "build/lighthouse/node_modules/.bin/lighthouse"
FLOOR = 99
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FIGURES = {
    "largest-contentful-paint": "LCP ms",
    "total-blocking-time": "TBT ms",
    "cumulative-layout-shift": "CLS",
    "total-byte-weight": "bytes",
}
NOT_A_PAGE = {"not found"}
"""Lighthouse measures no page whose status is an error."""
TRIES = 3
"""Lighthouse now and then loses its browser; such a run tells nothing about the page."""
ABOUT = """# Scores of Lighthouse

Every kind of page of the Finnish site, mobile preset, as `make lighthouse` measured it on {day};
under the table stands what cost a score points.
"""
HEAD = "\n".join(
    "| " + " | ".join(cells) + " |"
    for cells in (
        ("page", *CATEGORIES, *FIGURES.values()),
        ("---", *["---:"] * (len(CATEGORIES) + len(FIGURES))),
    )
)


def install() -> None:
    """Install the pinned Lighthouse under build/; nothing of it is run at installation."""
    folder = PROGRAM.parents[2]
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(HERE / name, folder / name)
    if not PROGRAM.exists():
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(command, cwd=folder, check=True)


@contextmanager
def served() -> Iterator[str]:
    """Address of the site as on a host."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "site"
        folder.mkdir()
        with site_server(folder, 0, "/", Quiet) as server:
            address = f"http://127.0.0.1:{server.server_address[1]}/"
            render_site(PUBLISHED, folder, lambda _: None, address, compress=True)
            Thread(target=server.serve_forever, daemon=True).start()
            yield address
            server.shutdown()


def measure(url: str) -> dict[str, Any]:
    """The report of Lighthouse on one page."""
    flags = " ".join(flag for flag in FLAGS if flag != "--headless")
    command = [str(PROGRAM), url, "--quiet", "--output=json", f"--chrome-flags=--headless {flags}"]
    for _ in range(TRIES):
        done = subprocess.run(
            command, env={**os.environ, "CHROME_PATH": chromium()}, capture_output=True, check=False
        )
        if done.returncode == 0:
            report: dict[str, Any] = json.loads(done.stdout)
            return report
    last = done.stderr.decode().strip().splitlines()[-1:] or ["it says nothing"]
    sys.exit(f"Lighthouse gave no report on {url} in {TRIES} tries ({last[0]}): run it again.")


def rows(kinds: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(row of the table, report) for each kind of page, once it is measured."""
    with served() as address:
        for kind in kinds:
            report = measure(address + KINDS[kind][0].removesuffix("index.html"))
            figures = [round(report["audits"][f]["numericValue"], 3) for f in FIGURES]
            cells = [*map(str, scores(report)), *(f"{figure:g}" for figure in figures)]
            yield f"| {kind} | " + " | ".join(cells) + " |", report


def scores(report: dict[str, Any]) -> list[int]:
    """Points of 100 in each of CATEGORIES."""
    return [round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES]


def failed(report: dict[str, Any]) -> Iterator[str]:
    """What cost points, a line an audit."""
    for category in CATEGORIES:
        for part in report["categories"][category]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                yield f"{category}: {audit['id']}: {audit.get('displayValue', audit['title'])}"


def main() -> None:
    """Measure, print, keep, and exit with 1 if a page falls short."""
    install()
    every = [kind for kind in KINDS if kind not in NOT_A_PAGE]
    kinds = sys.argv[1:] or every
    table, short = [HEAD], False
    lost: list[str] = []
    print(HEAD)
    for kind, (row, report) in zip(kinds, rows(kinds), strict=True):
        print(row, flush=True)
        table.append(row)
        lost.extend(f"- {kind}: {audit}" for audit in failed(report))
        short = short or min(scores(report)) < FLOOR
    print("\n".join(["", *lost]))
    if kinds == every:
        text = "\n".join([ABOUT.format(day=date.today()), *table, "", *lost]).rstrip() + "\n"
        (HERE / "RESULTS.md").write_text(text, encoding="utf-8")
    sys.exit(1 if short else 0)


if __name__ == "__main__":
    main()
