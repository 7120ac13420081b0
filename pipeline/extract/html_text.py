"""The readable text of a web page: paragraphs, list items and table rows, one a line."""

from __future__ import annotations

import re

from lxml import etree, html

from pipeline.extract.bad_file import BadFileError

_DROPPED = {"script", "style", "nav", "noscript", "form", "head", "svg", "template", "button"}
_BLOCKS = {"p", "div", "section", "article", "main", "header", "footer", "aside", "ul", "ol"}
_BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "dl", "body"}
_BLOCKS |= {"figure", "figcaption", "address", "pre", "hr", "caption"}
_ASIDE = re.compile(r"cookie|consent|breadcrumb", re.I)
"""In the id or class of what is about the site and not of the page."""
_MAX_DEPTH = 200
_SPACE = re.compile(r"[ \t\r\n]+")


def html_text(page: str) -> str:
    """Plain text of `page`; BadFileError if nothing can be read from it."""
    try:
        root = html.document_fromstring(page.encode("utf-8"), parser=_parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise BadFileError("is an HTML page without text", "save the page again") from None
    pieces: list[str] = []
    _walk(root, pieces, 0, [])
    lines = [_SPACE.sub(" ", line).strip() for line in "".join(pieces).split("\n")]
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n")


def _parser() -> html.HTMLParser:
    return html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)


def _walk(node: html.HtmlElement, out: list[str], depth: int, numbers: list[int]) -> None:
    tag = node.tag if isinstance(node.tag, str) else ""
    named = f"{node.get('id', '')} {node.get('class', '')}" if tag else ""
    if tag in _DROPPED or depth > _MAX_DEPTH or (tag in _BLOCKS and _ASIDE.search(named)):
        return
    _open(tag, node, out, numbers)
    _say(node.text, out, tag)
    for place, child in enumerate(node):
        inner = [*numbers, place + 1] if tag == "ol" else numbers
        _walk(child, out, depth + 1, inner if tag in {"ol", "li"} else [])
        _say(child.tail, out, tag)
    if tag in _BLOCKS:
        out.append("\n\n")
    elif tag in {"li", "tr", "dd"}:
        out.append("\n")


def _open(tag: str, node: html.HtmlElement, out: list[str], numbers: list[int]) -> None:
    if tag == "br":
        out.append("\n")
    elif tag == "li":
        out.append(f"\n{numbers[-1]}. " if numbers else "\n• ")
    elif tag == "dt":
        out.append("\n")
    elif tag == "dd":
        out.append(" | ")
    elif tag in {"td", "th"}:
        out.append(" | " if node.getprevious() is not None else "")
    elif (tag in _BLOCKS and tag not in {"p", "div"}) or (
        tag in {"p", "div"} and not _inside_cell_or_item(node)
    ):
        out.append("\n\n")


def _inside_cell_or_item(node: html.HtmlElement) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag in {"td", "th", "li", "dt", "dd"}


def _say(text: str | None, out: list[str], tag: str) -> None:
    if not text:
        return
    out.append(text if tag == "pre" else _SPACE.sub(" ", text))
