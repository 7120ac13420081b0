"""The catalogue: the same in Turtle and JSON-LD, valid by DCAT-AP, true to the files."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from urllib.parse import unquote

import pyshacl
import pytest
from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, SH, XSD, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from pipeline.catalogue import Catalogue, catalogue_files
from pipeline.site.downloads import downloads
from pipeline.site.packages import read_packages
from tests.places import PUBLISHED, STANDARDS

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
HERE = "https://x.example/data/"
WORDS = {"fi": "a", "sv": "b", "en": "c"}
SPDX = "http://spdx.org/rdf/terms#"


@pytest.fixture(scope="module")
def graph(site: Path) -> Graph:
    return Graph().parse(site / "data/catalog.ttl", format="turtle", publicID=HERE + "catalog.ttl")


def told(graph: Graph, subject: object, term: object) -> list[object]:
    return list(graph.objects(subject, term))  # type: ignore[arg-type]


def test_both_forms_say_the_same(site: Path, graph: Graph) -> None:
    text = (site / "data/catalog.jsonld").read_text(encoding="utf-8")
    other = Graph().parse(data=text, format="json-ld", base=HERE + "catalog.jsonld")
    assert len(graph) > 1000
    assert isomorphic(graph, other)


def test_what_dcat_ap_asks_for_is_there(graph: Graph) -> None:
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    for term in (DCTERMS.title, DCTERMS.description):
        assert {text.language for text in graph.objects(catalogue, term)} == set(WORDS)  # type: ignore[attr-defined]
    (publisher,) = told(graph, catalogue, DCTERMS.publisher)
    assert told(graph, publisher, FOAF.name)
    packages = set(graph.objects(catalogue, DCAT.dataset))
    assert {str(ident).partition("#")[2] for ident in packages} == {
        path.name for path in PUBLISHED.iterdir()
    }
    for dataset in packages:
        for term in (DCTERMS.title, DCTERMS.description):
            assert {text.language for text in graph.objects(dataset, term)} == set(WORDS)  # type: ignore[attr-defined]
        for term in (DCTERMS.publisher, DCAT.contactPoint, DCTERMS.temporal, DCAT.theme):
            assert len(told(graph, dataset, term)) == 1, term
        assert told(graph, dataset, DCAT.keyword)
    for file in graph.subjects(RDF.type, DCAT.Distribution):
        for term in (DCAT.accessURL, DCAT.mediaType, DCTERMS.format, DCTERMS.license):
            assert len(told(graph, file, term)) == 1, (file, term)


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(STANDARDS / "dcat-ap-3.0.0-shapes.jsonld", format="json-ld")


def violations(graph: Graph, shapes: Graph) -> set[str]:
    """What the shapes of DCAT-AP say against the catalogue."""
    whole = Graph() + graph
    for _, _, thing in graph:
        if isinstance(thing, URIRef):
            # By the semantics of RDF everything with an address is one; the shapes ask for it.
            whole.add((thing, RDF.type, RDFS.Resource))
    _, report, _ = pyshacl.validate(whole, shacl_graph=shapes)
    assert isinstance(report, Graph)
    return {str(said) for said in report.objects(None, SH.resultMessage)}


def test_the_catalogue_is_valid_by_the_shapes_of_dcat_ap(graph: Graph, shapes: Graph) -> None:
    assert violations(graph, shapes) == set()


@pytest.mark.parametrize(
    ("subject", "term"),
    [
        ("catalogue", DCTERMS.description),
        ("catalogue", DCTERMS.publisher),
        ("grants", DCTERMS.title),
        ("grants-2026.11.0", DCTERMS.description),
        ("grants/projects.csv", DCAT.accessURL),
        ("grants/projects.csv-sum", URIRef(SPDX + "checksumValue")),
    ],
)
def test_the_shapes_miss_what_is_taken_out(
    graph: Graph, shapes: Graph, subject: str, term: URIRef
) -> None:
    broken = Graph() + graph
    broken.remove((URIRef(f"{HERE}#{subject}"), term, None))
    assert len(broken) < len(graph)
    (said,) = violations(broken, shapes)
    assert said.startswith("Less than 1 values")


def test_the_shapes_see_a_value_of_the_wrong_kind(graph: Graph, shapes: Graph) -> None:
    broken = Graph() + graph
    broken.set((URIRef(f"{HERE}#grants"), DCTERMS.publisher, Literal("Digiavustukset")))
    assert violations(broken, shapes)


def test_each_file_is_there_with_its_size_and_sum(graph: Graph, site: Path) -> None:
    files = list(graph.subjects(RDF.type, DCAT.Distribution))
    for file in files:
        (address,) = told(graph, file, DCAT.downloadURL)
        content = (site / "data" / unquote(str(address).removeprefix(HERE))).read_bytes()
        size = Literal(str(len(content)), datatype=XSD.nonNegativeInteger)
        assert told(graph, file, DCAT.byteSize) == [size]
        (checksum,) = told(graph, file, URIRef(SPDX + "checksum"))
        (digest,) = told(graph, checksum, URIRef(SPDX + "checksumValue"))
        assert str(digest) == hashlib.sha256(content).hexdigest()
    tables = list(PUBLISHED.glob("*/*.csv")) + list(PUBLISHED.glob("*/*.parquet"))
    assert len(files) > len(tables)


def test_every_edition_of_a_package_is_a_version(graph: Graph, site: Path) -> None:
    kept = {path.parts[-3] for path in site.glob("data/v*/grants/datapackage.json")}
    versions = graph.objects(URIRef(HERE + "#grants"), URIRef(str(DCAT) + "hasVersion"))
    numbers = {str(told(graph, one, URIRef(str(DCAT) + "version"))[0]) for one in versions}
    assert {f"v{number}" for number in numbers} == kept


def test_licences_are_those_of_the_packages(graph: Graph) -> None:
    for name, code in (("grants", "CC_BY_4_0"), ("language", "CC_BYSA_4_0")):
        descriptor = json.loads((PUBLISHED / name / "datapackage.json").read_bytes())
        files = graph.objects(URIRef(f"{HERE}#{name}"), DCAT.distribution)
        (licence,) = {told(graph, file, DCTERMS.license)[0] for file in files}
        assert str(licence) == f"http://publications.europa.eu/resource/authority/licence/{code}"
        (deed,) = told(graph, licence, RDFS.seeAlso)
        assert str(deed) == descriptor["licenses"][0]["path"]


def test_hostile_words_stay_words(golden_packages: Path) -> None:
    evil = '"@fi . <x> <y> </script><script>alert(1)</script> \\'
    published = read_packages(golden_packages)
    told = dict.fromkeys(WORDS, evil)
    catalogue = Catalogue(told, WORDS, "a", "b", "c", {}, "https://a.example/")
    files = catalogue_files(
        catalogue, published.descriptors, downloads(golden_packages, published.version)
    )
    for name, form in (("ttl", "turtle"), ("jsonld", "json-ld")):
        read = Graph().parse(data=files[f"data/catalog.{name}"], format=form)
        (itself,) = read.subjects(RDF.type, DCAT.Catalog)
        assert str(itself) == "https://a.example/data/#catalogue"
        assert {str(text) for text in read.objects(itself, DCTERMS.title)} == {evil}
