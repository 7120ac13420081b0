"""What templates say of a record in one language: names, amounts, labels, links."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from pipeline.schema import schema
from pipeline.site.library import Library, Sum, sums_by_kind
from pipeline.site.packages import Record
from pipeline.site.routes import Place, link
from pipeline.site.words import LANGUAGES, Words

_DATED = re.compile(r"(\d{4}-\d{2}(?:-\d{2})?): ")


class Speech:
    """The functions that templates call, for one language."""

    def __init__(self, library: Library, words: Words) -> None:
        self.library = library
        self.words = words
        self.language = words.language

    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """Name in templates → function."""
        return {
            "pick": self.pick,
            "label": self.label,
            "number": self.words.number,
            "euros": self.words.euros,
            "millions": self.words.millions,
            "day": self.words.day,
            "amount": self.amount,
            "sums": self.sums,
            "kind_wording": self.kind_wording,
            "project_title": self.project_title,
            "is_translated": self.is_translated,
            "original_title": self.original_title,
            "call_title": self.call_title,
            "with_call_titles": self.with_call_titles,
            "org_name": self.org_name,
            "value": self.value,
            "footnotes": self.footnotes,
            "marks": marks,
            "person_marks": person_marks,
            "subject_link": self.subject_link,
            "locator": self.locator,
            "licence_name": lambda package: schema().packages[package].licence.name,
            "split": lambda text: text.split(";") if text else [],
            "place": self.library.place,
        }

    def filters(self) -> Mapping[str, Callable[..., str]]:
        """Name in templates → filter."""
        return {
            "capitalize_first": lambda text: text[:1].upper() + text[1:],
            "host": lambda address: urlsplit(address).netloc or address,
            "kilobytes": self.kilobytes,
        }

    def pick(self, record: Record, column: str) -> str:
        """The column of the record in this language; "" where it is empty."""
        return record[f"{column}_{self.language}"] or ""

    def label(self, table: str, column: str, word: str | None) -> str:
        """What a reader sees for a word of a category."""
        return self.library.published.label(table, column, word, self.language)

    def column(self, table: str, column: str) -> str:
        """What a reader sees for the name of a column."""
        return self.library.published.column_title(table, column, self.language)

    def amount(self, project: Record) -> str:
        """The sum with its kind in words before or after it; never a bare number."""
        if project["amount_eur"] is None:
            return self.words.gettext("not stated")
        return self.sum_told(sums_by_kind([project])[0])

    def sum_told(self, told: Sum) -> str:
        """A sum worded by its kind: at most, as told by the recipient, about, over."""
        return self.kind_wording(told.kind, self.words.euros(told.euros), told.qualifier)

    def kind_wording(self, kind: str, figure: str, qualifier: str | None = None) -> str:
        """The words that a figure of this kind stands in; the figure comes ready."""
        gettext = self.words.gettext
        about = gettext("over %(sum)s") if qualifier == "over" else gettext("about %(sum)s")
        wording = {
            "maximum": gettext("at most %(sum)s"),
            "granted": gettext("%(sum)s (as told by the recipient)"),
            "approximate": about,
        }[kind]
        return wording % {"sum": figure}

    def sums(self, projects: list[Record]) -> list[tuple[str, int]]:
        """(worded sum, number of projects) for each kind of amount among the projects."""
        return [(self.sum_told(told), told.count) for told in sums_by_kind(projects)]

    def project_title(self, project: Record) -> str:
        """Its name in this language, or who takes part where the name is not known."""
        name = self.pick(project, "title")
        if name:
            return name
        people = self.library.organisations_of(project["project_id"])
        who = ", ".join(map(self.org_name, people[:3]))
        twins = self.library.twins_of(project)
        if len(twins) < 2:
            return self.words.gettext("%(who)s: name not known") % {"who": who}
        number = twins.index(project["project_id"]) + 1
        words = {"who": who, "number": number, "count": len(twins)}
        return self.words.gettext("%(who)s: name not known (%(number)s of %(count)s)") % words

    def is_translated(self, record: Record) -> bool:
        """Whether the name in this language is our translation."""
        return self.language in (record["translated_titles"] or "").split(";")

    def original_title(self, record: Record) -> tuple[str, str] | None:
        """(language, name) as a source has it, where the shown name is our translation."""
        translated = (record["translated_titles"] or "").split(";")
        for language in LANGUAGES:
            name = record[f"title_{language}"]
            if name and language not in translated:
                return language, name
        return None

    def call_title(self, call_id: str | None) -> str:
        """Short name of a call: its year and number within the year."""
        if call_id is None:
            return self.words.gettext("call not known")
        year = self.library.calls[call_id]["year"]
        same = sorted(c["call_id"] for c in self.library.calls.values() if c["year"] == year)
        if len(same) == 1:
            return self.words.gettext("Call of %(year)s") % {"year": year}
        number = same.index(call_id) + 1
        return self.words.gettext("Call %(number)s of %(year)s") % {"year": year, "number": number}

    def org_name(self, row: Record) -> str:
        """Name of a participant or organisation in this language, as it was at the decision."""
        if self.language == "en":
            return str(self.library.organisations[row["organisation_id"]]["name_en"])
        return self.pick(row, "name")

    def footnotes(self, subject_id: str) -> dict[str, int]:
        """source_id → its number on the page of the subject, the weightiest source first."""
        weight = list(self.library.published.words("sources", "authority"))
        found = {row["source_id"] for row in self.library.said.get(subject_id, [])}
        sources = [self.library.sources[ident] for ident in found]
        ordered = sorted(
            sources, key=lambda row: (weight.index(row["authority"]), row["source_id"])
        )
        return {row["source_id"]: number for number, row in enumerate(ordered, start=1)}

    @pass_context
    def subject_link(self, context: Context, subject_id: str) -> Markup:
        """Link to the page of a programme, call or project; the name of a candidate as text."""
        place = self.library.subject_place(subject_id)
        if place is None:
            return self.candidate(subject_id)
        href = context["href"](place)
        return Markup('<a href="{}">{}</a>').format(href, self.subject(subject_id))

    def candidate(self, subject_id: str) -> Markup:
        """Name of a lead that is not counted as a funded project, in the words of its source."""
        said = self.library.said[subject_id]
        name = next((row["value"] for row in said if row["field"] == "title_fi"), subject_id)
        aside = self.words.gettext("not counted as a funded project")
        text = '<span lang="fi">{}</span> <span class="quiet">({})</span>'
        return Markup(text).format(name, aside)  # noqa: S704

    def with_call_titles(self, text: str) -> str:
        """A text in which calls go by their ids, with their names instead."""
        for ident in sorted(self.library.calls, reverse=True):
            text = text.replace(f"{ident}:", f"{self.call_title(ident)}:")
        return text

    def subject(self, subject_id: str) -> str:
        """Name of a programme, call or project."""
        if subject_id in self.library.calls:
            return self.call_title(subject_id)
        if subject_id in self.library.programmes:
            return self.pick(self.library.programmes[subject_id], "title")
        return self.project_title(self.library.projects[subject_id])

    def locator(self, text: str) -> str:
        """Place in a document, such as "line 15, characters 75-92", in this language."""
        line, first, last = re.findall(r"\d+", text)
        words = {"line": line, "first": first, "last": last}
        return self.words.gettext("line %(line)s, characters %(first)s–%(last)s") % words

    def kilobytes(self, count: int) -> str:
        """Size of a file in whole kilobytes, at least one."""
        return f"{self.words.number(max(1, round(count / 1000)))} kB"

    def value(self, statement: Record) -> str:
        """The value of a statement as a reader sees it: figures and dates by the language."""
        rule, text = statement["rule"], self.pick(statement, "value")
        if rule in {"eur", "sum"}:
            number = float(statement["value"])
            exact = number.is_integer()
            return self.words.euros(int(number)) if exact else f"{self.words.number(number)} €"
        if rule in {"date", "partial_date", "moment"}:
            return self.words.day(statement["value"])
        if rule == "count":
            return self.words.number(int(statement["value"]))
        if rule == "percent":
            return f"{statement['value']} %"
        if rule == "boolean":
            yes, no = self.words.gettext("yes"), self.words.gettext("no")
            return yes if statement["value"] == "yes" else no
        if rule == "call":
            return self.call_title(statement["value"])
        if statement["field"] == "call_candidate":
            return self._call_of_no_page(text)
        if rule == "programme":
            programme = self.library.programmes.get(statement["value"])
            return self.pick(programme, "title") if programme else text
        return self.milestone(text)

    def _call_of_no_page(self, call_id: str) -> str:
        """Name of a call that may be outside this data, by the year in its id."""
        if call_id in self.library.calls:
            return self.call_title(call_id)
        year = re.search(r"\d{4}", call_id)
        return self.words.gettext("Call of %(year)s") % {"year": year[0]} if year else call_id

    def milestone(self, text: str) -> str:
        """A text that begins with an ISO date (2016-08-26: …), the date in this language."""
        found = _DATED.match(text)
        return f"{self.words.day(found[1])}: {text[found.end() :]}" if found else text


def marks(
    receipts: Mapping[str, list[Record]], notes: Mapping[str, int], *fields: str
) -> list[tuple[int, str]]:
    """(number, source_id) of the sources behind what the page shows for the fields."""
    rows = [row for name in fields for row in receipts.get(name, [])]
    behind = {row["source_id"] for row in rows if row["use"] in {"shown", "agrees"}}
    return sorted((notes[source_id], source_id) for source_id in behind)


def person_marks(notes: Mapping[str, int], row: Record) -> list[tuple[int, str]]:
    """(number, source_id) of the sources behind one participation."""
    return sorted((notes[source_id], source_id) for source_id in row["source_ids"].split(";"))


def seen_from(root: str, path: str, language: str, target: Place | str) -> str:
    """Address of a place or path, seen from the page at `path`; from `root` if that is given.

    Each page gets its own as `href`, bound to the page: a function that asks the context for the
    page copies that context at each call in a loop. `root` is for a page shown at any address.
    """
    there = target if isinstance(target, str) else target.path(language)
    return f"{root}{there}" if root else link(path, there)


def spoken(words: Words) -> Mapping[str, Callable[..., Markup]]:
    """The gettext functions of templates: variables are filled in and escaped."""
    translations = words.translations

    @cache
    def plain(text: str) -> Markup:
        return _trusted(translations.ugettext(text)) % {}

    def gettext(text: str, /, **variables: object) -> Markup:
        if not variables:
            return plain(text)
        return _trusted(translations.ugettext(text)) % variables

    def ngettext(one: str, many: str, count: int, /, **variables: object) -> Markup:
        variables.setdefault("num", count)
        return _trusted(translations.ungettext(one, many, count)) % variables

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext}


def _trusted(text: str) -> Markup:
    """A text of our own catalogues, in which tags would be meant; what it is filled with is not."""
    return Markup(text)  # noqa: S704
