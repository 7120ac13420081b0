"""Digiavustukset: grant decisions in, data packages and a site out."""

__version__ = "0.1.0"
