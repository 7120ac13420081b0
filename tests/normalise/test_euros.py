from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.euros import EuroReader

SUMS = [
    ("850 000 euroa", 850000, ""),
    ("850\u00a0000\u202f€", 850000, ""),
    ("1\u2009090\u2009100 euro", 1090100, ""),
    ("9,69 miljoonaa euroa", 9690000, "rounded"),
    ("9,69 miljoner euro", 9690000, "rounded"),
    ("1,2 milj. €", 1200000, "rounded"),
    ("30 miljoonan euron", 30000000, ""),
    ("2 M€", 2000000, ""),
    ("0,5 M€", 500000, ""),
    ("45 t€", 45000, ""),
    ("högst 445 500 euro", 445500, "max"),
    ("enintään 127.500 euroa", 127500, "max"),
    ("enintään yhteensä 850 000 euroa", 850000, "max"),
    ("högst sammanlagt 42 000 euro", 42000, "max"),
    ("reilut 950 000 euroa", 950000, "over"),
    ("reilun 600 000 euron", 600000, "over"),
    ("reilut kaksi miljoonaa euroa", 2000000, "over"),
    ("drygt en miljon euro", 1000000, "over"),
    ("yli miljoona euroa", 1000000, "over"),
    ("nästan 10 miljoner euro", 10000000, "under"),
    ("lähes kymmenen miljoonaa euroa", 10000000, "under"),
    ("noin 1 412 000 euroa", 1412000, "about"),
    ("ca 1,28 miljoner euro", 1280000, "about"),
    ("cirka 140 000 euro", 140000, "about"),
    ("n. 30 000 €", 30000, "about"),
    ("puolitoista miljoonaa euroa", 1500000, ""),
    ("miljardilla eurolla", 1000000000, ""),
    ("EUR 9.69 million", 9690000, "rounded"),
    ("€850,000", 850000, ""),
    ("1 200,50 €", 1200, ""),
    ("850 000:n euron", 850000, ""),
    ("enintään 50 000 €/hanke", 50000, "max"),
]


@pytest.mark.parametrize(("text", "eur", "qualifier"), SUMS)
def test_reads_a_sum_alone_and_in_a_sentence(
    euros: EuroReader, text: str, eur: int, qualifier: str
) -> None:
    found = euros.find(f"Vuonna 2019 myönnettiin 14 hankkeelle {text} (12 kk).")
    assert [(item.eur, item.qualifier) for item in found] == [(eur, qualifier)]
    alone = euros.parse(text)
    assert alone is not None
    assert (alone.eur, alone.qualifier, alone.flagged) == (eur, qualifier, False)
    assert text[alone.start : alone.end] == text.removesuffix("/hanke")


@pytest.mark.parametrize(
    ("text", "eur", "qualifier"),
    [
        ("höst 442 400 euro", 442400, "max"),
        ("en dryg miljon", 1000000, "over"),
        ("nästan 10 miljoner", 10000000, "under"),
        ("3,4 miljoonaa", 3400000, "rounded"),
        ("850,000 euroa", 850000, ""),
    ],
)
def test_what_is_misspelt_or_lacks_a_unit_is_flagged(
    euros: EuroReader, text: str, eur: int, qualifier: str
) -> None:
    found = euros.find(text)
    assert [(item.eur, item.qualifier, item.flagged) for item in found] == [(eur, qualifier, True)]


def test_a_range_is_two_sums(euros: EuroReader) -> None:
    found = euros.find("avustukset 7 000–37 860 euroa ja 2-3 miljoonaa euroa")
    ends = [(item.eur, item.part) for item in found]
    assert ends == [(7000, "low"), (37860, "high"), (2000000, "low"), (3000000, "high")]


@pytest.mark.parametrize(
    "text",
    ["-5,47 €/asukas", "10 miljoonaa asukasta", "vuonna 2019", "14 hankkeelle", "02955 30122", ""],
)
def test_other_numbers_are_no_sums(euros: EuroReader, text: str) -> None:
    assert euros.find(text) == []


def test_a_cell_may_lack_the_unit(euros: EuroReader) -> None:
    cell = euros.parse("200 000")
    assert cell is not None
    assert cell.eur == 200000
    assert euros.parse("14 hanketta") is None


@pytest.mark.parametrize(
    ("text", "percent", "qualifier"),
    [
        ("85 %", "85", ""),
        ("85%", "85", ""),
        ("enintään 85 prosenttia", "85", "max"),
        ("högst 70 procent", "70", "max"),
        ("12,5 %", "12.5", ""),
        ("100 prosentin", "100", ""),
    ],
)
def test_percentages(euros: EuroReader, text: str, percent: str, qualifier: str) -> None:
    found = euros.percents(text)
    assert [(item.percent, item.qualifier) for item in found] == [(percent, qualifier)]


@given(st.integers(0, 999_999_999), st.sampled_from([" ", "\u00a0", "\u2009", "\u202f", "."]))
def test_written_sums_come_back(euros: EuroReader, eur: int, space: str) -> None:
    text = f"enintään {eur:,} euroa".replace(",", space)
    assert [(item.eur, item.qualifier) for item in euros.find(text)] == [(eur, "max")]


@given(st.text() | st.text(alphabet="0123456789 .,-–€miljonaeur\u00a0"))
def test_no_text_makes_it_fail(euros: EuroReader, text: str) -> None:
    euros.parse(text)
    euros.percents(text)
    spans = [(item.start, item.end) for item in euros.find(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
