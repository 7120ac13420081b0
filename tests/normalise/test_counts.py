from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.counts import CountReader

COUNTS = [
    ("yhdeksälle hankkeelle", 9, "projects"),
    ("41:lle hankkeelle", 41, "projects"),
    ("27:lle eri digitalisaatiohankkeelle", 27, "projects"),
    ("kahteen hankkeeseen", 2, "projects"),
    ("14 hankkeelle", 14, "projects"),
    ("29 olika digitaliseringsprojekt", 29, "projects"),
    ("kahdellekymmenelleseitsemälle hankkeelle", 27, "projects"),
    ("61 ansökningar", 61, "applications"),
    ("57 avustushakemusta", 57, "applications"),
    ("hakemuksia tuli 52", 52, "applications"),
    ("hakemuksia saapui yhteensä 184", 184, "applications"),
    ("57 kpl hakemuksia", 57, "applications"),
    ("12 muun kunnan", 12, "municipalities"),
    ("12 kommuner", 12, "municipalities"),
    ("yhdentoista kunnan", 11, "municipalities"),
    ("Kuusi suurta kaupunkia", 6, "municipalities"),
    ("tjugosju kommuner", 27, "municipalities"),
]


@pytest.mark.parametrize(("text", "count", "counted"), COUNTS)
def test_reads_a_count(counts: CountReader, text: str, count: int, counted: str) -> None:
    sentence = f"Vuonna 2019, {text}, 30 miljoonaa euroa"
    found = counts.find(sentence)
    assert [(item.count, item.counted, item.flagged) for item in found] == [(count, counted, False)]
    assert sentence[found[0].start : found[0].end] == text


@pytest.mark.parametrize(
    "text",
    [
        "vuoden 2019 hankkeet",
        "12 kuukauden hanke",
        "yhteensä 14",
        "kahdessa erillisessä haussa",
        "",
    ],
)
def test_other_numbers_count_nothing(counts: CountReader, text: str) -> None:
    assert counts.find(text) == []


def test_an_article_is_flagged(counts: CountReader) -> None:
    item = counts.parse("ett projekt")
    assert item is not None
    assert (item.count, item.flagged) == (1, True)


@pytest.mark.parametrize(("text", "number"), [("57", 57), ("yhdeksälle", 9), ("41:lle", 41)])
def test_a_bare_number(counts: CountReader, text: str, number: int) -> None:
    assert counts.number(text) == number
    assert counts.number("hanke") is None


@given(st.text() | st.text(alphabet="0123456789 :lehankt"))
def test_no_text_makes_it_fail(counts: CountReader, text: str) -> None:
    counts.number(text)
    for item in counts.find(text):
        assert 0 <= item.start < item.end <= len(text)
