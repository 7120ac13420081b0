"""Bad documents: one sentence, exit code 1, no draft, quickly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.extract_verb import extract_command
from pipeline.extract.phrases import load_phrases
from pipeline.model import BadInputError
from tests.extract.conftest import RAW
from tests.extract.make_documents import make_pdf


def _scan(path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    canvas.rect(10, 10, 200, 200, fill=1)
    canvas.save()


CASES: list[tuple[str, Callable[[Path], object], str]] = [
    ("scan.pdf", _scan, "scanned PDF"),
    ("locked.pdf", lambda path: make_pdf("Kunta sai", path, "secret"), "encrypted PDF"),
    ("broken.pdf", lambda path: path.write_bytes(b"%PDF-1.4 nothing"), "broken PDF"),
    ("empty.txt", lambda path: path.write_bytes(b""), "is empty"),
    ("blank.txt", lambda path: path.write_bytes(b" \n\n"), "is empty"),
    ("big.txt", lambda path: path.write_bytes(b"Kunta sai.\n" * 5_000_000), "more than"),
    ("broken.xlsx", lambda path: path.write_bytes(b"PK\x03\x04" + b"x" * 99), "broken workbook"),
    ("text.xlsx", lambda path: path.write_bytes(b"Kunta;Summa"), "does not hold that format"),
    ("broken.docx", lambda path: path.write_bytes(b"PK\x03\x04" + b"x" * 99), "broken DOCX"),
    ("really.txt", lambda path: path.write_bytes(b"%PDF-1.4 abc"), "does not hold that format"),
    ("picture.jpg", lambda path: path.write_bytes(b"\xff\xd8"), "unknown ending"),
    ("folder.txt", lambda path: path.mkdir(), "is a directory"),
    ("bytes.txt", lambda path: path.write_bytes(bytes(range(256)) * 9), "is not text"),
    ("missing.txt", lambda path: None, "does not exist"),
    ("page.html", lambda path: path.write_text("<html><body></body></html>"), "holds no text"),
]


@pytest.mark.parametrize(("name", "make", "told"), CASES, ids=[case[0] for case in CASES])
def test_bad_document(tmp_path: Path, name: str, make: Callable[[Path], object], told: str) -> None:
    make(tmp_path / name)
    draft = tmp_path / "draft.csv"
    result = CliRunner().invoke(
        extract_command, [str(tmp_path / name), "-o", str(draft), "--raw", str(RAW)]
    )
    assert result.exit_code == 1
    assert told in result.stderr
    assert len(result.stderr.strip().split("\n")) == 1
    assert result.stdout == ""
    assert not list(tmp_path.glob("draft*")), "a partial draft was left"
    assert not list(tmp_path.glob(".draft*"))


def test_wrong_usage_is_told_apart() -> None:
    assert CliRunner().invoke(extract_command, []).exit_code == 2


def test_a_pattern_that_no_sentence_can_fit_is_named(raw: Path) -> None:
    words = raw / "vocabulary" / "extract_facts.csv"
    with words.open("a", encoding="utf-8") as lines:
        lines.write("99,joint_only,fi,,Vain yhdessä,,,yes,\nX9,joint_only,fi,,vain (,,,yes,\n")
    with pytest.raises(BadInputError) as raised:
        load_phrases(raw)
    first, second = (str(problem) for problem in raised.value.problems)
    assert "extract_facts.csv" in first
    assert "has a capital" in first
    assert "is no pattern" in second


def test_long_text_is_read(tmp_path: Path) -> None:
    own = Path(__file__).parent / "documents" / "fi-decision-prose.txt"
    text = own.read_text(encoding="utf-8")
    path = tmp_path / "long.txt"
    path.write_text((text + "\n\n") * (200_000 // len(text.encode()) + 1), encoding="utf-8")
    result = CliRunner().invoke(extract_command, [str(path), "--raw", str(RAW)])
    assert result.exit_code == 0
