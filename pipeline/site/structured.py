"""What a page says of itself to machines, in the terms of schema.org; small on purpose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipeline.site.packages import Record
from pipeline.site.pages import Page
from pipeline.site.routes import link
from pipeline.site.speech import Speech
from pipeline.site.words import LANGUAGES

Document = dict[str, Any]
_SUM_TERMS = {"maximum": "maxValue", "granted": "value"}
"""Kind of amount → the term that says it; schema.org has none for an approximate sum."""


def structured(page: Page, speech: Speech) -> Document | None:
    """The schema.org document of a page; None for kinds of pages that have none.

    Addresses are relative to the page, so they hold wherever the site stands.
    """
    make = _MAKERS.get(page.template)
    made = make(page, speech) if make else None
    return {"@context": "https://schema.org", **made} if made else None


def _site(_: Page, speech: Speech) -> Document:
    return {
        "@type": "WebSite",
        "name": "Digiavustukset",
        "inLanguage": speech.language,
        "license": _licence(speech, "grants"),
    }


def _licence(speech: Speech, package: str) -> Any:
    return speech.library.published.descriptors[package]["licenses"][0]["path"]


def _dataset(page: Page, speech: Speech) -> Document:
    gettext, published = speech.words.gettext, speech.library.published
    here = page.place.path(speech.language)
    return {
        "@type": "Dataset",
        "name": gettext("State grants for the digitalisation of municipalities 2016–2020"),
        "description": published.descriptors["grants"]["descriptions"][speech.language],
        "version": published.version,
        "datePublished": published.issued_on,
        "license": _licence(speech, "grants"),
        "isAccessibleForFree": True,
        "temporalCoverage": "2016/2020",
        "spatialCoverage": "Finland",
        "inLanguage": list(LANGUAGES),
        "creator": {"@type": "Organization", "name": "Digiavustukset"},
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": "Digiavustukset",
            "url": link(here, "data/catalog.jsonld"),
        },
        "hasPart": [
            _package(name, descriptor, here, speech.language)
            for name, descriptor in published.descriptors.items()
        ],
    }


def _package(name: str, descriptor: Record, here: str, language: str) -> Document:
    """A package as a dataset of its own, with its licence and its files."""
    files = [(f"data/digiavustukset-{name}.zip", descriptor["titles"], "application/zip")]
    files += [
        (f"data/{name}/{file['path']}", resource["titles"], file["mediatype"])
        for resource in descriptor["resources"]
        for file in (resource, *resource["alternatives"])
    ]
    return {
        "@type": "Dataset",
        "name": descriptor["titles"][language],
        "description": descriptor["descriptions"][language],
        "identifier": descriptor["name"],
        "version": descriptor["version"],
        "license": descriptor["licenses"][0]["path"],
        "keywords": descriptor["keywordsByLanguage"][language],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": titles[language],
                "encodingFormat": media,
                "contentUrl": link(here, path),
            }
            for path, titles, media in files
        ],
    }


def _grant(page: Page, speech: Speech) -> Document | None:
    """A grant with a name of its own; one known by its recipient only says too little."""
    project = page.context["project"]
    name = speech.pick(project, "title")
    if not name:
        return None
    grant: Document = {
        "@type": "MonetaryGrant",
        "name": name,
        "identifier": page.context["subject_id"],
        "funder": {
            "@type": "GovernmentOrganization",
            "name": speech.words.gettext("Ministry of Finance, Finland"),
        },
    }
    term = _SUM_TERMS.get(project["amount_kind"])
    if term:
        sum_ = {"@type": "MonetaryAmount", "currency": "EUR", term: project["amount_eur"]}
        grant["amount"] = sum_
    return grant


_MAKERS: dict[str, Callable[[Page, Speech], Document | None]] = {
    "front.html": _site,
    "data.html": _dataset,
    "project.html": _grant,
}
