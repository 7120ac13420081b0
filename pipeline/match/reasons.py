"""Why a text was found, in the reader's language."""

from __future__ import annotations

from pipeline.match.features import Knowledge
from pipeline.match.rank import Hit


def reasons(hit: Hit, known: Knowledge, language: str) -> list[dict[str, str]]:
    """What the two texts share, what weighs most first.

    `kind` is concept (the same), near (two concepts that are close) or word (a word that the
    vocabulary does not know); `text` is in the reader's language.
    """
    found = []
    for reason in hit.reasons:
        one, other = known.concepts[reason.concept], known.concepts[reason.other]
        if not one.weight:
            continue
        if reason.concept == reason.other:
            found.append({"kind": "concept", "text": one.labels[language]})
        else:
            text = f"{one.labels[language]} ~ {other.labels[language]}"
            found.append({"kind": "near", "text": text})
    return found + [{"kind": "word", "text": word} for word in hit.shared_words]
