"""Floor 3: compare the tables with the schema and with each other, and complain."""

from pipeline.check.integrity import check_tables

__all__ = ["check_tables"]
