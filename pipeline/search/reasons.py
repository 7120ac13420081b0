"""Why a document was found, for people and machines."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.language import tokenise
from pipeline.search.documents import CALL, THEME, Document
from pipeline.search.find import Found
from pipeline.search.hits import MEANING, SYNONYM, Hit

Reason = dict[str, str]


def reasons(document: Document, found: Found) -> list[Reason]:
    """One reason a part of the query: kind, text, asked, found, field, and the pair of terms.

    `text` is the words of the document that met the query, or the pair of terms where they mean
    the same (asiointi ~ ärendehantering). `kind` is theme or call for words that stand there alone.
    """
    return [_reason(document, hit) for hit in found.hits]


def _reason(document: Document, hit: Hit) -> Reason:
    kinds = {document.fields[field].kind for field, _ in hit.words}
    words = " ".join(_words(document, hit))
    by_pair = hit.kind in (SYNONYM, MEANING)
    reason = {
        "kind": next((one for one in (THEME, CALL) if kinds == {one}), hit.kind),
        "text": f"{hit.said} ~ {hit.means}" if by_pair else words,
        "asked": hit.asked,
        "found": words,
        "field": document.fields[hit.words[0][0]].kind,
    }
    if by_pair:
        reason |= {"said": hit.said, "means": hit.means}
    return reason


def _words(document: Document, hit: Hit) -> Iterator[str]:
    for field, at in sorted(hit.words):
        yield tokenise(document.fields[field].text)[at].text
