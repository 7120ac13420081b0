"""Floor 5: the console script `digiavustukset`; the only room that prints and exits."""

from pipeline.cli.main import main

__all__ = ["main"]
