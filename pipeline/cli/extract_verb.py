"""Floor 5: `digiavustukset extract`: the draft of the statement file of one document."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

from pipeline.cli.verb import RAW, Verb
from pipeline.extract import Extraction, extract, load_tools
from pipeline.extract.draft import COLUMNS
from pipeline.extract.filing import mapping_path, source_path
from pipeline.extract.summary import shared_line, summary_lines
from pipeline.extract.table_file import MAPPING_COLUMNS


@click.command("extract", cls=Verb)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source-id", default="", help="Id of the source; by default the file's name.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draft to write; by default it goes to standard output.",
)
@click.option(
    "--text",
    "text_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write the clean text that the locators count lines and characters of.",
)
@click.option(
    "--with",
    "drafts",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draft of another document on the same round, such as the translation; its ids are taken.",
)
@RAW
def extract_command(
    file: Path,
    source_id: str,
    output: Path | None,
    text_file: Path | None,
    drafts: tuple[Path, ...],
    raw: Path,
) -> None:
    """Draft the statements of the document FILE, for a person to review.

    Reads .txt, .html, .pdf (with a text layer), .docx, .csv, .tsv, .xlsx and .ods. Beside a draft
    written with -o stands the proposed row of sources.csv (DRAFT.source.csv) and, for a table, the
    mapping of its columns (DRAFT.mapping.csv). `digiavustukset add` files the reviewed draft.
    """
    extraction = extract(file, load_tools(raw), source_id, drafts)
    draft = _csv(COLUMNS, (row.cells() for row in extraction.rows))
    if output is None:
        click.echo(draft, nl=False)
    else:
        for path, text in _files(output, draft, extraction).items():
            _write(path, text)
    if text_file is not None:
        _write(text_file, extraction.document.text)
    for line in summary_lines(extraction):
        click.echo(line, err=True)
    for other in drafts:
        click.echo(shared_line(extraction, other), err=True)


def _files(output: Path, draft: str, extraction: Extraction) -> dict[Path, str]:
    """The draft and what stands beside it."""
    source = extraction.source
    files = {output: draft, source_path(output): _csv(tuple(source), [source])}
    if extraction.mapping_is_new:
        rows = [dict(zip(MAPPING_COLUMNS, rule.cells, strict=True)) for rule in extraction.mapping]
        files[mapping_path(output)] = _csv(MAPPING_COLUMNS, rows)
    return files


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _write(path: Path, text: str) -> None:
    """Write beside first, so that a broken run leaves no half file."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    os.replace(beside, path)
