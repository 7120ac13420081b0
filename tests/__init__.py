"""Tests by room of the pipeline, a golden invented world, and the real data."""
