from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.dates import DateReader

DATES = [
    ("23.3.2018", "2018-03-23", "day"),
    ("23. 3. 2018", "2018-03-23", "day"),
    ("2021-05-04", "2021-05-04", "day"),
    ("2021-05-04T16:15", "2021-05-04T16:15", "day"),
    ("11.8.2016 13.02", "2016-08-11T13:02", "day"),
    ("19.12.2019 kl. 16.15", "2019-12-19T16:15", "day"),
    ("19.12.2019 klo 16.15", "2019-12-19T16:15", "day"),
    ("19.12.2019, klo 16", "2019-12-19T16:00", "day"),
    ("den 15 september 2017 kl. 16.15", "2017-09-15T16:15", "day"),
    ("5. lokakuuta 2020", "2020-10-05", "day"),
    ("5 October 2020", "2020-10-05", "day"),
    ("den 13 november", "2019-11-13", "day"),
    ("October 5, 2020", "2020-10-05", "day"),
    ("19.12. klo 16.15", "2019-12-19T16:15", "day"),
    ("viimeistään 19.12.", "2019-12-19", "latest"),
    ("19.12. mennessä", "2019-12-19", "latest"),
    ("vuoden 2022 lokakuun loppuun mennessä", "2022-10-31", "latest"),
    ("31.3.2019 saakka", "2019-03-31", "latest"),
    ("30.11.2021 mennessä", "2021-11-30", "latest"),
    ("viimeistään 30.11.2021", "2021-11-30", "latest"),
    ("senast den 5 oktober 2020 kl. 16.15", "2020-10-05T16:15", "latest"),
    ("marraskuun loppuun 2021 mennessä", "2021-11-30", "latest"),
    ("marraskuun loppuun mennessä", "2019-11-30", "latest"),
    ("marraskuun 2021 loppuun mennessä", "2021-11-30", "latest"),
    ("helmikuun lopussa 2020", "2020-02-29", "latest"),
    ("före utgången av oktober 2022", "2022-10-31", "latest"),
    ("före slutet av november 2021", "2021-11-30", "latest"),
    ("the end of November 2021", "2021-11-30", "latest"),
    ("vuoden 2021 loppuun", "2021-12-31", "latest"),
    ("3/2020", "2020-03", "month"),
    ("valmiiksi lokakuussa 2023", "2023-10-31", "latest"),
    ("klara i oktober 2023", "2023-10-31", "latest"),
    ("viimeistään syyskuun aikana 2023", "2023-09-30", "latest"),
    ("senast i september", "2019-09-30", "latest"),
    ("vid utgången av september månad 2023", "2023-09-30", "latest"),
    ("före september månads utgång 2023", "2023-09-30", "latest"),
    ("toukokuun 3. päivän loppuun mennessä", "2019-05-03", "latest"),
    ("toukokuun 3. päivään 2021 asti", "2021-05-03", "latest"),
    ("syyskuun 30. vuonna 2022", "2022-09-30", "day"),
    ("syyskuun 30:nteen päivään mennessä", "2019-09-30", "latest"),
    ("3. päivänä toukokuuta 2021", "2021-05-03", "day"),
    ("toukokuun viimeiseen päivään mennessä", "2019-05-31", "latest"),
    ("helmikuun viimeisenä päivänä 2020", "2020-02-29", "day"),
    ("joulukuun ensimmäisenä päivänä", "2019-12-01", "day"),
    ("senast den sista april", "2019-04-30", "latest"),
    ("sista dagen i februari 2020", "2020-02-29", "day"),
    ("den första december 2022", "2022-12-01", "day"),
    ("the last day of June 2021", "2021-06-30", "day"),
    ("viimeistään tiistaina 4.5.2021 klo 16.15", "2021-05-04T16:15", "latest"),
    ("perjantaihin 30. huhtikuuta klo 16.15 mennessä", "2019-04-30T16:15", "latest"),
    ("senast fredagen den 30 april 2021 kl. 16.15", "2021-04-30T16:15", "latest"),
    ("måndagen den 3 maj", "2019-05-03", "day"),
    ("klo 16.15 mennessä 4.5.2021", "2021-05-04T16:15", "latest"),
    ("kello 16.15 toukokuun 4. päivänä 2021", "2021-05-04T16:15", "day"),
    ("senast kl. 16.15 den 30 april 2021", "2021-04-30T16:15", "latest"),
    ("den 30 april 2021 före klockan 16.15", "2021-04-30T16:15", "latest"),
    ("31.10.2022 saakka klo 16.15", "2022-10-31T16:15", "latest"),
    ("30.4 mennessä", "2019-04-30", "latest"),
    ("vuoden loppuun mennessä", "2019-12-31", "latest"),
    ("ensi vuoden loppuun mennessä", "2020-12-31", "latest"),
    ("före årets slut", "2019-12-31", "latest"),
    ("vid utgången av nästa år", "2020-12-31", "latest"),
    ("4/5/2021 klo 16.15", "2021-05-04T16:15", "day"),
    ("4/5/2021 kl. 16.15", "2021-05-04T16:15", "day"),
    ("4.5.2021. Kellonaika on 16.15", "2021-05-04T16:15", "day"),
    ("den 4 maj 2021. Klockslaget är kl. 16.15", "2021-05-04T16:15", "day"),
    ("januari 2021", "2021-01", "month"),
    ("lokakuussa 2019", "2019-10", "month"),
    ("vuonna 2019", "2019", "year"),
    ("keväällä 2020", "2020", "year"),
]


@pytest.mark.parametrize(("text", "value", "kind"), DATES)
def test_reads_a_date_with_its_kind_and_whole_span(
    dates: DateReader, text: str, value: str, kind: str
) -> None:
    found = dates.find(f"Haku ({text}).", 2019)
    assert [(item.value, item.kind) for item in found] == [(value, kind)]
    item = dates.parse(text, 2019)
    assert item is not None
    assert text[item.start : item.end] == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("viime vuoden marraskuun 13. päivänä", "2018-11-13"),
        ("viime vuonna 13. marraskuuta", "2018-11-13"),
        ("den 13 november i fjol", "2018-11-13"),
        ("i fjol den 13 november", "2018-11-13"),
        ("viimeistään 30. huhtikuuta ensi vuonna", "2020-04-30"),
        ("senast den 3 maj nästa år", "2020-05-03"),
        ("2020, kuitenkin viimeistään 31.10. klo 12", "2020-10-31T12:00"),
        ("under 2020, dock senast den 30 september", "2020-09-30"),
    ],
)
def test_a_day_takes_the_year_that_is_told_beside_it(
    dates: DateReader, text: str, value: str
) -> None:
    assert value in [item.value for item in dates.find(text, 2019)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("26.2.2020-30.11.2021", ["2020-02-26", "2021-11-30"]),
        ("26.2.–30.11.2021", ["2021-02-26", "2021-11-30"]),
        ("13.–15.5.2021", ["2021-05-13", "2021-05-15"]),
        ("vuosina 2020-2021", ["2020", "2021"]),
        ("1.12.–14.1.2022", ["2021-12-01", "2022-01-14"]),
        ("3–28 maj 2021", ["2021-05-03", "2021-05-28"]),
        ("den 3 maj–4 juni 2021", ["2021-05-03", "2021-06-04"]),
        ("från den 30 november till den 14 januari 2022", ["2021-11-30", "2022-01-14"]),
        ("3.–28. toukokuuta 2021", ["2021-05-03", "2021-05-28"]),
        ("toukokuun 3.–28. päivä 2021", ["2021-05-03", "2021-05-28"]),
        ("3. toukokuuta klo 8.00 – 28. kesäkuuta 2021", ["2021-05-03T08:00", "2021-06-28"]),
    ],
)
def test_a_range_is_two_dates(dates: DateReader, text: str, values: list[str]) -> None:
    assert [item.value for item in dates.find(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "31.2.2020",
        "kohta 1.2.3",
        "13 november",
        "marraskuussa",
        "0295 16001",
        "12.13.2020",
        "kohdat 1.1. ja 1.2.",
        "4.5 miljoonaa",
        "vuoden loppuun mennessä",
        "",
    ],
)
def test_no_date_without_a_year_or_a_calendar_day(dates: DateReader, text: str) -> None:
    assert dates.find(text) == []


def test_a_sum_after_a_date_is_no_time(dates: DateReader) -> None:
    assert [item.value for item in dates.find("12.5.2020, 850 000 euroa")] == ["2020-05-12"]


@pytest.mark.parametrize("text", ["vuoden lopussa", "enintään 4.5 prosenttia", "lokakuussa"])
def test_a_deadline_needs_its_words(dates: DateReader, text: str) -> None:
    assert dates.find(text, 2019) == []


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_written_dates_come_back(dates: DateReader, day: date) -> None:
    for text in (f"{day.day}.{day.month}.{day.year}", day.isoformat()):
        found = dates.parse(text)
        assert found is not None
        assert (found.value, found.kind) == (day.isoformat(), "day")


@given(
    st.text() | st.text(alphabet="0123456789./- :klotammikuun"), st.none() | st.integers(1, 9999)
)
def test_no_text_makes_it_fail(dates: DateReader, text: str, year: int | None) -> None:
    for item in dates.find(text, year):
        assert 0 <= item.start < item.end <= len(text)
