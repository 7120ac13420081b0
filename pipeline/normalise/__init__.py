"""Floor 2: text in, typed value out."""

from pipeline.normalise.statements import normalise, organisation_ids, translate_notes

__all__ = ["normalise", "organisation_ids", "translate_notes"]
