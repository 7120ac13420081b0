"""Floor 1: read data/raw as it stands, every cell checked for what its column may hold."""

from pipeline.read.raw import Raw, raw_files, read_raw
from pipeline.read.raw_file import check_references, nearest, read_file

__all__ = ["Raw", "check_references", "nearest", "raw_files", "read_file", "read_raw"]
