"""A tool for maintainers (make lexicon): reads the new words of the data, as README.md here tells.

It needs packages of its own (requirements-lexicon.txt); nothing of the site imports it.
"""
