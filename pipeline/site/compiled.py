"""Templates compiled once: kept with the pictures, by what they are compiled from."""

from __future__ import annotations

from importlib.metadata import version

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from pipeline.site.cache import Cache

_SETTINGS = ("autoescape", "trim_blocks", "lstrip_blocks", "newstyle_gettext", "undefined")


class Compiled(BytecodeCache):
    """The code of templates, for every language and for the next run."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._made_by = version("jinja2")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of the template if it was kept."""
        kept = self._cache.kept(self._recipe(bucket))
        if kept:
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of the template."""
        self._cache.keep(self._recipe(bucket), bucket.bytecode_to_string())

    def _recipe(self, bucket: Bucket) -> str:
        """The text of the template and how it is read: settings that make other code of it."""
        settings = bucket.environment
        read = [getattr(settings, name, None) for name in _SETTINGS]
        told = [self._made_by, bucket.key, bucket.checksum, *read, sorted(settings.extensions)]
        return "\n".join(map(str, told))
