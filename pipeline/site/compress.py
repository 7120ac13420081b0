"""Text files compressed once, when the site is made for a server, instead of at each request."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePosixPath

import brotli

SUFFIXES = {"gzip": ".gz", "br": ".br"}
"""Content coding → what its file is called beside the plain one."""
_TEXT = {
    ".css", ".csv", ".html", ".ico", ".js", ".json", ".jsonld", ".md", ".svg", ".ttl", ".txt",
    ".webmanifest", ".xml",
}  # fmt: skip


def compressed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """`<path>.gz` and `<path>.br` of every text file; only where they are smaller than the file."""
    texts = {name: body for name, body in files.items() if PurePosixPath(name).suffix in _TEXT}
    with ThreadPoolExecutor() as pool:  # both compressors let other threads run
        made = pool.map(_both, texts.values())
        return {
            name + suffix: small
            for (name, body), both in zip(texts.items(), made, strict=True)
            for suffix, small in both
            if len(small) < len(body)
        }


def _both(body: bytes) -> list[tuple[str, bytes]]:
    return list(_each(body))


def _each(body: bytes) -> Iterator[tuple[str, bytes]]:
    yield SUFFIXES["gzip"], gzip.compress(body, 9, mtime=0)
    yield SUFFIXES["br"], brotli.compress(body, mode=brotli.MODE_TEXT, quality=11)
