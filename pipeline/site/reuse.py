"""The path of a project from hand to hand: who built on it, took it into use, continued it."""

from __future__ import annotations

from pipeline.draw import Branch, Leaf, Picture, draw_branches
from pipeline.schema import schema
from pipeline.site.chart import Link
from pipeline.site.packages import Record
from pipeline.site.speech import Speech

TABLE, RELATION = "reuse_links", "reuse_relation"


def reuse_branches(speech: Speech, project_id: str) -> tuple[Branch, ...]:
    """A branch for each relation that the project has, in the order of the schema."""
    links = [
        row for row in speech.library.published.tables[TABLE] if row["project_id"] == project_id
    ]
    return tuple(
        Branch(
            _capital(speech.label(TABLE, RELATION, relation)),
            tuple(_leaf(speech, row) for row in rows),
        )
        for relation in schema().categories[RELATION]
        if (rows := [row for row in links if row[RELATION] == relation])
    )


def draw_reuse(
    speech: Speech, project: Record, branches: tuple[Branch, ...], link: Link
) -> Picture:
    """The branches of a project, its name as their root."""
    return draw_branches(speech.project_title(project), branches, link)


def told(branches: tuple[Branch, ...]) -> str:
    """The picture in words, for those who don't see it."""
    return " ".join(
        f"{branch.name}: {'; '.join(leaf.name for leaf in branch.leaves)}." for branch in branches
    )


def _leaf(speech: Speech, row: Record) -> Leaf:
    """An organisation leads to its page, and what it did stands below; others are told in words."""
    note = speech.pick(row, "reuse_note")
    if row["since"]:
        words = speech.words
        note = f"{note}, {words.gettext('since')} {words.day(row['since'])}"
    organisation = speech.library.organisations.get(row["organisation_id"])
    if organisation is None:
        return Leaf(note)
    place = speech.library.place("municipalities", row["organisation_id"])
    return Leaf(speech.pick(organisation, "name"), note, place.path(speech.language))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
