"""What the list of projects is narrowed by: the facets and their values in one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from pipeline.site.library import AMOUNT_KINDS, Library, collation_key
from pipeline.site.packages import Record
from pipeline.site.picking import STEPS, UNKNOWN, organisation_word, project_values, range_word
from pipeline.site.routes import slug
from pipeline.site.speech import Speech


@dataclass(frozen=True)
class Value:
    """One value of a facet: its word in addresses, its name, how many projects, how deep.

    `also` is another word that an address may have for it.
    """

    word: str
    name: str
    count: int
    level: int = 0
    also: str = ""


@dataclass(frozen=True)
class Facet:
    """One way to narrow the list; `is_open` tells whether it is shown unfolded."""

    word: str
    name: str
    values: list[Value]
    is_open: bool


class Facets:
    """The facets of the list in one language."""

    def __init__(self, library: Library, speech: Speech) -> None:
        self._library = library
        self._speech = speech
        self._projects = {
            ident: project_values(library, row) for ident, row in library.projects.items()
        }

    def of(self, project: Record) -> dict[str, list[str]]:
        """Words of a project by facet."""
        return self._projects[project["project_id"]]

    def word_of(self, organisation: Record) -> str:
        """Word of an organisation in addresses."""
        return organisation_word(self._library, organisation)

    def column_types(self, table: str) -> list[str]:
        """How each column of a table is kept in a workbook: text, number, euros, boolean, date."""
        return [
            _cell_type(field)
            for field in self._library.published.resource(table)["schema"]["fields"]
        ]

    def all(self) -> list[Facet]:
        """Every facet with the values that occur, in the order of the page."""
        gettext = self._speech.words.gettext
        people, regions, themes = self._organisations(), self._regions(), self._themes()
        unfolded = [
            Facet("call", gettext("Year and call"), self._calls(), True),
            self._commonest("theme", gettext("Theme"), themes, True),
            self._commonest("municipality", gettext("Municipality in any role"), people, True),
        ]
        folded = [
            self._commonest("lead", gettext("Lead"), people),
            self._commonest("partner", gettext("Partner"), people),
            self._commonest("recipient", gettext("Recipient, role not stated"), people),
            self._commonest("region", gettext("Region"), regions),
            self._listed("kind", gettext("Kind of amount"), self._kinds()),
            self._listed("sum", gettext("Amount"), self._ranges()),
            Facet("output", gettext("What others can reuse"), self._outputs(), False),
            self._listed("language", gettext("Language of the municipality"), self._languages()),
            self._listed("status", gettext("How much is known"), self._statuses()),
            self._listed("sources", gettext("Do the sources agree"), self._agreement()),
        ]
        return [facet for facet in unfolded + folded if facet.values]

    def _listed(self, word: str, name: str, names: Mapping[str, str]) -> Facet:
        """A facet whose values keep the order of `names`; values that do not occur are left out."""
        return Facet(word, name, self._values(word, names), False)

    def _commonest(
        self, word: str, name: str, names: Mapping[str, str], is_open: bool = False
    ) -> Facet:
        """A facet whose commonest values come first, the equally common by name."""
        values = self._values(word, names)
        values.sort(key=lambda value: (-value.count, collation_key(value.name)))
        return Facet(word, name, values, is_open)

    def _values(self, facet: str, names: Mapping[str, str], level: int = 0) -> list[Value]:
        counts = Counter(word for found in self._projects.values() for word in found[facet])
        return [
            Value(word, name, counts[word], level) for word, name in names.items() if counts[word]
        ]

    def _calls(self) -> list[Value]:
        """Years from the newest on, each followed by its calls where it had several."""
        found: list[Value] = []
        calls = sorted(self._library.calls.values(), key=lambda call: str(call["opened_on"]))
        for year in sorted({str(call["year"]) for call in calls}, reverse=True):
            names = {
                call["call_id"]: self._speech.call_title(call["call_id"])
                for call in calls
                if str(call["year"]) == year
            }
            names[f"{year}-{UNKNOWN}"] = self._speech.call_title(None)
            parts = self._values("call", names, level=1)
            whole = self._values("call", {year: year})
            if len(parts) == 1 and parts[0].word != f"{year}-{UNKNOWN}":
                whole, parts = [Value(parts[0].word, year, parts[0].count, also=year)], []
            found += whole + parts
        return found + self._values("call", {UNKNOWN: self._speech.call_title(None)})

    def _themes(self) -> dict[str, str]:
        themes = self._library.themes.values()
        return {theme["slug"]: self._speech.pick(theme, "label") for theme in themes}

    def _organisations(self) -> dict[str, str]:
        rows = [self._library.organisations[ident] for ident in self._library.parts]
        return {organisation_word(self._library, row): self._speech.org_name(row) for row in rows}

    def _regions(self) -> dict[str, str]:
        regions = self._library.regions.values()
        return {slug(row["name_fi"]): self._speech.pick(row, "name") for row in regions}

    def _kinds(self) -> dict[str, str]:
        names = {kind: self._speech.label("projects", "amount_kind", kind) for kind in AMOUNT_KINDS}
        return {**names, UNKNOWN: self._speech.words.gettext("not stated")}

    def _ranges(self) -> dict[str, str]:
        gettext, euros = self._speech.words.gettext, self._speech.words.euros
        names = {range_word(STEPS[-1]): gettext("%(sum)s or more") % {"sum": euros(STEPS[-1])}}
        for low, high in reversed(list(pairwise(STEPS[1:]))):
            words = {"low": euros(low), "high": euros(high - 1)}
            names[range_word(low)] = gettext("%(low)s to %(high)s") % words
        names[range_word(0)] = gettext("under %(sum)s") % {"sum": euros(STEPS[1])}
        return {**names, UNKNOWN: gettext("not stated")}

    def _outputs(self) -> list[Value]:
        gettext = self._speech.words.gettext
        kinds = self._library.published.words("outputs", "output_kind")
        names = {slug(kind): self._speech.label("outputs", "output_kind", kind) for kind in kinds}
        return [
            *self._values("output", {"any": gettext("something")}),
            *self._values("output", names, level=1),
            *self._values("output", {"none": gettext("nothing known")}),
        ]

    def _languages(self) -> dict[str, str]:
        words = self._library.published.words("municipalities", "language_status")
        return {
            word: self._speech.label("municipalities", "language_status", word) for word in words
        }

    def _statuses(self) -> dict[str, str]:
        words = self._library.published.words("projects", "status")
        return {slug(word): self._speech.label("projects", "status", word) for word in words}

    def _agreement(self) -> dict[str, str]:
        gettext = self._speech.words.gettext
        return {
            "disagree": gettext("the sources disagree"),
            "agree": gettext("no disagreement found"),
        }


def _cell_type(field: Record) -> str:
    if field["name"].endswith("_eur"):
        return "euros"
    kinds = {"integer": "number", "number": "number", "boolean": "boolean", "date": "date"}
    return kinds.get(field["type"], "text")
