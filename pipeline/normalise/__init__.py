"""Floor 2: text in, typed value out."""

from pipeline.normalise.name_table import inflected_names
from pipeline.normalise.statements import normalise, organisation_ids, translate_notes

__all__ = ["inflected_names", "normalise", "organisation_ids", "translate_notes"]
