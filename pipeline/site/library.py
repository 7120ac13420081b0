"""The published tables joined for reading: what belongs to a project, a municipality, a call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.site.packages import Published, Record
from pipeline.site.routes import Place, Routes, slug
from pipeline.site.words import LANGUAGES

AMOUNT_KINDS = ("maximum", "granted", "approximate")


class Library:
    """Records of the packages by id and by what they belong to, and the place of each page."""

    def __init__(self, published: Published, routes: Routes) -> None:
        self.published = published
        self.routes = routes
        self._places: dict[tuple[str, str], Place] = {}
        tables = published.tables
        self.programmes = _by(tables["programmes"], "programme_id")
        self.calls = _by(tables["calls"], "call_id")
        self.projects = _by(tables["projects"], "project_id")
        self.organisations = _by(tables["organisations"], "organisation_id")
        self.municipalities = _by(tables["municipalities"], "code")
        self.regions = _by(tables["regions"], "region_code")
        self.themes = _by(tables["themes"], "theme_id")
        self.sources = _by(tables["sources"], "source_id")
        self.statements = _by(tables["statements"], "statement_id")
        self.coverage = _by(tables["coverage"], "coverage_id")
        self.people = _group(tables["participations"], "project_id")
        self.parts = _group(tables["participations"], "organisation_id")
        self.tags = _group(tables["project_themes"], "project_id")
        self.tagged = _group(tables["project_themes"], "theme_id")
        self.outputs = _group(tables["outputs"], "subject_id")
        self.said = _group(tables["statements"], "subject_id")
        self.said_by = _group(tables["statements"], "source_id")
        self.conflicts = _group(tables["conflicts"], "subject_id")
        self.found_by = _group(tables["findings"], "check_id")
        self.targets = _group(tables["call_targets"], "call_id")
        self.in_call = _group(tables["projects"], "call_id")
        self.names = _group(tables["municipality_names"], "code")
        self.predecessors = _group(tables["mergers"], "successor_code")
        self.mergers = _by(tables["mergers"], "code")
        self.in_region = _group(tables["organisations"], "region_code")

    def place(self, kind: str, ident: str) -> Place:
        """Where the page of a record stands; `kind` is the name of a section."""
        if (kind, ident) not in self._places:
            self._places[kind, ident] = self._place(kind, ident)
        return self._places[kind, ident]

    def _place(self, kind: str, ident: str) -> Place:
        if kind == "municipalities":
            return self.routes.item(kind, _slugs(self.organisations[ident]))
        if kind == "regions":
            return self.routes.item(kind, _slugs(self.regions[ident]))
        if kind == "themes":
            return self.routes.same(kind, self.themes[ident]["slug"])
        return self.routes.same(kind, ident)

    def subject_place(self, subject_id: str) -> Place | None:
        """Where the page of a programme, call or project stands; None for a candidate."""
        for kind, table in (
            ("projects", self.projects),
            ("calls", self.calls),
            ("programmes", self.programmes),
        ):
            if subject_id in table:
                return self.place(kind, subject_id)
        return None

    def region_of(self, organisation_id: str) -> Record | None:
        """Region in 2016-2020, the one that held when the grants were decided."""
        code = self.organisations[organisation_id]["region_code"]
        return self.regions[code] if code else None

    def organisations_of(self, project_id: str) -> list[Record]:
        """Participations of a project, one an organisation, the lead first."""
        order = {"lead": 0, "recipient": 1, "partner": 2}
        rows = sorted(
            self.people.get(project_id, []), key=lambda row: (order[row["role"]], row["name_fi"])
        )
        seen: dict[str, Record] = {}
        for row in rows:
            seen.setdefault(row["organisation_id"], row)
        return list(seen.values())

    def twins_of(self, project: Record) -> list[str]:
        """Ids of the nameless projects that the sources do not tell apart from this one."""
        people = {row["organisation_id"] for row in self.people[project["project_id"]]}
        return sorted(
            other["project_id"]
            for other in self.in_call.get(project["call_id"], [])
            if not other["title_fi"]
            and other["amount_eur"] is None
            and {row["organisation_id"] for row in self.people[other["project_id"]]} == people
        )

    def by_call(self) -> list[Record]:
        """Calls from the newest to the oldest."""
        return sorted(self.calls.values(), key=lambda call: call["opened_on"], reverse=True)

    def receipts(self, subject_id: str) -> dict[str, list[Record]]:
        """Statements on a subject by field, in the order of the schema; the shown one first."""
        fields = list(self.published.words("statements", "field"))
        uses = list(self.published.words("statements", "use"))
        rows = sorted(
            self.said.get(subject_id, []),
            key=lambda row: (fields.index(row["field"]), uses.index(row["use"])),
        )
        return _group(rows, "field")

    def said_by_subject(self, source_id: str) -> list[tuple[str, list[Record]]]:
        """(subject_id, statements) of a source, by subject and in the order of the schema."""
        fields = list(self.published.words("statements", "field"))
        rows = sorted(self.said_by.get(source_id, []), key=lambda row: fields.index(row["field"]))
        return sorted(_group(rows, "subject_id").items())

    def newest_first(self, projects: Iterable[Record] | None = None) -> list[Record]:
        """Projects from the newest call to the oldest, the best known first within each."""
        rows = list(self.projects.values()) if projects is None else list(projects)
        return sorted(rows, key=self._newness)

    def best_known(self, count: int) -> list[Record]:
        """The newest projects of which name, sum and content are known."""
        full = [
            row
            for row in self.newest_first()
            if row["status"] == "itemised" and row["amount_eur"] and row["summary_fi"]
        ]
        return full[:count]

    def organisations_in_projects(self, language: str) -> list[Record]:
        """Organisations that take part in a project, by name."""
        return self._named(self.parts, language)

    def regions_in_projects(self) -> list[Record]:
        """Regions of the organisations that take part in a project, by Finnish name."""
        codes = {code for ident in self.projects for code in self.region_codes(ident)}
        return sorted((self.regions[code] for code in codes), key=lambda row: row["name_fi"])

    def region_codes(self, project_id: str) -> list[str]:
        """Codes of the regions of a project's participants, sorted."""
        regions = [self.region_of(row["organisation_id"]) for row in self.people[project_id]]
        return sorted({row["region_code"] for row in regions if row})

    def search_text(self, project: Record) -> str:
        """Everything in all languages that the plain filter looks for, in lower case."""
        texts = [project[f"{part}_{lang}"] for part in ("title", "summary") for lang in LANGUAGES]
        texts.append(project["short_name"])
        for row in self.people.get(project["project_id"], []):
            texts += [row["name_fi"], row["name_sv"]]
        for tag in self.tags.get(project["project_id"], []):
            texts += [self.themes[tag["theme_id"]][f"label_{lang}"] for lang in LANGUAGES]
        return " ".join(dict.fromkeys(text for text in texts if text)).lower()

    def projects_of(self, rows: Iterable[Record]) -> list[Record]:
        """The projects that participations or tags speak of, newest first."""
        ids = dict.fromkeys(row["project_id"] for row in rows)
        return self.newest_first(self.projects[ident] for ident in ids)

    def purposes_of(self, theme_id: str) -> list[Record]:
        """Funded purposes of calls that belong to a theme."""
        rows = self.published.tables["call_targets"]
        return [row for row in rows if theme_id in (row["theme_ids"] or "").split(";")]

    def concepts_of(self, theme_id: str) -> list[Record]:
        """YSO concepts of a theme."""
        wanted = {
            row["concept_uri"]
            for row in self.published.tables["theme_concepts"]
            if row["theme_id"] == theme_id
        }
        return [row for row in self.published.tables["concepts"] if row["concept_uri"] in wanted]

    def candidates(self) -> list[tuple[str, list[Record]]]:
        """(id, statements) of the leads that are not counted as funded projects."""
        rows = self.published.tables["statements"]
        leads = [row for row in rows if row["subject_kind"] == "candidate"]
        return list(_group(leads, "subject_id").items())

    def _named(self, idents: Iterable[str], language: str) -> list[Record]:
        rows = [self.organisations[ident] for ident in idents]
        return sorted(rows, key=lambda row: collation_key(row[f"name_{language}"]))

    def _newness(self, project: Record) -> tuple[int, int, int, str]:
        call = self.calls.get(project["call_id"])
        order = {"itemised": 0, "inferred": 1, "recipient only": 2}
        opened = int(call["opened_on"].replace("-", "")) if call else 0
        known = order[project["status"]]
        return (-opened, known, -(project["amount_eur"] or 0), project["project_id"])


@dataclass(frozen=True)
class Sum:
    """Euros of one kind over some projects; the qualifier is that of all of them, or none."""

    kind: str
    euros: int
    count: int
    qualifier: str | None


def sums_by_kind(projects: Iterable[Record]) -> list[Sum]:
    """The sum of each kind of amount that occurs; kinds never mix."""
    known = _group((row for row in projects if row["amount_eur"] is not None), "amount_kind")
    return [_sum(kind, known[kind]) for kind in AMOUNT_KINDS if kind in known]


def _sum(kind: str, projects: list[Record]) -> Sum:
    qualifiers = {row["amount_qualifier"] for row in projects}
    shared = qualifiers.pop() if len(qualifiers) == 1 else None
    return Sum(kind, sum(row["amount_eur"] for row in projects), len(projects), shared)


def collation_key(name: str) -> str:
    """Sorting key of a name: the Finnish and Swedish alphabet ends in å, ä, ö."""
    return name.lower().translate(str.maketrans("åäö", "{|}"))


def _slugs(row: Record) -> Mapping[str, str]:
    """The part of an address by language, from the names of a row."""
    return {lang: slug(row[f"name_{lang}"]) for lang in LANGUAGES}


def _by(rows: Iterable[Record], key: str) -> dict[str, Record]:
    return {row[key]: row for row in rows}


def _group(rows: Iterable[Record], key: str) -> dict[Any, list[Record]]:
    groups: dict[Any, list[Record]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return dict(groups)
