"""Floor 1: the words of the project: municipalities, organisations, themes, wordings, lexicon."""

from pipeline.vocabulary.files import LEXICON, Vocabulary, english_names, load_vocabulary

__all__ = ["LEXICON", "Vocabulary", "english_names", "load_vocabulary"]
