"""Checks of hostile or private text in raw cells: formulas, markup, addresses, ids, persons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.evidence import Evidence, Offender, Options, of_raw_row, rule
from pipeline.check.personal import is_personal

_ID_COLUMNS = ("subject_id", "source_id", "organisation_id", "item", "slug", "old_id", "new_id")
_CODE_COLUMNS = ("code", "successor_code", "region_code", "theme_id")
_URL_COLUMNS = ("url", "codelist_uri", "concept_uri", "data_theme")


@rule("id-shape")
def id_shape(evidence: Evidence, options: Options) -> Iterator[Offender]:
    """Identifiers that could not stand in an address or a file name as they are."""
    ident, code = re.compile(options["pattern"]), re.compile(options["codes"])
    yield from evidence.cells.offenders(lambda text: not ident.fullmatch(text), _ID_COLUMNS)
    yield from evidence.cells.offenders(lambda text: not code.fullmatch(text), _CODE_COLUMNS)


@rule("unsafe-address")
def unsafe_address(evidence: Evidence, options: Options) -> Iterator[Offender]:
    """Addresses that are not plain web addresses."""
    address = re.compile(options["pattern"])
    yield from evidence.cells.offenders(lambda text: not address.fullmatch(text), _URL_COLUMNS)
    said = evidence.statements[evidence.statements["rule"] == "url"]
    for row in said[~said["value"].map(lambda text: bool(address.fullmatch(text)))].to_dict(
        "records"
    ):
        yield of_raw_row(row, row["subject_id"], row["field"], row["value"])


@rule("formula-cell")
def formula_cell(evidence: Evidence, options: Options) -> Iterator[Offender]:
    """Texts that a spreadsheet would take for a formula; plain numbers are none."""
    signs, plain = tuple(options["signs"]), re.compile(options["plain"])
    allowed = set(options["allowed"])

    def is_formula(text: str) -> bool:
        return text.startswith(signs) and not plain.fullmatch(text) and text not in allowed

    yield from evidence.cells.offenders(is_formula)


@rule("markup-in-text")
def markup_in_text(evidence: Evidence, options: Options) -> Iterator[Offender]:
    """Texts with HTML tags, entities or script addresses."""
    pattern = re.compile(options["pattern"])
    yield from evidence.cells.offenders(lambda text: bool(pattern.search(text)))


@rule("private-note")
def private_note(evidence: Evidence, _: Options) -> Iterator[Offender]:
    """E-mail addresses, telephone numbers and identity codes in raw cells; never repeated."""
    for offender in evidence.cells.offenders(is_personal, but=(*_URL_COLUMNS, "business_id")):
        key = offender["subject_id"]
        yield {**offender, "value": None, "subject_id": "" if is_personal(key) else key}
