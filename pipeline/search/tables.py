"""Which published tables the search reads."""

from __future__ import annotations

LEXICON = (
    *("words", "word_patterns", "word_tails", "word_guesses", "lexicon", "name_words_inflected"),
    *("synonyms", "translations", "concepts", "match_concepts"),
)
"""What words are read by."""
TEXTS = (
    *("projects", "participations", "project_themes", "outputs"),
    *("organisations", "themes", "calls", "programmes"),
)
"""What is searched."""
