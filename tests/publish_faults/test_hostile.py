"""Hostile text is refused by the build, stays as it is in data, and does nothing on the site."""

from __future__ import annotations

import csv
import io
import re
import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from pipeline.check.catalogue import catalogue
from pipeline.check.receipts import _READ
from pipeline.model import BadInputError
from pipeline.model.table import read_table
from pipeline.model.types import TYPES
from pipeline.publish.files import csv_bytes, parquet_bytes
from pipeline.schema import Column, Table
from pipeline.site.packages import read_packages
from pipeline.site.routes import slug
from tests.places import PUBLISHED
from tests.world import Script, World

HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</title><svg/onload=alert(1)>",
    "&#x3C;script&#x3E;", "javascript:alert(1)", "=HYPERLINK(A1)", "+SUM(A1)", "-cmd|' /C calc'!A0",
    "@SUM(1+1)", "a\u200bb", "\u202egpj.exe", "a\u2066b", "tag\U000e0041", "\ufeffx",
    "a\x00b", "a\x1bb", "a\x85b", "ask etu.suku@kunta.fi", "e\u0301toile",
)  # fmt: skip
ATOM = "{http://www.w3.org/2005/Atom}"
OPTIONS = {name: check.options for name, check in catalogue().checks.items()}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_a_title_is_refused_with_its_file_and_row(
    world: World, script: Script, text: str
) -> None:
    file = "statements/vm-2020-sv.csv"
    row = world.replace(
        file,
        "2020-luulo,title_sv,,Tro och vetande,Tro och vetande",
        f'2020-luulo,title_sv,,,"{text}"',
    )
    before = {path: path.read_bytes() for path in world.data.rglob("*.*")}
    run = script("build", "--raw", world.raw, "--data", world.data)
    assert run.code == 1
    assert f"{file}, row {row}" in run.err
    assert "Traceback" not in run.err
    assert {path: path.read_bytes() for path in world.data.rglob("*.*")} == before


@pytest.mark.parametrize(
    "text",
    ["../../etc/passwd", "a/../../b", "..", "CON.", "a b", "ä", "%2e%2e", "a\\b", "x" * 3 + "/"],
)
def test_an_identifier_that_leads_elsewhere_is_refused(
    world: World, script: Script, text: str
) -> None:
    for path in sorted(world.raw.rglob("*.csv")):
        content = path.read_text(encoding="utf-8")
        path.write_text(content.replace("2020-luulo", text), encoding="utf-8")
    run = script("build", "--raw", world.raw, "--data", world.data)
    assert run.code == 1
    assert "[id-shape]" in run.err
    assert "Traceback" not in run.err


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JavaScript://a.b/%0aalert(1)", "data:text/html,a.b", "vbscript:a.b"],
)
def test_an_address_that_is_a_script_is_refused(world: World, script: Script, address: str) -> None:
    file = "statements/satula-2021-fi.csv"
    row = world.replace(file, "https://satula.example/keksi,,fi", f'"{address}",,fi')
    run = script("build", "--raw", world.raw, "--data", world.data)
    assert run.code == 1
    assert f"{file}, row {row}" in run.err


@pytest.mark.parametrize("number", ["9" * 16, "1e308", "٣٤٠", "1" * 400, "0x10", "1_000", "NaN"])
def test_a_giant_or_odd_number_is_refused(world: World, script: Script, number: str) -> None:
    file = "statements/vm-2020-sv.csv"
    row = world.replace(file, "högst 30 000 euro,30000,", f"högst 30 000 euro,{number},")
    run = script("build", "--raw", world.raw, "--data", world.data)
    assert run.code == 1
    assert f"{file}, row {row}, field value" in run.err


def test_hostile_text_that_gets_into_packages_does_nothing_on_the_site(
    tmp_path: Path, script: Script
) -> None:
    shutil.copytree(PUBLISHED, tmp_path / "published")
    for path in (tmp_path / "published").rglob("*.csv"):
        text = path.read_text(encoding="utf-8")
        evil = 'Lämpiö<script>alert(1)</script><img src=x onerror=alert(2)>\'""onclick=alert(3)'
        path.write_text(text.replace("Lämpiö,", f'"{evil}",'), encoding="utf-8")
    run = script("site", "--data", tmp_path / "published", "--out", tmp_path / "site")
    assert run.code == 0
    pages = [p.read_text(encoding="utf-8") for p in (tmp_path / "site").rglob("*.html")]
    assert any("&lt;script&gt;alert(1)" in page for page in pages)
    assert not any("<script>alert" in page or "<img src=x" in page for page in pages)
    hit = [html.fromstring(page.encode()) for page in pages if "onclick=alert" in page]
    assert hit
    assert [found for tree in hit if (found := tree.xpath("//@onclick | //@onerror"))] == []
    for feed in (tmp_path / "site").rglob("feed.xml"):
        tree = etree.parse(feed)
        titles = [node.text or "" for node in tree.iter(f"{ATOM}title")]
        assert any("<script>alert(1)" in title for title in titles)
        contents = [html.fromstring(node.text or "") for node in tree.iter(f"{ATOM}content")]
        assert {node.tag for content in contents for node in content.iter()} <= {"div", "p"}


def test_a_package_with_the_address_of_a_script_is_not_rendered(tmp_path: Path) -> None:
    shutil.copytree(PUBLISHED, tmp_path / "published")
    path = tmp_path / "published/grants/sources.csv"
    text = path.read_text(encoding="utf-8")
    first = re.search(r"https://[^,\n]+", text)
    assert first
    path.write_text(text.replace(first[0], "JavaScript:alert(1)", 1), encoding="utf-8")
    with pytest.raises(BadInputError, match="holds the address of a script"):
        read_packages(tmp_path / "published")


def table_of(*names: str) -> Table:
    words = {"fi": "x", "sv": "x", "en": "x"}
    return Table(
        "t", words, words, (names[0],), tuple(Column(n, "string", words, words) for n in names)
    )


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), min_size=1, max_size=4
    )
)
def test_the_plain_downloads_hold_any_text_as_it_is(texts: list[str]) -> None:
    """Faithful, not escaped: control characters and formula cells are refused before this."""
    frame = pd.DataFrame({"a": [str(i) for i in range(len(texts))], "b": texts}, dtype="str")
    rows = list(csv.reader(io.StringIO(csv_bytes(frame).decode(), newline="")))
    assert [row[1] for row in rows[1:]] == texts
    read = pq.read_table(io.BytesIO(parquet_bytes(frame, table_of("a", "b"))))
    assert read.column("b").to_pylist() == texts


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    names: list[str] = []
    for file in (content, b"a,b\n" + content):
        path.write_bytes(file)
        try:
            frame = read_table(path, ["a", "b"], "any.csv")
        except BadInputError as error:
            names += [problem.file for problem in error.problems]
            continue
        text = "".join(frame["a"]) + "".join(frame["b"])
        assert not re.search("[\x00-\x08\x0b-\x1f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", text)
    assert set(names) <= {"any.csv"}


@given(st.text())
def test_a_type_of_value_tells_any_text(text: str) -> None:
    for is_of_type in TYPES.values():
        assert is_of_type(text) in (True, False)
    for kind in ("eur", "count", "percent"):
        if TYPES[kind](text):
            assert str(int(text)).lstrip("-") == text.lstrip("-0") or int(text) == 0
    if TYPES["date"](text):
        assert date.fromisoformat(text).isoformat() == text


@given(st.dates(date(1000, 1, 1)))
def test_every_day_is_a_date_and_no_other_text_near_it(day: date) -> None:
    text = day.isoformat()
    assert TYPES["date"](text)
    assert TYPES["partial_date"](text[:7])
    assert not TYPES["date"](text + "0")
    assert not TYPES["date"](text.replace("-", "/"))


@given(st.integers(1, 10**12))
def test_a_sum_is_read_back_from_its_figures_and_no_other(euros: int) -> None:
    says = _READ["eur"]
    options = OPTIONS["as-written-differs"]
    for token in (
        f"{euros} euroa",
        f"{euros:,} €".replace(",", " "),
        f"{euros:,} e".replace(",", "."),
    ):
        assert says(token, str(euros), options)
        assert not says(token, str(euros + 1), options) or euros < 2


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_a_day_is_read_back_from_its_figures(day: date) -> None:
    says = _READ["date"]
    token = f"{day.day}.{day.month}.{day.year}"
    assert says(token, day.isoformat(), {})
    assert not says(token, f"{day.year + 1}-01-01", {})


@given(st.sampled_from(sorted(_READ)), st.text())
def test_any_token_is_judged_without_a_crash(kind: str, token: str) -> None:
    value = "2020-01-01" if kind in ("date", "partial_date", "moment") else "5"
    assert _READ[kind](token, value, OPTIONS["as-written-differs"]) in (True, False)


@given(st.text())
def test_a_slug_is_plain_whatever_the_text(text: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(text))
    assert slug(slug(text)) == slug(text)


@settings(max_examples=300)
@given(st.text(min_size=1))
def test_what_passes_as_an_address_cannot_be_a_script(text: str) -> None:
    address = re.compile(OPTIONS["unsafe-address"]["pattern"])
    for tried in (text, "javascript:" + text, "data:" + text, " https://a.b/" + text):
        if address.fullmatch(tried):
            assert not re.match(r"\s*(?!https?:)[a-z][a-z0-9+.-]*:(?![0-9])", tried, re.IGNORECASE)
            assert not set(tried) & set("<>\"'` \n")
