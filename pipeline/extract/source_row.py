"""The row of sources.csv that a document proposes for itself."""

from __future__ import annotations

import re

from pipeline.extract.reading import Reading

_HEADING_BLOCKS = 12
_SHORTEST_TITLE = 15


def source_row(reading: Reading, source_id: str) -> dict[str, str]:
    """A row in the columns of sources.csv; what the document does not tell is empty.

    A person fills in the rest: publisher, url and authority above all.
    """
    publisher = next(
        (w.value for w in reading.phrases.words["publisher"] if _in_head(reading, w.pattern)), ""
    )
    is_release = any(_in_head(reading, w.pattern) for w in reading.phrases.words["release"])
    published = reading.published.value if reading.published else ""
    kind = "press release" if is_release else "ministry web page" if publisher else ""
    return {
        "source_id": source_id,
        "source_kind": kind,
        "publisher": publisher,
        "title": _title(reading),
        "url": "",
        "published_on": published[:10],
        "published_note": published[11:],
        "language": reading.language,
        "authority": "ministry" if publisher else "",
        "text_seen": "full",
        "note": f"full text; {reading.kind.replace('_', ' ')}",
    }


def _in_head(reading: Reading, pattern: re.Pattern[str]) -> bool:
    for block in reading.blocks[:_HEADING_BLOCKS]:
        if pattern.search(reading.document.flow[block.start : block.end].strip()):
            return True
    return False


def _title(reading: Reading) -> str:
    """The first heading that is long enough to be one, else the first line."""
    headings = [b for b in reading.blocks[:_HEADING_BLOCKS] if b.kind == "heading"]
    texts = [reading.document.flow[b.start : b.end] for b in headings]
    long = [text for text in texts if len(text) >= _SHORTEST_TITLE]
    return (long or texts or [""])[0]
