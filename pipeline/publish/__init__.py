"""Floor 3: write the data packages, whole or not at all."""

from pipeline.publish.packages import publish

__all__ = ["publish"]
