"""A look at the built site."""

from __future__ import annotations

import re
import subprocess
import urllib.request
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

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
