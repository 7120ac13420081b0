"""One page of each kind, in each language."""

from __future__ import annotations

KINDS = {
    "front": ("index.html", "sv/index.html", "en/index.html"),
    "projects": ("hankkeet/index.html", "sv/projekt/index.html", "en/projects/index.html"),
    "project": (
        "hankkeet/2020-lampio.html",
        "sv/projekt/2020-lampio.html",
        "en/projects/2020-lampio.html",
    ),
    "bare project": (
        "hankkeet/2018-hollola.html",
        "sv/projekt/2018-hollola.html",
        "en/projects/2018-hollola.html",
    ),
    "municipalities": (
        "kunnat/index.html",
        "sv/kommuner/index.html",
        "en/municipalities/index.html",
    ),
    "municipality": (
        "kunnat/kankaanpaa.html",
        "sv/kommuner/kankaanpaa.html",
        "en/municipalities/kankaanpaa.html",
    ),
    "municipality without a project": (
        "kunnat/sodankyla.html",
        "sv/kommuner/sodankyla.html",
        "en/municipalities/sodankyla.html",
    ),
    "merged municipality": (
        "kunnat/honkajoki.html",
        "sv/kommuner/honkajoki.html",
        "en/municipalities/honkajoki.html",
    ),
    "other recipient": (
        "kunnat/tampereen-kaupunkiseutu.html",
        "sv/kommuner/tammerfors-stadsregion.html",
        "en/municipalities/tampere-city-region.html",
    ),
    "regions": ("maakunnat/index.html", "sv/landskap/index.html", "en/regions/index.html"),
    "region": (
        "maakunnat/satakunta.html",
        "sv/landskap/satakunta.html",
        "en/regions/satakunta.html",
    ),
    "before you apply": (
        "ennen-hakua/index.html",
        "sv/innan-du-ansoker/index.html",
        "en/before-you-apply/index.html",
    ),
    "calls": ("haut/index.html", "sv/omgangar/index.html", "en/calls/index.html"),
    "call": (
        "haut/kannustin-2020.html",
        "sv/omgangar/kannustin-2020.html",
        "en/calls/kannustin-2020.html",
    ),
    "programme": (
        "ohjelmat/kannustin.html",
        "sv/program/kannustin.html",
        "en/programmes/kannustin.html",
    ),
    "themes": ("teemat/index.html", "sv/teman/index.html", "en/themes/index.html"),
    "theme": ("teemat/asiointi.html", "sv/teman/asiointi.html", "en/themes/asiointi.html"),
    "sources": ("lahteet/index.html", "sv/kallor/index.html", "en/sources/index.html"),
    "source": (
        "lahteet/kt-2020-grants-sv.html",
        "sv/kallor/kt-2020-grants-sv.html",
        "en/sources/kt-2020-grants-sv.html",
    ),
    "data": ("data/index.html", "sv/data/index.html", "en/data/index.html"),
    "dictionary": (
        "tietosanakirja/index.html",
        "sv/datakatalog/index.html",
        "en/dictionary/index.html",
    ),
    "coverage": ("kattavuus/index.html", "sv/tackning/index.html", "en/coverage/index.html"),
    "written": ("menetelma/index.html", "sv/metod/index.html", "en/method/index.html"),
    "glossary": ("sanasto/index.html", "sv/ordlista/index.html", "en/glossary/index.html"),
    "checks": ("tarkistukset/index.html", "sv/kontroller/index.html", "en/checks/index.html"),
    "quality": ("laatu/index.html", "sv/kvalitet/index.html", "en/quality/index.html"),
    "charts": ("kaaviot/index.html", "sv/diagram/index.html", "en/charts/index.html"),
    "map": (
        "kaaviot/map-sums.html",
        "sv/diagram/map-sums.html",
        "en/charts/map-sums.html",
    ),
    "chart": (
        "kaaviot/call-kannustin-2020.html",
        "sv/diagram/call-kannustin-2020.html",
        "en/charts/call-kannustin-2020.html",
    ),
    "embedded chart": (
        "embed/calls.html",
        "sv/embed/calls.html",
        "en/embed/calls.html",
    ),
    "not found": ("404.html", "sv/404.html", "en/404.html"),
}
"""Kind of page → one page of it in Finnish, Swedish and English."""
