"""Floor 2: text in, typed value out."""

from pipeline.normalise.name_table import inflected_names
from pipeline.normalise.sources import word_sources
from pipeline.normalise.statements import normalise, organisation_ids

__all__ = ["inflected_names", "normalise", "organisation_ids", "word_sources"]
