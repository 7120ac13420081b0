"""What tells machines about the site: robots.txt, the sitemap, the manifests and the icons."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from pipeline.site.address import Address
from pipeline.site.routes import Place
from pipeline.site.words import LANGUAGES, Words

FALLBACK = "en"
"""For readers of none of the languages: they are likelier to read English than the others."""
PAPER = {"light": "#ffffff", "dark": "#0f161c"}
"""Background of the pages by colour scheme, as in the style sheet."""
_SITEMAP = "sitemap.xml"
_ICONS = {"icon-192.png": 192, "icon-512.png": 512}


def signposts(address: Address, places: Iterable[Place]) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of robots.txt, and of the sitemap if the public address is known."""
    lines = ["User-agent: *", "Allow: /"]
    if address.base_url:
        lines.append(f"Sitemap: {address.of(_SITEMAP)}")
        yield _SITEMAP, _sitemap(address, places).encode()
    yield "robots.txt", ("\n".join(lines) + "\n").encode()


def alternates(address: Address, place: Place) -> list[tuple[str, str]]:
    """(language or x-default, public address) of a page; [] while the address is unknown."""
    if not address.base_url:
        return []
    found = [(language, address.of(place.path(language))) for language in LANGUAGES]
    return [*found, ("x-default", address.of(place.path(FALLBACK)))]


def _sitemap(address: Address, places: Iterable[Place]) -> str:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for place in places:
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(url)}/>'
            for language, url in alternates(address, place)
        )
        lines += [
            f"<url><loc>{address.of(place.path(language))}</loc>{others}</url>"
            for language in LANGUAGES
        ]
    return "\n".join([*lines, "</urlset>", ""])


def manifest_path(language: str) -> str:
    """Path of the manifest in a language, beside its front page."""
    return f"{'' if language == 'fi' else f'{language}/'}manifest.webmanifest"


def manifest(words: Words) -> bytes:
    """The web app manifest in one language; its addresses are relative to itself."""
    up = "" if words.language == "fi" else "../"
    document = {
        "name": "Digiavustukset",
        "description": words.gettext(
            "State grants for the digitalisation of municipalities 2016–2020"
        ),
        "lang": words.language,
        "start_url": "./index.html",
        "scope": up or "./",
        "display": "browser",
        "background_color": PAPER["light"],
        "theme_color": PAPER["light"],
        "icons": [
            {"src": up + name, "sizes": f"{side}x{side}", "type": "image/png"}
            for name, side in _ICONS.items()
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def root_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Files that browsers look for by a fixed name at the root, such as favicon.ico."""
    for path in sorted(folder.iterdir()):
        yield path.name, path.read_bytes()
