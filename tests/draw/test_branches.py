"""Every leaf is drawn once, within the picture, and leads where it should."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.draw import Branch, Leaf, Picture, draw_branches, inline
from pipeline.draw.bars import WIDTH
from pipeline.draw.text import text_width


def _texts(picture: Picture) -> list[str]:
    return [one.text or "" for child in picture.children for one in child.iter("text")]


def test_each_leaf_has_a_mark_its_words_and_its_address() -> None:
    branches = [
        Branch("Continued by", (Leaf("Tampere", "since 2022", "town/837"), Leaf("Others"))),
        Branch("Builds on this", (Leaf("Turku", target="town/853"),)),
    ]
    drawn = draw_branches("eVaka", branches, lambda path: f"../{path}" if path else "")
    assert [one.get("href") for one in drawn.children if one.tag == "a"] == [
        "../town/837",
        "../town/853",
    ]
    assert sum(1 for child in drawn.children for _ in child.iter("circle")) == 3
    assert _texts(drawn) == [
        *("eVaka", "Continued by", "Tampere", "since 2022", "Others"),
        *("Builds on this", "Turku"),
    ]


@given(st.lists(st.text(st.sampled_from("aäiMW "), min_size=1, max_size=80), max_size=5))
def test_words_stay_within_the_picture_below_each_other(names: list[str]) -> None:
    words = [" ".join(name[at : at + 12] for at in range(0, len(name), 12)) for name in names]
    drawn = draw_branches("Root", [Branch("Kind", tuple(map(Leaf, words)))], lambda _: "")
    placed = [one for child in drawn.children for one in child.iter("text")]
    heights = [float(one.get("y", "")) for one in placed]
    assert heights == sorted(heights)
    assert heights[-1] < drawn.height
    for one in placed:
        lone = " " not in (one.text or "")
        assert lone or float(one.get("x", "")) + text_width(one.text or "", 14) <= WIDTH


def test_names_do_no_harm() -> None:
    hostile = "</text><script>x</script>"
    drawn = draw_branches(hostile, [Branch(hostile, (Leaf(hostile, hostile),))], lambda _: "")
    assert "<script" not in inline(drawn, "reuse", hostile, hostile)
