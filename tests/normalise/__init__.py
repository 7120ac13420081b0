"""Tests of the room normalise."""
