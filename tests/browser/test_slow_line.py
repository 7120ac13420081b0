"""A page that arrives piece by piece never moves what a reader already sees."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pipeline.cli.serve import site_server
from tests.browser.conftest import Quiet
from tests.browser.tour import JUMPS
from tests.pages import KINDS

pytestmark = pytest.mark.browser
PIECES = 150
"""So many tags arrive one by one; they fill more than the first screen."""
FRAME = 0.02
"""Seconds between two pieces: time for the browser to draw."""


class SlowLine(Quiet):
    """Sends the body of a page a tag at a time."""

    def copyfile(self, source, outputfile) -> None:  # type: ignore[no-untyped-def]
        """Send `source`, with a pause after each of the first tags of a page."""
        sent = source.read()
        start = sent.find(b"<body")
        if start >= 0:
            ends = [found.end() for found in re.finditer(rb">", sent[start:])][:PIECES]
            for begin, end in zip([-start, *ends], ends, strict=False):
                outputfile.write(sent[start + begin : start + end])
                outputfile.flush()
                time.sleep(FRAME)
            sent = sent[start + ends[-1] :]
        outputfile.write(sent)


@pytest.fixture(scope="module")
def slow_address(site: Path) -> Iterator[str]:
    """Address of the site behind a slow line."""
    with site_server(site, 0, "/", SlowLine) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("width", "language"), [(360, 1), (768, 0), (1440, 2)])
@pytest.mark.parametrize("kind", ["front", "projects", "project", "call", "municipality"])
def test_nothing_jumps_on_a_slow_line(
    browser: Browser, slow_address: str, kind: str, width: int, language: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(slow_address + KINDS[kind][language])
    assert page.evaluate(JUMPS) == []
    page.close()
