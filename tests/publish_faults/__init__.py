"""Tests of publishing under faults: kills, full disks, spoilt files, hostile text."""
