"""The words and figures of one language: gettext catalogues, numbers, euros and dates by Babel."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from babel.core import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal
from babel.support import Translations

LANGUAGES = ("fi", "sv", "en")
_LOCALES = {"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}
_DAY = {"fi": "d.M.yyyy", "sv": "d.M.yyyy", "en": "d MMMM yyyy"}
_MONTH = {"fi": "M/yyyy", "sv": "M/yyyy", "en": "MMMM yyyy"}
_THIN = re.compile("[\u202f\u2009]")


@dataclass(frozen=True)
class Words:
    """Everything that a page needs to speak one language."""

    language: str
    translations: Translations

    @property
    def gettext(self) -> Callable[[str], str]:
        """Message → its translation."""
        return self.translations.ugettext

    @property
    def ngettext(self) -> Callable[[str, str, int], str]:
        """(message, message of many, count) → the translation that fits the count."""
        return self.translations.ungettext

    def number(self, value: float | None) -> str:
        """A number with the separators of the language; "" for None."""
        if value is None:
            return ""
        return _decimal(value, self.locale)

    def euros(self, value: int | None) -> str:
        """Whole euros: 850 000 € or €850,000; "" for None."""
        if value is None:
            return ""
        text = format_currency(
            value,
            "EUR",
            locale=Locale.parse(_LOCALES[self.language]),
            currency_digits=False,
            format=None if self.language == "en" else "#,##0\u00a0¤",
            decimal_quantization=True,
        )
        return _plain(text.removesuffix(".00"))

    def cents(self, value: float) -> str:
        """Euros with two decimals: 1,30 € or €1.30."""
        number = format_decimal(value, format="#,##0.00", locale=self.locale)
        return f"€{_plain(number)}" if self.language == "en" else f"{_plain(number)}\u00a0€"

    def millions(self, value: int) -> str:
        """Euros in millions with two decimals: 9,69 milj. € or €9.69 million."""
        number = format_decimal(value / 1e6, format="#,##0.00", locale=self.locale)
        return self.gettext("%(number)s million euros") % {"number": _plain(number)}

    def day(self, text: str | None) -> str:
        """A day, month or year told as 2020-12-31, 2020-12 or 2020, with its hour if any."""
        if not text:
            return ""
        if len(text) == len("2020"):
            return text
        if len(text) == len("2020-12"):
            month = date(int(text[:4]), int(text[5:7]), 1)
            return format_date(month, _MONTH[self.language], locale=_LOCALES[self.language])
        day = format_date(date.fromisoformat(text[:10]), _DAY[self.language], self.locale)
        if len(text) == len("2020-12-31"):
            return day
        hour = text[11:] if self.language == "en" else text[11:].replace(":", ".")
        return self.gettext("%(day)s at %(hour)s") % {"day": day, "hour": hour}

    @property
    def locale(self) -> str:
        """The locale of figures and dates."""
        return _LOCALES[self.language]


def load_words(folder: Path, language: str) -> Words:
    """The words of a language from its catalogue under site/locale."""
    path = folder / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as handle:
        catalogue = read_po(handle, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Words(language, Translations(compiled))


@cache
def _decimal(value: float, locale: str) -> str:
    return _plain(format_decimal(value, locale=locale))


def _plain(text: str) -> str:
    """Thin spaces as no-break spaces: every font has those."""
    return _THIN.sub("\u00a0", text)
