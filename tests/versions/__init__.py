"""Tests of releases: what changed, what stays, nothing vanishes."""
