"""The example configurations of docs/server do what site/hosting.yml asks, on real servers."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path

import pytest

from pipeline.site import render_site
from pipeline.site.hosting import headers_of, hosting
from tests.places import ROOT

EXAMPLES = ROOT / "docs/server"
Headers = dict[str, str]
Answer = tuple[int, Headers, bytes]
SELF_SIGNED = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
SELF_SIGNED += ["-subj", "/CN=example.org"]
MODULES = Path("/usr/lib/nginx/modules")
PATHS = ("", "hankkeet/", "en/projects/2020-keksi.html", "data/grants/projects.csv", "robots.txt")
FRAMED = ("embed/calls.html", "sv/embed/calls.html")


@pytest.fixture(scope="module")
def folder(golden_packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented world, made for https://example.org/ and compressed."""
    made = tmp_path_factory.mktemp("hosted") / "site"
    render_site(golden_packages, made, lambda _: None, "https://example.org/", compress=True)
    return made


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def nginx(folder: Path, work: Path) -> tuple[list[str], int, bool]:
    """(command, port, whether over TLS) of an nginx with the example for `folder`."""
    port = free_port()
    text = (EXAMPLES / "nginx.conf").read_text(encoding="utf-8")
    key, certificate = work / "key.pem", work / "certificate.pem"
    subprocess.run(
        [*SELF_SIGNED, "-keyout", str(key), "-out", str(certificate)],
        check=True,
        capture_output=True,
    )
    for old, new in (
        ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("/etc/ssl/example.org.pem", str(certificate)),
        ("/etc/ssl/example.org.key", str(key)),
        ("/srv/digiavustukset", str(folder)),
    ):
        assert old in text
        text = text.replace(old, new)
    brotli = MODULES / "ngx_http_brotli_static_module.so"
    loads = f"load_module {brotli};" if brotli.exists() else ""
    if os.geteuid() == 0:  # else its workers are nobody, who may not read the folders of tests
        loads += "user root;"
    if not brotli.exists():
        text = text.replace("brotli_static on;", "")
    (work / "site.conf").write_text(text, encoding="utf-8")
    (work / "nginx.conf").write_text(
        f"{loads}\npid {work}/pid;\nerror_log stderr;\ndaemon off;\nworker_processes 1;\n"
        f"events {{}}\nhttp {{\naccess_log off;\ninclude {work}/site.conf;\n}}\n",
        encoding="utf-8",
    )
    return ["nginx", "-p", str(work), "-c", str(work / "nginx.conf"), "-e", "stderr"], port, True


def caddy(folder: Path, work: Path) -> tuple[list[str], int, bool]:
    """(command, port, whether over TLS) of a Caddy with the example for `folder`."""
    port = free_port()
    text = (EXAMPLES / "Caddyfile").read_text(encoding="utf-8")
    for old, new in (
        ("\nexample.org {", f"\n{{\n\tadmin off\n}}\nhttp://127.0.0.1:{port} {{"),
        ("/srv/digiavustukset", str(folder)),
    ):
        assert old in text
        text = text.replace(old, new)
    file = work / "Caddyfile"
    file.write_text(text, encoding="utf-8")
    return ["caddy", "run", "--config", str(file), "--adapter", "caddyfile"], port, False


@pytest.fixture(scope="module", params=[nginx, caddy], ids=["nginx", "caddy"])
def ask(
    request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Answer]]:
    """Ask a running server for a path."""
    name = request.param.__name__
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed: its example was not tried")
    work = tmp_path_factory.mktemp(name)
    command, port, secure = request.param(folder, work)
    env = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(work)}
    with (work / "log").open("wb") as log, subprocess.Popen(command, stderr=log, env=env) as run:
        try:
            wait_for(port, run, work / "log")
            yield lambda path, coding="identity": answer(port, secure, path, coding)
        finally:
            run.terminate()


def wait_for(port: int, run: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the port answers."""
    for _ in range(200):
        assert run.poll() is None, log.read_text(encoding="utf-8")
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(log.read_text(encoding="utf-8"))


def answer(port: int, secure: bool, path: str, coding: str) -> Answer:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    connection = (
        HTTPSConnection("127.0.0.1", port, timeout=20, context=context)
        if secure
        else HTTPConnection("127.0.0.1", port, timeout=20)
    )
    connection.request("GET", f"/{path}", headers={"Accept-Encoding": coding})
    told = connection.getresponse()
    body = told.read()
    headers = dict(told.getheaders())
    connection.close()
    return told.status, headers, body


def test_every_header_is_sent(ask: Callable[..., Answer], folder: Path) -> None:
    sheet = next((folder / "assets").glob("site.*.css")).relative_to(folder).as_posix()
    for path in (*PATHS, *FRAMED, sheet, "sv/ei-ole", "ei-ole"):
        _, headers, _ = ask(path)
        for name, value in {**headers_of(path), **hosting()["https_headers"]}.items():
            assert headers.get(name) == value, (path, name)
        if not path.startswith("data/"):
            assert "Access-Control-Allow-Origin" not in headers


def test_compressed_files_are_sent_to_those_who_accept_them(
    ask: Callable[..., Answer], folder: Path, request: pytest.FixtureRequest
) -> None:
    codings = {"br": ".br", "gzip": ".gz"}
    if "nginx" in request.node.name and not list(MODULES.glob("*brotli_static*")):
        del codings["br"]
    for coding, suffix in codings.items():
        _, headers, body = ask("hankkeet/", coding)
        assert headers["Content-Encoding"] == coding
        assert body == (folder / f"hankkeet/index.html{suffix}").read_bytes()
    _, headers, body = ask("hankkeet/")
    assert "Content-Encoding" not in headers
    assert body == (folder / "hankkeet/index.html").read_bytes()


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("hankkeet/ei-ole.html", "404.html"),
        ("ei/ole/", "404.html"),
        ("assets/", "404.html"),
        ("sv/projekt/djupt/inne", "sv/404.html"),
        ("sv/ingenting/", "sv/404.html"),
        ("en/nothing", "en/404.html"),
    ],
)
def test_what_is_not_there_is_told_in_the_language_of_the_address(
    ask: Callable[..., Answer], folder: Path, path: str, page: str
) -> None:
    status, _, body = ask(path)
    assert (status, body) == (404, (folder / page).read_bytes())


def test_media_types_are_right(ask: Callable[..., Answer], folder: Path) -> None:
    wanted = {".html": "text/html; charset=utf-8", ".svg": "image/svg+xml", **hosting()["types"]}
    tried = {path.suffix: path for path in folder.rglob("*") if path.suffix in wanted}
    assert set(tried) >= wanted.keys() - {".md"}
    for suffix, path in tried.items():
        _, headers, _ = ask(path.relative_to(folder).as_posix())
        assert headers["Content-Type"].lower() == wanted[suffix]


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_the_examples_say_the_headers_of_the_site(name: str) -> None:
    text = re.sub(r"\s+", " ", (EXAMPLES / name).read_text(encoding="utf-8"))
    rules = hosting()
    for header, value in {**rules["headers"], **rules["https_headers"]}.items():
        assert header in text
        assert f'"{value}"' in text
