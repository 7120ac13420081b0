"""The catalogue of the packages for data portals: DCAT-AP 3 as Turtle and JSON-LD."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from rdflib import DCAT, DCTERMS, FOAF, RDFS, SKOS, XSD, Graph

from pipeline.catalogue.dcat import DCATAP, FOLDER, SPDX, VCARD, Catalogue, Record, told

_PREFIXES = {
    "dcat": DCAT,
    "dcatap": DCATAP,
    "dct": DCTERMS,
    "foaf": FOAF,
    "rdfs": RDFS,
    "skos": SKOS,
    "spdx": SPDX,
    "vcard": VCARD,
    "xsd": XSD,
}


def catalogue_files(
    catalogue: Catalogue, descriptors: Mapping[str, Record], downloads: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Path → bytes of the catalogue in Turtle and in JSON-LD.

    `descriptors` are those of the packages by name, `downloads` the files to download by path;
    those of other editions tell the versions.
    """
    graph = _graph(catalogue, descriptors, downloads)
    linked = json.loads(graph.serialize(format="json-ld", auto_compact=True))
    text = json.dumps(_sorted(linked), ensure_ascii=False, indent=1) + "\n"
    return {
        f"{FOLDER}catalog.ttl": graph.serialize(format="turtle", encoding="utf-8"),
        f"{FOLDER}catalog.jsonld": text.encode(),
    }


def catalogue_to_be(descriptors: Mapping[str, Record]) -> Graph:
    """The catalogue as it will be, before the files are made: sizes and sums are not real."""
    return _graph(Catalogue({}, {}, "", "", "", {}), descriptors, defaultdict(bytes))


def _graph(
    catalogue: Catalogue, descriptors: Mapping[str, Record], downloads: Mapping[str, bytes]
) -> Graph:
    graph = Graph(bind_namespaces="none")
    for prefix, space in _PREFIXES.items():
        graph.bind(prefix, space)
    for triple in told(catalogue, descriptors, downloads):
        graph.add(triple)
    return graph


def _sorted(value: Any) -> Any:
    """JSON-LD in one order: its lists are sets, and the library gives them in any."""
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return sorted(map(_sorted, value), key=_identity)
    return value


def _identity(value: Any) -> tuple[str, str]:
    ident = value.get("@id", "") if isinstance(value, dict) else ""
    return ident, json.dumps(value, sort_keys=True)
