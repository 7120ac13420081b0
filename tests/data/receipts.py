"""The receipt of a cell: which statements stand behind it, and how the cell follows from them.

Every column of a view table that declares statement fields has a rule here, found by its name,
then by its ending. A rule tells whether the cell follows from the statements of the same row that
are shown or agree. Where a column takes one value, it must be that of the statement shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from pipeline.schema import Column, schema

Row = Mapping[str, str]
Statements = list[dict[str, str]]
WIDE = ("programmes", "calls", "projects")
VIEWS = (*WIDE, "call_targets", "participations", "project_themes", "outputs")
JOINED = ("legal_basis", "list_scope", "full_list_at", "reuse")
KINDS = {
    "maximum": "amount_max_eur",
    "granted": "amount_granted_eur",
    "approximate": "amount_approx_eur",
}


@dataclass(frozen=True)
class Cell:
    """One cell that is not empty, with its row and the statements that may stand behind it."""

    table: str
    column: Column
    row: Row
    text: str
    behind: Statements

    @property
    def language(self) -> str:
        """fi, sv or en, where the name of the column ends so."""
        return self.column.name[-2:]

    @property
    def shown(self) -> Statements:
        """The statements that are shown, those that merely agree left out."""
        return [row for row in self.behind if row["use"] == "shown"]


class Ledger:
    """The published tables, ready to look statements up."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self.tables = {name: _records(tables[name]) for name in VIEWS}
        self.calls = {row["call_id"]: row for row in self.tables["calls"]}
        self.organisations = {
            row["organisation_id"]: row for row in _records(tables["organisations"])
        }
        self.towns = {row["code"]: row for row in _records(tables["municipalities"])}
        self.known: dict[str, set[str]] = defaultdict(set)
        for row in self.tables["participations"]:
            self.known[row["project_id"]].add(row["organisation_id"])
        self.told: dict[str, Statements] = defaultdict(list)
        self.all: dict[str, Statements] = defaultdict(list)
        for row in _records(tables["statements"]):
            self.all[row["subject_id"]].append(row)
            if row["use"] in ("shown", "agrees"):
                self.told[row["subject_id"]].append(row)

    def cells(self, table: str) -> Iterator[Cell]:
        """Every cell of the table that is not empty and whose column declares fields."""
        columns = [column for column in schema().tables[table].columns if column.fields]
        for row in self.tables[table]:
            statements = self.behind(table, row)
            for column in columns:
                if row[column.name]:
                    behind = [told for told in statements if told["field"] in column.fields]
                    yield Cell(table, column, row, row[column.name], behind)

    def behind(self, table: str, row: Row) -> Statements:
        """The statements that are shown in a row, or agree with it."""
        if table in WIDE:
            return self.told[row[schema().tables[table].key[0]]]
        if table == "outputs":
            item = row["output_id"].removeprefix(row["subject_id"] + "/")
            return [told for told in self.told[row["subject_id"]] if told["item"] == item]
        if table == "call_targets":
            place, column, value = (row["call_id"], row["target_kind"]), "value_en", row["text_en"]
        elif table == "participations":
            name = self.organisations[row["organisation_id"]]["name_fi"]
            place, column, value = (row["project_id"], row["role"]), "value", name
        else:
            field = f"theme_{row['theme_basis']}"
            place, column, value = (row["project_id"], field), "value", row["theme_id"]
        subject, field = place
        return [
            told for told in self.told[subject] if told["field"] == field and told[column] == value
        ]

    def swedish_names(self, organisation: str) -> set[str]:
        """The Swedish names that an organisation had in 2016 and has now."""
        town = self.towns.get(organisation, {"name_sv_2026": ""})
        return {self.organisations[organisation]["name_sv"], town["name_sv_2026"]} - {""}


def follows(cell: Cell, ledger: Ledger) -> bool:
    """Whether the cell follows from the statements behind it."""
    if cell.column.name == "participants_complete":
        return _participants_complete(cell, ledger)
    return bool(cell.behind) and rule_of(cell)(cell, ledger)


def rule_of(cell: Cell) -> Callable[[Cell, Ledger], bool]:
    """The rule for the column of the cell."""
    name = cell.column.name
    if name in _BY_NAME:
        return _BY_NAME[name]
    if name[:-3] in JOINED:
        return _joined_wordings
    if name.endswith("_qualifier"):
        return _qualifier
    if name[-3:] in ("_fi", "_sv", "_en") and name not in cell.column.fields:
        return _BY_STEM[name[:-3]]
    return _value


def _value(cell: Cell, _: Ledger) -> bool:
    """The value of the statement that is shown, and of no other."""
    return {_plain(row["value"], cell.column.type) for row in cell.shown} == {cell.text}


def _plain(value: str, kind: str) -> str:
    return {"yes": "true", "no": "false"}[value] if kind == "boolean" else value


def _year(cell: Cell, _: Ledger) -> bool:
    return {row["value"][:4] for row in cell.shown} == {cell.text}


def _wording(cell: Cell, _: Ledger) -> bool:
    return {row[f"value_{cell.language}"] for row in cell.behind} == {cell.text}


def _joined_wordings(cell: Cell, _: Ledger) -> bool:
    texts = {row[f"value_{cell.language}"] for row in cell.behind}
    if not all(text in cell.text for text in texts):
        return False
    return "; ".join(sorted(texts, key=cell.text.index)) == cell.text


def _translated_titles(cell: Cell, _: Ledger) -> bool:
    ours = {row["field"][-2:] for row in cell.shown if row["certainty"] == "editorial"}
    return ";".join(sorted(ours)) == cell.text


def _title_certainty(cell: Cell, _: Ledger) -> bool:
    told = [row["certainty"] for row in cell.shown if row["certainty"] != "editorial"]
    return cell.text == ("stated" if "stated" in told else "inferred") and bool(told)


def _qualifier(cell: Cell, _: Ledger) -> bool:
    """The exactness of the very sum that stands beside it."""
    amount = cell.row[cell.column.name.replace("_qualifier", "_eur")]
    told = {(row["value"], row["qualifier"]) for row in cell.shown}
    return told == {(amount, cell.text)}


def _amount_kind(cell: Cell, _: Ledger) -> bool:
    told = {(row["field"], row["value"]) for row in cell.shown}
    return told == {(KINDS[cell.text], cell.row["amount_eur"])}


def _certainty(cell: Cell, _: Ledger) -> bool:
    """The best certainty of the statements behind."""
    order = ["stated", "inferred", "editorial"]
    return cell.text == min((row["certainty"] for row in cell.behind), key=order.index)


def _call_certainty(cell: Cell, _: Ledger) -> bool:
    calls = {row["certainty"] for row in cell.shown if row["field"] == "call"}
    return {cell.text} == (calls or {"unresolved"})


def _call_candidates(cell: Cell, _: Ledger) -> bool:
    return ";".join(sorted({row["value"] for row in cell.behind})) == cell.text


def _call_note(cell: Cell, _: Ledger) -> bool:
    """Why the call, then what speaks for each other one."""
    note = f"note_{cell.language}"
    order = sorted(cell.shown, key=lambda row: (row["field"] != "call", row["value"]))
    told = [
        row[note] if row["field"] == "call" else f"{row['value']}: {row[note]}"
        for row in order
        if row[note]
    ]
    return "; ".join(told) == cell.text


def _note(cell: Cell, _: Ledger) -> bool:
    return cell.text in {row[f"note_{cell.language}"] for row in cell.shown}


def _field(cell: Cell, _: Ledger) -> bool:
    prefix = "theme_" if cell.column.name == "theme_basis" else ""
    return {row["field"] for row in cell.behind} == {prefix + cell.text}


def _lead_id(cell: Cell, ledger: Ledger) -> bool:
    name = ledger.organisations[cell.text]["name_fi"]
    return name in {row["value"] for row in cell.shown}


def _lead_name_fi(cell: Cell, ledger: Ledger) -> bool:
    same = ledger.organisations[cell.row["lead_id"]]["name_fi"] == cell.text
    return same and cell.text in {row["value_fi"] for row in cell.shown}


def _lead_name_sv(cell: Cell, ledger: Ledger) -> bool:
    return cell.text in ledger.swedish_names(cell.row["lead_id"])


def _organisation_id(cell: Cell, ledger: Ledger) -> bool:
    return {row["value"] for row in cell.behind} == {ledger.organisations[cell.text]["name_fi"]}


def _name_sv(cell: Cell, ledger: Ledger) -> bool:
    return cell.text in ledger.swedish_names(cell.row["organisation_id"])


def _token(cell: Cell, _: Ledger) -> bool:
    return cell.text in {row["as_written"] for row in cell.behind}


def _source(cell: Cell, _: Ledger) -> bool:
    return cell.text in {row["source_id"] for row in cell.behind}


def _participants_complete(cell: Cell, ledger: Ledger) -> bool:
    """False is shown where a source hides, or counts, more than are known, or cannot be alone."""
    project = cell.row["project_id"]
    known = len(ledger.known[project])
    statements = ledger.all[project]
    hidden = any(row["field"] == "partner_group" for row in statements)
    counts = [int(row["value"]) for row in statements if row["field"] == "participant_count"]
    call = ledger.calls.get(cell.row["call_id"], {"joint_only": ""})
    alone = call["joint_only"] == "true" and known < 2
    return cell.text == "false" and (hidden or alone or known < max(counts, default=0))


Rules = Mapping[str, Callable[[Cell, Ledger], bool]]
_BY_NAME: Rules = {
    "year": _year,
    "translated_titles": _translated_titles,
    "title_certainty": _title_certainty,
    "amount_kind": _amount_kind,
    "amount_certainty": _certainty,
    "call_certainty": _call_certainty,
    "call_candidates": _call_candidates,
    "lead_id": _lead_id,
    "lead_name_fi": _lead_name_fi,
    "lead_name_sv": _lead_name_sv,
    "target_kind": _field,
    "role": _field,
    "theme_basis": _field,
    "organisation_id": _organisation_id,
    "name_sv": _name_sv,
    "certainty": _certainty,
    "as_written": _token,
    "phrase": _token,
    "source_id": _source,
}
_BY_STEM: Rules = {
    "text": _wording,
    "title": _wording,
    "name": _wording,
    "call_note": _call_note,
    "note": _note,
    "reason": _note,
}


def _records(frame: pd.DataFrame) -> list[dict[str, str]]:
    return [
        {str(name): str(cell) for name, cell in row.items()} for row in frame.to_dict("records")
    ]
