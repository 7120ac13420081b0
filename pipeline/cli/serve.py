"""A small local server for looking at the built site."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pipeline.model import BadInputError, Problem


def serve_folder(folder: Path, port: int, say: Callable[[str], object]) -> None:
    """Serve `folder` on the loopback address until stopped.

    Raises BadInputError if there is no site yet or the port is taken.
    """
    if not (folder / "index.html").is_file():
        raise BadInputError([Problem(str(folder), 0, "", "holds no site", "run make site first")])
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        what = f"cannot be used ({error.strerror})"
        raise BadInputError(
            [Problem(f"port {port}", 0, "", what, "choose another --port")]
        ) from None
    with server:
        say(f"The site is on http://127.0.0.1:{port}/ (stop with Ctrl-C).")
        server.serve_forever()
