"""Lighthouse on one page of each kind; the only place where Node is used."""
