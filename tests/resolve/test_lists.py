"""Tables of several rows a subject: targets, themes, outputs."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from pipeline.resolve.lists import call_targets, outputs, project_themes
from tests.small import Row, golden_vocabulary, ranked_statements, say, small_raw, text_frame


def targets(*statements: Row) -> pd.DataFrame:
    """Table call_targets of these statements."""
    links = [("trams", "T91"), ("trams", "T92")]
    rows = [{"text_en": text, "theme_id": theme} for text, theme in links]
    frame = text_frame("vocabulary/target_themes.csv", rows)
    vocabulary = replace(golden_vocabulary(), target_themes=frame)
    return call_targets(ranked_statements(small_raw(*statements), "trams", "ships"), vocabulary)


def test_a_target_has_its_themes_and_all_its_sources() -> None:
    table = targets(
        say("target", "trams", subject_id="c", source_id="l", certainty="inferred"),
        say("target", "trams", subject_id="c", source_id="k"),
    )
    (row,) = table.to_dict("records")
    assert (row["call_id"], row["target_kind"], row["text_fi"]) == ("c", "target", "trams fi")
    assert (row["theme_ids"], row["certainty"], row["source_ids"]) == ("T91;T92", "stated", "k;l")


def test_what_is_not_funded_has_no_theme() -> None:
    table = targets(
        say("exclusion", "trams", subject_id="c"),
        say("target_example", "trams", subject_id="c"),
        say("target", "ships", subject_id="c"),
    )
    themes = table.set_index(["target_kind", "text_en"])["theme_ids"].dropna()
    assert themes.to_dict() == {("target_example", "trams"): "T91;T92"}


def test_targets_are_those_of_calls() -> None:
    assert targets(say("condition", "trams", subject_id="g")).empty
    assert len(targets(say("condition", "trams", subject_id="c"))) == 1


def test_the_firmest_basis_of_a_theme_is_shown() -> None:
    ranked = ranked_statements(
        small_raw(
            say("theme_editorial", "T91", source_id="editor", certainty="editorial"),
            say("theme_phrase", "T91", source_id="k", as_written="satu", certainty="inferred"),
            say("theme_stated", "T91", source_id="l", as_written="tarinat", note="on foot"),
            say("theme_editorial", "T92", source_id="editor", certainty="editorial"),
            say("theme_phrase", "T92", source_id="k", as_written="kartta", certainty="inferred"),
            say(
                "theme_editorial", "T91", subject_id="c", source_id="editor", certainty="editorial"
            ),
        ),
        "on foot",
    )
    table = project_themes(ranked).set_index(["project_id", "theme_id"])
    assert table["theme_basis"].to_dict() == {
        ("p", "T91"): "stated",
        ("p", "T92"): "phrase",
        ("c", "T91"): "editorial",
    }
    first = table.reset_index().iloc[0]
    assert (first["phrase"], first["source_id"], first["reason_sv"]) == (
        "tarinat",
        "l",
        "on foot sv",
    )


def test_an_output_gathers_the_statements_of_its_item() -> None:
    ranked = ranked_statements(
        small_raw(
            say("output", "trams", item="a", source_id="k", note="ships"),
            say("output_kind", "service", item="a", source_id="k"),
            say("output_url", "https://example.org/a", item="a", source_id="l"),
            say("output_licence", "MIT", item="a", source_id="k"),
            say("reuse", "trams", item="a", source_id="l"),
            say("reuse", "ships", item="a", source_id="k"),
            say("output", "ships", item="b", source_id="k"),
            say("output_kind", "guide", item="b", source_id="k"),
            say("reuse", "ships", source_id="k"),
        ),
        "trams",
        "ships",
    )
    table = outputs(ranked).set_index("output_id").sort_index()
    assert list(table.index) == ["p/a", "p/b"]
    row = table.loc["p/a"]
    assert (row["title_fi"], row["output_kind"], row["licence"]) == ("trams fi", "service", "MIT")
    assert row["url"] == "https://example.org/a"
    assert row["reuse_fi"] == "ships fi; trams fi"
    assert (row["note_en"], row["source_ids"]) == ("ships", "k;l")
    assert table.loc["p/b", ["url", "licence", "reuse_fi"]].isna().all()


def test_an_output_of_a_candidate_is_none() -> None:
    ranked = ranked_statements(
        small_raw(
            say("output", "trams", item="a"),
            say("output", "trams", item="a", subject_id="d"),
            subjects={"p": "project", "d": "candidate"},
        ),
        "trams",
    )
    assert outputs(ranked)["output_id"].tolist() == ["p/a"]
