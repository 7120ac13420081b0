"""What data portals are told of the packages, in the terms of DCAT-AP 3."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, SKOS, XSD, Literal, Namespace, URIRef

_EU = "http://publications.europa.eu/resource/authority/"
_IANA = "https://www.iana.org/assignments/media-types/"
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
DCATAP = Namespace("http://data.europa.eu/r5r/")
_VERSION = {name: URIRef(str(DCAT) + name) for name in ("version", "hasVersion", "isVersionOf")}
"""Terms of DCAT 3 that the library, which knows DCAT 2, lacks."""
_EDITION = re.compile(r"data/v(?P<version>[\d.]+)/(?P<package>\w+)/datapackage\.json")
_LANGUAGES = {"fi": "FIN", "sv": "SWE", "en": "ENG"}
"""Language → its code in the authority table of the EU."""
_LICENCES = {"CC-BY-4.0": "CC_BY_4_0", "CC-BY-SA-4.0": "CC_BYSA_4_0"}
"""Licence by its id of the SPDX list → its code in the authority table of the EU."""
_OWNER = "Digiavustukset"
FOLDER = "data/"
Words = Mapping[str, str]
Record = Mapping[str, Any]


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
        inside = path.startswith(FOLDER)
        return URIRef(f"./{path.removeprefix(FOLDER)}" if inside else f"../{path}")

    def named(self, ident: str) -> URIRef:
        """Identifier of a thing that the catalogue tells of, the same in both of its files."""
        return self.at(f"{FOLDER}#{ident}")


Triples = Iterator[tuple[URIRef, URIRef, URIRef | Literal]]


def told(
    catalogue: Catalogue, descriptors: Mapping[str, Record], downloads: Mapping[str, bytes]
) -> Triples:
    """Everything that is told of the catalogue, its packages, their files and older editions.

    `descriptors` are those of the packages by name, `downloads` the files to download by path.
    """
    itself = catalogue.named("catalogue")
    yield itself, RDF.type, DCAT.Catalog
    yield from _in_words(itself, DCTERMS.title, catalogue.title)
    yield from _in_words(itself, DCTERMS.description, catalogue.description)
    yield itself, DCTERMS.modified, _day(max(told["modified"] for told in descriptors.values()))
    yield from _thing(itself, FOAF.homepage, catalogue.at(catalogue.home), FOAF.Document)
    taxonomy = URIRef(_EU + "data-theme")
    yield from _thing(itself, DCAT.themeTaxonomy, taxonomy, SKOS.ConceptScheme)
    yield from _common(itself, catalogue)
    yield from _people(catalogue)
    for place, words in catalogue.labels.items():
        term = URIRef(_EU + place)
        yield from _in_words(term, DCTERMS.title if term == taxonomy else SKOS.prefLabel, words)
    for name, descriptor in descriptors.items():
        dataset = catalogue.named(name)
        yield itself, DCAT.dataset, dataset
        yield from _dataset(dataset, descriptor, catalogue)
        yield from _distributions(dataset, name, descriptor, catalogue, downloads)
        yield from _versions(dataset, name, catalogue, downloads)


def _people(catalogue: Catalogue) -> Triples:
    publisher, contact = catalogue.named("publisher"), catalogue.named("contact")
    yield publisher, RDF.type, FOAF.Agent
    yield publisher, FOAF.name, Literal(_OWNER)
    yield contact, RDF.type, VCARD.Kind
    yield contact, VCARD.fn, Literal(_OWNER)
    yield contact, VCARD.hasURL, catalogue.at(catalogue.contact_page)


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
    yield from _days(dataset, descriptor)


def _days(thing: URIRef, descriptor: Record) -> Triples:
    yield thing, DCTERMS.issued, _day(descriptor["created"])
    yield thing, DCTERMS.modified, _day(descriptor["modified"])


def _distributions(
    dataset: URIRef,
    name: str,
    descriptor: Record,
    catalogue: Catalogue,
    downloads: Mapping[str, bytes],
) -> Triples:
    yield from _zip(dataset, f"{FOLDER}digiavustukset-{name}.zip", descriptor, catalogue, downloads)
    for resource in descriptor["resources"]:
        for file in (resource, *resource["alternatives"]):
            place = f"{FOLDER}{name}/{file['path']}"
            kind = (file["format"].upper(), file["mediatype"])
            yield from _file(dataset, place, resource["titles"], kind, catalogue, downloads)
            yield from _terms(catalogue.named(place.removeprefix(FOLDER)), descriptor)


def _zip(
    dataset: URIRef,
    place: str,
    descriptor: Record,
    catalogue: Catalogue,
    downloads: Mapping[str, bytes],
) -> Triples:
    kind = ("ZIP", "application/zip")
    yield from _file(dataset, place, descriptor["titles"], kind, catalogue, downloads)
    yield from _terms(catalogue.named(place.removeprefix(FOLDER)), descriptor)


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
        archive = f"{FOLDER}v{found['version']}/digiavustukset-{name}.zip"
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
    file, address = catalogue.named(place.removeprefix(FOLDER)), catalogue.at(place)
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
    yield from _thing(file, DCATAP.availability, stable, SKOS.Concept)
    checksum = URIRef(f"{file}-sum")
    yield from _thing(file, SPDX.checksum, checksum, SPDX.Checksum)
    algorithm = SPDX.checksumAlgorithm_sha256
    yield from _thing(checksum, SPDX.algorithm, algorithm, SPDX.ChecksumAlgorithm)
    digest = hashlib.sha256(downloads[place]).hexdigest()
    yield checksum, SPDX.checksumValue, Literal(digest, datatype=XSD.hexBinary)


def _terms(file: URIRef, descriptor: Record) -> Triples:
    """On what terms a file may be used, and the days of it."""
    (told,) = descriptor["licenses"]
    licence = URIRef(f"{_EU}licence/{_LICENCES[told['name']]}")
    yield from _thing(file, DCTERMS.license, licence, DCTERMS.LicenseDocument)
    yield licence, RDFS.seeAlso, URIRef(told["path"])
    yield from _thing(file, DCTERMS.rights, URIRef(told["path"]), DCTERMS.RightsStatement)
    yield from _days(file, descriptor)


def _thing(subject: URIRef, term: URIRef, target: URIRef, kind: URIRef) -> Triples:
    """A link to a thing, and of which kind that is: validators ask for it."""
    yield subject, term, target
    yield target, RDF.type, kind


def _in_words(subject: URIRef, term: URIRef, words: Words) -> Triples:
    for language, text in words.items():
        yield subject, term, Literal(text, lang=language)


def _day(moment: str) -> Literal:
    return Literal(moment[: len("2020-01-01")], datatype=XSD.date)
