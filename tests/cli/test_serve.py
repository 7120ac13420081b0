"""A look at the built site."""

from __future__ import annotations

import re
import subprocess
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from pipeline.cli.serve import SiteHandler, site_server
from pipeline.site import render_site
from pipeline.site.hosting import headers_of
from tests.places import SCRIPT
from tests.world import Script


def test_without_a_site_the_next_move_is_told(tmp_path: Path, script: Script) -> None:
    run = script("serve", "--site", tmp_path)
    assert (run.code, run.out) == (1, "")
    assert run.err == f"{tmp_path}: holds no site; run make site first.\n"


def test_a_port_that_is_taken_is_told(tmp_path: Path, script: Script) -> None:
    (tmp_path / "index.html").write_text("x", encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler) as other:
        port = other.server_address[1]
        run = script("serve", "--site", tmp_path, "--port", str(port))
    assert run.code == 1
    assert run.err.startswith(f"port {port}: cannot be used")
    assert "choose another --port" in run.err


def test_the_site_is_served_on_this_machine_alone(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("Påhittby", encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), SimpleHTTPRequestHandler) as free:
        port = free.server_address[1]
    words = [str(SCRIPT), "serve", "--site", str(tmp_path), "--port", str(port)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        try:
            assert server.stdout is not None
            line = server.stdout.readline().decode()
            told = re.search(r"http://127\.0\.0\.1:\d+/", line)
            assert told, line
            with urllib.request.urlopen(told.group(), timeout=20) as answer:
                assert answer.read().decode() == "Påhittby"
        finally:
            server.terminate()


class Quiet(SiteHandler):
    """Serves without telling of each request."""

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def compressed_site(golden_packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented world, made for a sub-path and compressed."""
    folder = tmp_path_factory.mktemp("served") / "site"
    base_url = "https://example.org/digiavustukset/"
    render_site(golden_packages, folder, lambda _: None, base_url, compress=True)
    return folder


@pytest.fixture(scope="module")
def port(compressed_site: Path) -> Iterator[int]:
    """Port of a server that sends it under /digiavustukset/."""
    with site_server(compressed_site, 0, "/digiavustukset/", Quiet) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


@dataclass(frozen=True)
class Answer:
    """What the server sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(port: int, path: str, **headers: str) -> Answer:
    """What the server answers; names of `headers` with _ for -."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    answer = connection.getresponse()
    told = Answer(answer.status, dict(answer.getheaders()), answer.read())
    connection.close()
    return told


def test_every_answer_carries_the_headers_of_the_site(port: int) -> None:
    for path in ("", "index.html", "sv/", "no/such/page", "data/index.html", "favicon.ico"):
        headers = ask(port, f"/digiavustukset/{path}").headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("accepts", "coding", "suffix"),
    [
        ("gzip, deflate, br", "br", ".br"),
        ("gzip", "gzip", ".gz"),
        ("", None, ""),
        ("br;q=0, gzip", "gzip", ".gz"),
    ],
)
def test_the_smallest_file_that_the_reader_accepts_is_sent(
    port: int, compressed_site: Path, accepts: str, coding: str | None, suffix: str
) -> None:
    answer = ask(port, "/digiavustukset/hankkeet/", Accept_Encoding=accepts)
    assert answer.headers.get("Content-Encoding") == coding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.body == (compressed_site / f"hankkeet/index.html{suffix}").read_bytes()


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/digiavustukset/hankkeet/ei-ole.html", "404.html"),
        ("/digiavustukset/sv/projekt/djupt/inne/", "sv/404.html"),
        ("/digiavustukset/en/nothing", "en/404.html"),
        ("/digiavustukset/assets/", "404.html"),
        ("/digiavustukset/../../../etc/passwd", "404.html"),
        ("/digiavustukset/%2e%2e/%2e%2e/etc/passwd", "404.html"),
        ("/elsewhere.html", "404.html"),
    ],
)
def test_what_is_not_there_is_told_in_the_language_of_the_address(
    port: int, compressed_site: Path, path: str, page: str
) -> None:
    answer = ask(port, path)
    assert (answer.status, answer.body) == (404, (compressed_site / page).read_bytes())


def test_a_folder_without_its_slash_leads_to_it(port: int) -> None:
    answer = ask(port, "/digiavustukset/sv")
    assert (answer.status, answer.headers["Location"]) == (301, "/digiavustukset/sv/")
    assert ask(port, "/digiavustukset").headers["Location"] == "/digiavustukset/"


def test_marked_files_are_kept_for_good_and_pages_are_asked_anew(
    port: int, compressed_site: Path
) -> None:
    (sheet,) = (compressed_site / "assets").glob("site.*.css")
    kept = ask(port, f"/digiavustukset/assets/{sheet.name}").headers["Cache-Control"]
    assert kept == "public, max-age=31536000, immutable"
    page = ask(port, "/digiavustukset/")
    assert page.headers["Cache-Control"] == "no-cache"
    again = ask(port, "/digiavustukset/", If_Modified_Since=page.headers["Last-Modified"])
    assert (again.status, again.body) == (304, b"")


def test_the_data_are_open_to_pages_elsewhere(port: int) -> None:
    data = ask(port, "/digiavustukset/data/grants/projects.csv").headers
    assert data["Access-Control-Allow-Origin"] == "*"
    assert data["Content-Type"] == "text/csv; charset=utf-8"
    assert "Access-Control-Allow-Origin" not in ask(port, "/digiavustukset/").headers


def test_only_charts_to_embed_may_stand_in_a_frame_elsewhere() -> None:
    for path in ("embed/calls.html", "sv/embed/calls.html", "en/embed/calls.html"):
        assert "frame-ancestors *" in headers_of(path)["Content-Security-Policy"]
    for path in ("index.html", "embed.html", "data/index.html", "sv/kaaviot/embed/x.html"):
        assert "frame-ancestors 'none'" in headers_of(path)["Content-Security-Policy"]
