"""Floor 2: typed statements in, one row a thing out."""

from pipeline.resolve.tables import resolve
from pipeline.resolve.typing import typed

__all__ = ["resolve", "typed"]
