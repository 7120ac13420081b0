"""A small local server that sends the built site as site/hosting.yml wants it sent."""

from __future__ import annotations

import os
from collections.abc import Callable
from email.utils import formatdate
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from pipeline.model import BadInputError, Problem
from pipeline.site.compress import SUFFIXES
from pipeline.site.hosting import error_page, headers_of, hosting


def serve_folder(folder: Path, port: int, under: str, say: Callable[[str], object]) -> None:
    """Serve `folder` on the loopback address, under the path `under`, until stopped.

    Raises BadInputError if there is no site yet or the port is taken.
    """
    if not (folder / "index.html").is_file():
        raise BadInputError([Problem(str(folder), 0, "", "holds no site", "run make site first")])
    try:
        server = site_server(folder, port, under)
    except OSError as error:
        what = f"cannot be used ({error.strerror})"
        raise BadInputError(
            [Problem(f"port {port}", 0, "", what, "choose another --port")]
        ) from None
    with server:
        say(f"The site is on http://127.0.0.1:{port}{under} (stop with Ctrl-C).")
        server.serve_forever()


class SiteHandler(SimpleHTTPRequestHandler):
    """Answers with the headers, compressed files and error pages of the site."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, folder: Path, under: str) -> None:
        self.folder = folder.resolve()
        self.under = under
        super().__init__(*args)  # type: ignore[arg-type]

    def send_head(self) -> BinaryIO | None:
        """Send the headers of the answer; the body to follow, or None."""
        path = unquote(urlsplit(self.path).path)
        if path + "/" == self.under or (path.startswith(self.under) and self._is_folder(path)):
            self._moved(path + "/")
            return None
        inside = path.removeprefix(self.under) if path.startswith(self.under) else None
        if inside is not None and (inside == "" or inside.endswith("/")):
            inside += "index.html"
        if inside is None or not self._is_file(inside):
            return self._not_found(inside or "")
        return self._found(inside)

    def _is_folder(self, path: str) -> bool:
        inside = path.removeprefix(self.under)
        return bool(inside) and not path.endswith("/") and self._at(inside).is_dir()

    def _is_file(self, inside: str) -> bool:
        found = self._at(inside)
        return found.is_relative_to(self.folder) and found.is_file()

    def _at(self, inside: str) -> Path:
        return Path(os.path.normpath(self.folder / inside.lstrip("/")))

    def _moved(self, path: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self._send_headers("", {"Location": path, "Content-Length": "0"})

    def _not_found(self, inside: str) -> BinaryIO:
        name = error_page(inside)
        body = self._at(name).read_bytes() if self._is_file(name) else b""
        self.send_response(HTTPStatus.NOT_FOUND)
        own = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
        self._send_headers(name, own)
        return BytesIO(body)

    def _found(self, inside: str) -> BinaryIO | None:
        coding, file = self._smallest(inside)
        stamp = file.stat().st_mtime
        if self.headers.get("If-Modified-Since") == formatdate(stamp, usegmt=True):
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self._send_headers(inside, {})
            return None
        own = {
            "Content-Type": self._media_type(inside),
            "Content-Length": str(file.stat().st_size),
            "Last-Modified": formatdate(stamp, usegmt=True),
            "Vary": "Accept-Encoding",
        }
        self.send_response(HTTPStatus.OK)
        self._send_headers(inside, own | ({"Content-Encoding": coding} if coding else {}))
        return file.open("rb")

    def _smallest(self, inside: str) -> tuple[str, Path]:
        """(coding, file) to send: Brotli, gzip or plain, as the reader accepts and there is."""
        accepted = {part.strip() for part in self.headers.get("Accept-Encoding", "").split(",")}
        plain = self._at(inside)
        for coding in ("br", "gzip"):
            file = plain.with_name(plain.name + SUFFIXES[coding])
            if coding in accepted and file.is_file():
                return coding, file
        return "", plain

    def _media_type(self, inside: str) -> str:
        suffix = Path(inside).suffix
        known: str = hosting()["types"].get(suffix) or self.guess_type(inside)
        return f"{known}; charset=utf-8" if known in {"text/html", "text/css"} else known

    def _send_headers(self, inside: str, own: dict[str, str]) -> None:
        for name, value in {**headers_of(inside), **own}.items():
            self.send_header(name, value)
        self.end_headers()


def site_server(
    folder: Path, port: int, under: str = "/", handler: type[SiteHandler] = SiteHandler
) -> ThreadingHTTPServer:
    """A server of the site in `folder`; `under` begins and ends with a slash."""
    made = partial(handler, folder=folder, under=under)
    return ThreadingHTTPServer(("127.0.0.1", port), made)
