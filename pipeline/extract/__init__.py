"""Floor 2: a document in, the draft of its statement file out; a person reviews the draft."""

from pipeline.extract.extraction import Extraction, Tools, extract, load_tools

__all__ = ["Extraction", "Tools", "extract", "load_tools"]
