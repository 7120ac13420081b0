"""Floor 3: write the data packages, whole or not at all; compare editions and keep them."""

from pipeline.publish.descriptor import descriptors
from pipeline.publish.difference import (
    changes_csv,
    changes_json,
    differences,
)
from pipeline.publish.edition import read_edition
from pipeline.publish.made import origin, remember, told_before
from pipeline.publish.packages import edition_files, publish
from pipeline.publish.prose import changes_prose
from pipeline.publish.release import release

__all__ = [
    "changes_csv",
    "changes_json",
    "changes_prose",
    "descriptors",
    "differences",
    "edition_files",
    "origin",
    "publish",
    "read_edition",
    "release",
    "remember",
    "told_before",
]
