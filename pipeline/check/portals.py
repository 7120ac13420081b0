"""What the catalogue for data portals tells of its datasets and files, and which lack a term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef

from pipeline.check.measures import Items

_SPACES = {"dcat": DCAT, "dct": DCTERMS}
Terms = Mapping[str, Sequence[str]]
"""Term, such as dct:format → what its value may begin with; no beginnings: anything."""


def told(graph: Graph, of: str, terms: Terms) -> Items:
    """The things of the latest edition that tell every term.

    `of` is dataset, distribution or both; what fails is told by its place in the catalogue.
    """
    catalogue = next(graph.subjects(RDF.type, DCAT.Catalog))
    datasets = set(graph.objects(catalogue, DCAT.dataset))
    files = {file for dataset in datasets for file in graph.objects(dataset, DCAT.distribution)}
    things = {"dataset": datasets, "distribution": files, "both": datasets | files}[of]
    failing = [
        str(thing).rpartition("#")[2]
        for thing in things
        if not all(_tells(graph, thing, *term) for term in terms.items())
    ]
    return Items(len(things) - len(failing), len(things), sorted(failing))


def _tells(graph: Graph, thing: object, term: str, beginnings: Sequence[str]) -> bool:
    space, _, name = term.partition(":")
    values = [str(value) for value in graph.objects(thing, URIRef(_SPACES[space] + name))]  # type: ignore[arg-type]
    return any(value.startswith(tuple(beginnings or [""])) for value in values if value)
