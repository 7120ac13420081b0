"""How soon the page answers an idea in Chromium: `make bench-match` writes it to PAGE.md.

Every idea of the evaluation is asked in its three languages on one page each, as a visitor does:
from the button to the drawn answer. The page reads its words while the visitor writes, who here
takes a second for the first idea; vectors are read with the answer that needs them.
"""

from __future__ import annotations

import platform
import statistics
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.match.__main__ import HERE, LANGUAGES, POOLS, ideas
from pipeline.site import render_site
from tests.browser.conftest import FLAGS, chromium, served
from tests.pages import KINDS
from tests.places import PUBLISHED

ASK = """async (text) => {
  const said = document.getElementById("asking");
  const idea = document.getElementById("idea");
  const first = !idea.value;
  idea.value = text;
  if (first) {
    idea.dispatchEvent(new Event("input"));
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  const answered = new Promise((resolve) => {
    new MutationObserver((_, watch) => {
      if (said.textContent) return;
      watch.disconnect();
      resolve();
    }).observe(said, { childList: true, characterData: true, subtree: true });
  });
  const start = performance.now();
  document.querySelector("#idea-form button").click();
  await answered;
  document.getElementById("hits").getBoundingClientRect();
  return performance.now() - start;
}"""
"""Milliseconds from the button to the answer laid out."""


def milliseconds(browser: Browser, address: str) -> Iterator[tuple[str, list[float]]]:
    """For each language, how long each idea took, in order; the first with its files."""
    texts = {idea.ident: idea.texts for pool in POOLS for idea in ideas("judged_synthetic", pool)}
    for language, path in zip(LANGUAGES, KINDS["before you apply"], strict=True):
        page = browser.new_page()
        page.goto(address + path, wait_until="load")
        yield language, [page.evaluate(ASK, one[language]) for one in texts.values()]
        page.close()


@contextmanager
def site() -> Iterator[str]:
    """Address of the site as on a host."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "site"
        folder.mkdir()
        render_site(PUBLISHED, folder, lambda _: None)
        with served(folder, "/") as address:
            yield address


def table(took: Mapping[str, list[float]], program: str) -> str:
    """The page of figures, in Markdown."""
    lines = [
        "# How soon *Before you apply* answers\n",
        "Milliseconds from the button to the drawn answer in the page, for every idea of the",
        "evaluation. The page reads its words while the visitor writes, here for a second, and",
        "vectors with the answer that needs them. Written by `make bench-match`.\n",
        f"{date.today()}, {platform.machine()}, {program}\n",
        "| language | ideas | first | p50 | p95 | most |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for language, (first, *further) in took.items():
        parts = statistics.quantiles(further, n=20, method="inclusive")
        figures = (first, parts[9], parts[18], max(further))
        cells = " | ".join(f"{figure:.0f}" for figure in figures)
        lines.append(f"| {language} | {len(further) + 1} | {cells} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, write PAGE.md and print it."""
    with site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        took = dict(milliseconds(browser, address))
        told = table(took, f"Chromium {browser.version}")
        browser.close()
    (HERE / "PAGE.md").write_text(told, encoding="utf-8")
    print(told)


if __name__ == "__main__":
    main()
