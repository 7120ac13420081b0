"""How the site wants to be served: headers, caching, media types, error pages, as data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.site.words import LANGUAGES

_FILE = Path(__file__).resolve().parents[2] / "site/hosting.yml"
ERROR_PAGE = "404.html"


@cache
def hosting() -> Mapping[str, Any]:
    """What site/hosting.yml says."""
    rules: Mapping[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return rules


def headers_of(path: str) -> dict[str, str]:
    """Headers of the answer for a path of the site, such as data/index.html."""
    rules = hosting()
    first, _, rest = path.partition("/")
    folder = first if rest else ""
    cached = rules["cache"]["assets" if folder == "assets" else "other"]
    folders: Mapping[str, dict[str, str]] = rules["folders"]
    own = next((v for k, v in folders.items() if path.startswith(f"{k}/")), {})
    headers = {**rules["headers"], "Cache-Control": cached, **own}
    return {name: value for name, value in headers.items() if value is not None}


def error_page(path: str) -> str:
    """Path of the page that says, in the language of the path, that nothing stands there."""
    language = path.partition("/")[0]
    return f"{language}/{ERROR_PAGE}" if language in LANGUAGES[1:] else ERROR_PAGE
