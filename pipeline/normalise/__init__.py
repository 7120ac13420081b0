"""Floor 2: text in, typed value out."""

from pipeline.normalise.name_table import inflected_names
from pipeline.normalise.publishers import name_publishers
from pipeline.normalise.statements import normalise, organisation_ids, translate_notes

__all__ = ["inflected_names", "name_publishers", "normalise", "organisation_ids", "translate_notes"]
