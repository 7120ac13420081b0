"""All published tables from the typed statements and the vocabulary."""

from __future__ import annotations

import pandas as pd

from pipeline.model import FILE, ROW
from pipeline.read import Raw
from pipeline.resolve.conflicts import conflict_fields, conflicts, uses
from pipeline.resolve.coverage import coverage
from pipeline.resolve.lists import call_targets, outputs, project_themes
from pipeline.resolve.participations import completeness, participations
from pipeline.resolve.rank import check_choices, choose, rank
from pipeline.resolve.registers import organisations, registers, sources, statements_table
from pipeline.resolve.subjects import calls, programmes, projects
from pipeline.resolve.typing import typed
from pipeline.schema import schema
from pipeline.vocabulary import Vocabulary


def resolve(
    statements: pd.DataFrame, raw: Raw, sources_in_words: pd.DataFrame, vocabulary: Vocabulary
) -> dict[str, pd.DataFrame]:
    """Every table of the schema by name, typed and sorted by key.

    `statements` are typed (see normalise); `sources_in_words` are the sources with their notes in
    three languages. Raises BadInputError for choices and conflict notes that fit nothing.
    """
    ranked = rank(statements, raw)
    check_choices(ranked, raw)
    shown = choose(ranked)
    ranked["use"] = uses(ranked, shown)
    tables = registers(vocabulary)
    tables["organisations"] = organisations(vocabulary)
    for name in ("redirects", "reuse_links"):
        tables[name] = getattr(raw, name).drop(columns=[FILE, ROW])
    tables["sources"] = sources(sources_in_words, statements)
    tables["statements"] = statements_table(ranked)
    tables["conflicts"] = conflicts(ranked, raw)
    own = shown[shown["item"] == ""]
    tables["programmes"] = programmes(ranked, own)
    tables["calls"] = calls(ranked, own)
    decided = _decision_days(own, tables["calls"])
    people = participations(ranked, tables["organisations"], decided, vocabulary)
    tables["participations"] = people
    tables["projects"] = projects(ranked, own, people)
    joint = _joint(tables["projects"], tables["calls"])
    complete = completeness(people, ranked, joint)
    tables["projects"]["participants_complete"] = tables["projects"]["project_id"].map(complete)
    tables["call_targets"] = call_targets(ranked, vocabulary)
    tables["project_themes"] = project_themes(ranked)
    tables["outputs"] = outputs(ranked)
    disputed = conflict_fields(tables["conflicts"])
    for name in ("programmes", "calls", "projects"):
        ids = tables[name][schema().tables[name].key[0]]
        tables[name]["conflict_fields"] = ids.map(disputed)
    finished = {name: typed(frame, name) for name, frame in tables.items()}
    finished["coverage"] = typed(coverage(finished["projects"], finished["calls"]), "coverage")
    return finished


def _decision_days(shown: pd.DataFrame, calls: pd.DataFrame) -> pd.Series:
    """Day of the decision by project: its own, its call's, or else the start of the project."""
    days = calls.set_index("call_id")
    by_call = days["decided_on"].fillna(days["announced_on"])
    of_projects = shown[shown["subject_kind"] == "project"]
    own = of_projects.pivot(index="subject_id", columns="field", values="value")
    own = own.reindex(columns=["decided_on", "call", "starts_on"]).astype("str")
    of_call = own["call"].map(by_call).astype("str")
    return own["decided_on"].fillna(of_call).fillna(own["starts_on"])


def _joint(projects: pd.DataFrame, calls: pd.DataFrame) -> pd.Series:
    """Whether the call of each project funded joint projects only."""
    joint = calls.set_index("call_id")["joint_only"] == "yes"
    by_project = projects.set_index("project_id")["call_id"].map(joint)
    return by_project.fillna(False).astype(bool)
