"""A tool for maintainers: draws the word tables of data/raw/vocabulary (make lexicon).

It needs packages of its own (requirements-lexicon.txt); nothing of the site imports it.
"""
