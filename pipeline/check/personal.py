"""E-mail addresses, telephone numbers and identity codes, as people write them in Finland."""

from __future__ import annotations

import re
from collections.abc import Collection

_EMAIL = re.compile(r"[\w.+-]+\s*(?:@|\(at\)|\[at\])\s*[\w-]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w/-])(?<!\d[.,])"
    r"(?:\+358[ \u00a0-]?(?:\(0\)[ \u00a0-]?)?|\(?0)[1-9](?:\)?[ \u00a0-]?\d){6,10}"
    r"(?![\w/-])(?![.,]\d)"
)
_IDENTITY = re.compile(r"\b\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]\b")
_HINT = re.compile(r"@|\(at\)|\[at\]|\d{3}", re.IGNORECASE)
"""What each of them has; looked for first because it is quick."""
_BUSINESS_ID = re.compile(r"\d{7}-\d")


def is_personal(text: str) -> bool:
    """Whether the text holds an e-mail address, a telephone number or an identity code.

    A business identity code (1234567-8) by itself is none of them.
    """
    if not _HINT.search(text) or _BUSINESS_ID.fullmatch(text):
        return False
    return any(pattern.search(text) for pattern in (_EMAIL, _PHONE, _IDENTITY))


def personal(texts: Collection[str]) -> set[str]:
    """Those of the texts that are personal; quick where none has what personal texts have."""
    if not _HINT.search("\x1f".join(texts)):
        return set()
    return set(filter(is_personal, texts))
