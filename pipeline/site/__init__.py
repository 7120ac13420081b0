"""Floor 4: the published packages in, a static site out."""

from pipeline.site.build import render_site

__all__ = ["render_site"]
