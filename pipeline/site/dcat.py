"""The catalogue of the packages for data portals: DCAT-AP 3 as Turtle and JSON-LD."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rdflib import DCAT, DCTERMS, FOAF, RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef

from pipeline.site.packages import Published, Record

_EU = "http://publications.europa.eu/resource/authority/"
_IANA = "https://www.iana.org/assignments/media-types/"
_SPDX = Namespace("http://spdx.org/rdf/terms#")
_VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_DCATAP = Namespace("http://data.europa.eu/r5r/")
_VERSION = {name: URIRef(str(DCAT) + name) for name in ("version", "hasVersion", "isVersionOf")}
"""Terms of DCAT 3 that the library, which knows DCAT 2, lacks."""
_EDITION = re.compile(r"data/v(?P<version>[\d.]+)/(?P<package>\w+)/datapackage\.json")
_PREFIXES = {
    "dcat": DCAT,
    "dcatap": _DCATAP,
    "dct": DCTERMS,
    "foaf": FOAF,
    "skos": SKOS,
    "spdx": _SPDX,
    "vcard": _VCARD,
    "xsd": XSD,
}
_LANGUAGES = {"fi": "FIN", "sv": "SWE", "en": "ENG"}
"""Language → its code in the authority table of the EU."""
_OWNER = "Digiavustukset"
_FOLDER = "data/"
Words = Mapping[str, str]


@dataclass(frozen=True)
class Catalogue:
    """What the catalogue says of itself, and where its pages are on the site."""

    title: Words
    description: Words
    home: str
    data_page: str
    contact_page: str
    labels: Mapping[str, Words]
    """What the terms of the EU that it uses are called: place among the authority tables → words.

    Those who check the catalogue without the network know these terms by nothing else.
    """
    base_url: str = ""

    def at(self, path: str) -> URIRef:
        """Address of a path of the site, relative to the catalogue while no other is known."""
        if self.base_url:
            return URIRef(self.base_url + path)
        inside = path.startswith(_FOLDER)
        return URIRef(f"./{path.removeprefix(_FOLDER)}" if inside else f"../{path}")

    def named(self, ident: str) -> URIRef:
        """Identifier of a thing that the catalogue tells of, the same in both of its files."""
        return self.at(f"{_FOLDER}#{ident}")


def catalogue_files(
    catalogue: Catalogue, published: Published, downloads: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Path → bytes of the catalogue in Turtle and in JSON-LD.

    `downloads` are the files to download by path; those of other editions tell the versions.
    """
    graph = Graph(bind_namespaces="none")
    for prefix, space in _PREFIXES.items():
        graph.bind(prefix, space)
    for triple in _told(catalogue, published, downloads):
        graph.add(triple)
    linked = json.loads(graph.serialize(format="json-ld", auto_compact=True))
    text = json.dumps(_sorted(linked), ensure_ascii=False, indent=1) + "\n"
    return {
        f"{_FOLDER}catalog.ttl": graph.serialize(format="turtle", encoding="utf-8"),
        f"{_FOLDER}catalog.jsonld": text.encode(),
    }


Triples = Iterator[tuple[URIRef, URIRef, URIRef | Literal]]


def _told(catalogue: Catalogue, published: Published, downloads: Mapping[str, bytes]) -> Triples:
    itself = catalogue.named("catalogue")
    yield itself, RDF.type, DCAT.Catalog
    yield from _in_words(itself, DCTERMS.title, catalogue.title)
    yield from _in_words(itself, DCTERMS.description, catalogue.description)
    yield itself, DCTERMS.modified, _day(published.issued_on)
    yield from _thing(itself, FOAF.homepage, catalogue.at(catalogue.home), FOAF.Document)
    taxonomy = URIRef(_EU + "data-theme")
    yield from _thing(itself, DCAT.themeTaxonomy, taxonomy, SKOS.ConceptScheme)
    yield from _common(itself, catalogue)
    yield from _people(catalogue)
    for place, words in catalogue.labels.items():
        term = URIRef(_EU + place)
        yield from _in_words(term, DCTERMS.title if term == taxonomy else SKOS.prefLabel, words)
    for name, descriptor in published.descriptors.items():
        dataset = catalogue.named(name)
        yield itself, DCAT.dataset, dataset
        yield from _dataset(dataset, descriptor, catalogue)
        yield from _distributions(dataset, name, descriptor, catalogue, downloads)
        yield from _versions(dataset, name, catalogue, downloads)


def _people(catalogue: Catalogue) -> Triples:
    publisher, contact = catalogue.named("publisher"), catalogue.named("contact")
    yield publisher, RDF.type, FOAF.Agent
    yield publisher, FOAF.name, Literal(_OWNER)
    yield contact, RDF.type, _VCARD.Kind
    yield contact, _VCARD.fn, Literal(_OWNER)
    yield contact, _VCARD.hasURL, catalogue.at(catalogue.contact_page)


def _common(thing: URIRef, catalogue: Catalogue) -> Triples:
    """Publisher and languages of the catalogue or a dataset."""
    yield thing, DCTERMS.publisher, catalogue.named("publisher")
    for code in _LANGUAGES.values():
        tongue = URIRef(f"{_EU}language/{code}")
        yield from _thing(thing, DCTERMS.language, tongue, DCTERMS.LinguisticSystem)


def _dataset(dataset: URIRef, descriptor: Record, catalogue: Catalogue) -> Triples:
    yield from _kernel(dataset, descriptor)
    yield from _common(dataset, catalogue)
    yield dataset, DCTERMS.identifier, Literal(descriptor["name"])
    yield dataset, DCAT.contactPoint, catalogue.named("contact")
    for language, words in descriptor["keywordsByLanguage"].items():
        for word in words:
            yield dataset, DCAT.keyword, Literal(word, lang=language)
    for theme in descriptor["themes"]:
        yield from _thing(dataset, DCAT.theme, URIRef(theme), SKOS.Concept)
    yield from _thing(dataset, DCTERMS.spatial, URIRef(descriptor["spatial"]), DCTERMS.Location)
    yield from _thing(
        dataset, DCTERMS.accessRights, URIRef(descriptor["accessRights"]), DCTERMS.RightsStatement
    )
    irregular = URIRef(_EU + "frequency/IRREG")
    yield from _thing(dataset, DCTERMS.accrualPeriodicity, irregular, DCTERMS.Frequency)
    page = catalogue.at(catalogue.data_page)
    yield from _thing(dataset, DCAT.landingPage, page, FOAF.Document)
    standard = URIRef(descriptor["$schema"])
    yield from _thing(dataset, DCTERMS.conformsTo, standard, DCTERMS.Standard)
    period = catalogue.named("period")
    yield from _thing(dataset, DCTERMS.temporal, period, DCTERMS.PeriodOfTime)
    for term, day in zip(
        (DCAT.startDate, DCAT.endDate), descriptor["temporal"].split("/"), strict=True
    ):
        yield period, term, _day(day)


def _kernel(dataset: URIRef, descriptor: Record) -> Triples:
    """What every dataset must tell."""
    yield dataset, RDF.type, DCAT.Dataset
    yield from _in_words(dataset, DCTERMS.title, descriptor["titles"])
    yield from _in_words(dataset, DCTERMS.description, descriptor["descriptions"])
    yield dataset, _VERSION["version"], Literal(descriptor["version"])
    yield dataset, DCTERMS.issued, _day(descriptor["created"][:10])
    yield dataset, DCTERMS.modified, _day(descriptor["modified"][:10])


def _distributions(
    dataset: URIRef,
    name: str,
    descriptor: Record,
    catalogue: Catalogue,
    downloads: Mapping[str, bytes],
) -> Triples:
    yield from _zip(
        dataset, f"{_FOLDER}digiavustukset-{name}.zip", descriptor, catalogue, downloads
    )
    for resource in descriptor["resources"]:
        for file in (resource, *resource["alternatives"]):
            place = f"{_FOLDER}{name}/{file['path']}"
            kind = (file["format"].upper(), file["mediatype"])
            told = _file(dataset, place, resource["titles"], kind, catalogue, downloads)
            yield from told
            yield from _licence(catalogue.named(place.removeprefix(_FOLDER)), descriptor)


def _zip(
    dataset: URIRef,
    place: str,
    descriptor: Record,
    catalogue: Catalogue,
    downloads: Mapping[str, bytes],
) -> Triples:
    kind = ("ZIP", "application/zip")
    yield from _file(dataset, place, descriptor["titles"], kind, catalogue, downloads)
    yield from _licence(catalogue.named(place.removeprefix(_FOLDER)), descriptor)


def _versions(
    dataset: URIRef, name: str, catalogue: Catalogue, downloads: Mapping[str, bytes]
) -> Triples:
    """Every edition that stays under its own address, as that edition told of itself."""
    for place in sorted(downloads):
        found = _EDITION.fullmatch(place)
        if found is None or found["package"] != name:
            continue
        descriptor = json.loads(downloads[place])
        edition = catalogue.named(f"{name}-{descriptor['version']}")
        yield dataset, _VERSION["hasVersion"], edition
        yield edition, _VERSION["isVersionOf"], dataset
        yield from _kernel(edition, descriptor)
        archive = f"{_FOLDER}v{found['version']}/digiavustukset-{name}.zip"
        yield from _zip(edition, archive, descriptor, catalogue, downloads)


def _file(
    dataset: URIRef,
    place: str,
    title: Words,
    kind: tuple[str, str],
    catalogue: Catalogue,
    downloads: Mapping[str, bytes],
) -> Triples:
    """A file to download, with its size and its sum."""
    file, address = catalogue.named(place.removeprefix(_FOLDER)), catalogue.at(place)
    yield dataset, DCAT.distribution, file
    yield file, RDF.type, DCAT.Distribution
    yield from _in_words(file, DCTERMS.title, title)
    yield file, DCAT.accessURL, address
    yield file, DCAT.downloadURL, address
    code, media = kind
    form = URIRef(f"{_EU}file-type/{code}")
    yield from _thing(file, DCTERMS.format, form, DCTERMS.MediaTypeOrExtent)
    yield from _thing(file, DCAT.mediaType, URIRef(_IANA + media), DCTERMS.MediaType)
    size = Literal(str(len(downloads[place])), datatype=XSD.nonNegativeInteger)
    yield file, DCAT.byteSize, size
    stable = URIRef(_EU + "planned-availability/STABLE")
    yield from _thing(file, _DCATAP.availability, stable, SKOS.Concept)
    checksum = URIRef(f"{file}-sum")
    yield from _thing(file, _SPDX.checksum, checksum, _SPDX.Checksum)
    algorithm = _SPDX.checksumAlgorithm_sha256
    yield from _thing(checksum, _SPDX.algorithm, algorithm, _SPDX.ChecksumAlgorithm)
    digest = hashlib.sha256(downloads[place]).hexdigest()
    yield checksum, _SPDX.checksumValue, Literal(digest, datatype=XSD.hexBinary)


def _licence(file: URIRef, descriptor: Record) -> Triples:
    licence = URIRef(descriptor["licenses"][0]["path"])
    yield from _thing(file, DCTERMS.license, licence, DCTERMS.LicenseDocument)


def _thing(subject: URIRef, term: URIRef, target: URIRef, kind: URIRef) -> Triples:
    """A link to a thing, and of which kind that is: validators ask for it."""
    yield subject, term, target
    yield target, RDF.type, kind


def _in_words(subject: URIRef, term: URIRef, words: Words) -> Triples:
    for language, text in words.items():
        yield subject, term, Literal(text, lang=language)


def _day(text: str) -> Literal:
    return Literal(text, datatype=XSD.date)


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
