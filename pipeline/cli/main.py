"""The verbs of `digiavustukset`, each loaded when it is called, so that none waits for another."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from importlib import import_module

import click

from pipeline import __version__

# No verb multiplies matrices: without the threads for that, `site` may share its work out to
# processes, which are copies of this one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_BETWEEN = 200_000
"""Things made between two walks of the collector."""

VERBS: Mapping[str, tuple[str, str]] = {
    "add": ("add_verb", "add_command"),
    "build": ("flow_verbs", "build"),
    "check": ("flow_verbs", "check"),
    "diff": ("edition_verbs", "diff"),
    "explain": ("flow_verbs", "explain"),
    "extract": ("extract_verb", "extract_command"),
    "match": ("match_verb", "match_command"),
    "numbers": ("numbers_verb", "numbers"),
    "release": ("edition_verbs", "release_edition"),
    "resolve": ("resolve_verb", "resolve"),
    "search": ("search_verb", "search_command"),
    "serve": ("site_verbs", "serve"),
    "site": ("site_verbs", "site"),
    "tidy": ("tidy_verb", "tidy"),
}
"""Verb → the module of this room and the command in it."""


class Verbs(click.Group):
    """The commands of VERBS."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's)
        """Names of the verbs as --help lists them."""
        return list(VERBS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 (click's)
        cmd_name: str,
    ) -> click.Command | None:
        """The command of that name; None if there is none."""
        if cmd_name not in VERBS:
            return None
        module, name = VERBS[cmd_name]
        command: click.Command = getattr(import_module(f"pipeline.cli.{module}"), name)
        collect_seldom()
        return command


def collect_seldom() -> None:
    """What is loaded by now stays until the end, and most of the tables that are read next: the
    collector need not walk them again and again."""
    gc.freeze()
    gc.set_threshold(_BETWEEN)


def main() -> None:
    """Run the console script: exit code 0 done, 1 findings, 2 wrong usage."""
    commands()


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="digiavustukset")
def commands() -> None:
    """Open data of Finnish state grants for the digitalisation of municipalities, 2016-2020.

    A document becomes a draft of statements (extract), a reviewed draft becomes raw data (add).
    Raw statements in data/raw become validated data packages in data/published (build), and
    those become a static site in build/site (site).
    """
