"""What a word is looked up by: its base words with their language, its name, or itself."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.language import GUESS, NAME, Analysis, folded

WHOLE, RELATED, PART = 0, 1, 2
"""How a key belongs to a word: the word itself, what it is made from, a part of it."""


def keys_of(analysis: Analysis, language: str) -> Iterator[tuple[str, int]]:
    """(key, how it belongs) of a word of a text in the language."""
    yield surface(analysis.token), WHOLE
    lower = analysis.token[:1].islower()
    for lemma in analysis.lemmas:
        if lemma[:1].isupper():
            if not (lower and analysis.how == NAME and len(analysis.lemmas) > 1):
                yield name(lemma), WHOLE
        elif analysis.how == GUESS:
            yield unknown(lemma, language), WHOLE
            yield word(lemma, language), WHOLE
        else:
            yield word(lemma, language), WHOLE
    for lemma in analysis.related:
        yield of_lemma(lemma, language), RELATED
    for lemma in analysis.parts:
        yield of_lemma(lemma, language), PART


def word(lemma: str, language: str) -> str:
    """Key of a base word: two languages may spell different words alike."""
    return f"{language}:{lemma}"


def of_lemma(lemma: str, language: str) -> str:
    """Key of a base word or name."""
    return name(lemma) if lemma[:1].isupper() else word(lemma, language)


def name(lemma: str) -> str:
    """Key of a name, the same in every language."""
    return f"={lemma}"


def surface(token: str) -> str:
    """Key of a word as it stands, without marks, in any language: codes, brands, bare names."""
    return f"~{folded(token)}"


def unknown(lemma: str, language: str) -> str:
    """Key of a guessed base form; these alone are compared by how they begin."""
    return f"{language}?{lemma}"
