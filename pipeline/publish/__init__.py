"""Floor 3: write the data packages, whole or not at all."""

from pipeline.publish.descriptor import descriptors
from pipeline.publish.packages import publish

__all__ = ["descriptors", "publish"]
