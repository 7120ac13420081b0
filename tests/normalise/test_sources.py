"""Publishers have a name in each language."""

from __future__ import annotations

import pandas as pd

from pipeline.normalise.sources import name_publishers
from tests.small import golden_vocabulary


def test_a_listed_publisher_gets_its_names_and_another_keeps_its_own() -> None:
    sources = pd.DataFrame({"publisher": ["Fantasiministeriet", "Kuvitelman Sanomat"]})
    named = name_publishers(sources, golden_vocabulary())
    assert named["publisher"].tolist() == ["Fantasiministeriet", "Kuvitelman Sanomat"]
    assert named["publisher_fi"].tolist() == ["Kuvitteluministeriö", "Kuvitelman Sanomat"]
    assert named["publisher_sv"].tolist() == ["Fantasiministeriet", "Kuvitelman Sanomat"]
    assert named["publisher_en"].tolist() == ["Ministry of Fantasy", "Kuvitelman Sanomat"]
