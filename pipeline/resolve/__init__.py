"""Floor 2: typed statements in, one row a thing out."""

from pipeline.resolve.tables import resolve

__all__ = ["resolve"]
