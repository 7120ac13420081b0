"""The public address of the site; what cannot be said without it is left out."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.model import BadInputError, Problem


@dataclass(frozen=True)
class Address:
    """Where the site is published: "" while nobody knows, else https://host/path/."""

    base_url: str

    def __post_init__(self) -> None:
        """Raise BadInputError unless the address is empty or a web address ending in a slash."""
        parts = urlsplit(self.base_url)
        whole = parts.scheme in {"http", "https"} and parts.netloc and parts.path.endswith("/")
        if self.base_url and (not whole or parts.query or parts.fragment):
            what = f"is no public address: {self.base_url!r}"
            move = "write it as https://example.org/ or https://example.org/folder/"
            raise BadInputError([Problem("site/site.yml", 0, "base_url", what, move)])

    @property
    def root(self) -> str:
        """Path of the site on its host, for pages that are read at addresses not their own."""
        return urlsplit(self.base_url).path or "/"

    def of(self, path: str) -> str:
        """Public address of a path of the site, a folder for its index page; "" if unknown."""
        if not self.base_url:
            return ""
        folder = path.removesuffix("index.html")
        return self.base_url + (folder if folder == "" or folder.endswith("/") else path)
