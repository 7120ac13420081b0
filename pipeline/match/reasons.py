"""Why a text was found, in the reader's language."""

from __future__ import annotations

from pipeline.match.features import Features, Knowledge
from pipeline.match.rank import Hit


def reasons(hit: Hit, query: Features, known: Knowledge, language: str) -> list[dict[str, str]]:
    """What the two texts share, what weighs most first; [] if nothing can be named.

    `kind` is concept (the same), near (two concepts or words that are close) or word (a word that
    both have, beyond those that spoke of a concept); `text` is in the reader's language, words are
    in that of the texts.
    """
    found, spoken = [], set()
    for reason in hit.reasons:
        one, other = known.concepts[reason.concept], known.concepts[reason.other]
        if not one.weight:
            continue
        spoken.update(query.concepts[reason.concept])
        if reason.concept == reason.other:
            found.append({"kind": "concept", "text": one.labels[language]})
        else:
            text = f"{one.labels[language]} ~ {other.labels[language]}"
            found.append({"kind": "near", "text": text})
    words = [word for _, word in hit.shared if not spoken.issuperset(_tokens(query, word))]
    return [
        *found,
        *({"kind": "word", "text": text} for text in dict.fromkeys([*words, *hit.sharing.strange])),
        *({"kind": "near", "text": f"{one[1]} ~ {other[1]}"} for one, other in hit.near),
    ]


def _tokens(query: Features, word: str) -> list[str]:
    return [
        token for (_, own), tokens in query.meaning.words.items() if own == word for token in tokens
    ]
