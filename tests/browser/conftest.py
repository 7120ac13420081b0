"""The real site on a local server, in the system's Chromium."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from pipeline.cli.serve import SiteHandler, site_server
from pipeline.site import render_site
from tests.places import PUBLISHED

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


SUB_PATH = "/digiavustukset/"

expect.set_options(timeout=60_000)
# What is waited for comes at once or, on a busy machine, late: no test hangs on how late.


class Quiet(SiteHandler):
    """Serves without telling of each request."""

    def log_message(self, *args: object) -> None:
        pass


def chromium() -> str:
    """Path of the system's Chromium."""
    return next(path for name in NAMES if (path := shutil.which(name)))


@contextmanager
def served(folder: Path, under: str) -> Iterator[str]:
    """Address of a folder that `digiavustukset serve` sends, with all its headers."""
    with site_server(folder, 0, under, Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}{under}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a site made for a sub-path, as many hosts serve it."""
    folder = tmp_path_factory.mktemp("hosted") / "site"
    folder.mkdir()
    with served(folder, SUB_PATH) as url:
        render_site(PUBLISHED, folder, lambda _: None, url)
        yield url


@pytest.fixture(scope="session")
def root_address(site: Path) -> Iterator[str]:
    """Address of the site served from the root of a host."""
    with served(site, "/") as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails the test on a console message, a script error or a foreign request."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    trouble: list[str] = []
    own = (address, f"blob:{address.split('/digiavustukset')[0]}")
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith(own) else trouble.append(request.url),
    )
    yield page
    context.close()
    assert trouble == []
