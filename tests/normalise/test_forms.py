from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import BadInputError
from pipeline.normalise.forms import MUNICIPALITY, RARE, forms_from, key_of
from pipeline.normalise.inflect import grammar_from
from pipeline.vocabulary import Vocabulary


def test_every_municipality_has_a_genitive_and_three_local_cases(vocabulary: Vocabulary) -> None:
    forms = forms_from(vocabulary)
    for code in vocabulary.municipalities["code"]:
        own = [form for form in forms.values() if form.code == code and form.how != RARE]
        assert len({form.text for form in own}) >= 5, code


def test_no_form_belongs_to_two_municipalities(vocabulary: Vocabulary) -> None:
    forms = forms_from(vocabulary)
    names = vocabulary.municipalities
    for column in ("name_fi", "name_fi_register", "name_sv_2016", "name_sv_2026"):
        for code, name in zip(names["code"], names[column], strict=True):
            if name:
                assert forms[key_of(name)].code == code, name


def test_one_row_for_every_municipality_with_its_name(vocabulary: Vocabulary) -> None:
    rows = vocabulary.name_inflections
    names = vocabulary.municipalities
    assert (
        rows[["code", "name"]].to_numpy().tolist() == names[["code", "name_fi"]].to_numpy().tolist()
    )
    assert set(rows["local"]) == {"inner", "outer", "both"}


def test_a_form_of_two_municipalities_stops_the_build(vocabulary: Vocabulary) -> None:
    rows = vocabulary.name_inflections.copy()
    rows.loc[rows["name"] == "Salo", ["stem", "genitive", "illative"]] = ["Salo", "Turun", "Saloon"]
    with pytest.raises(BadInputError, match="'Turun' would mean both"):
        forms_from(replace(vocabulary, name_inflections=rows))


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Lahti", "Lahden Lahdessa Lahdesta Lahteen"),
        ("Hyrynsalmi", "Hyrynsalmen Hyrynsalmella Hyrynsalmelta Hyrynsalmelle"),
        ("Orivesi", "Oriveden Orivedellä Orivedeltä Orivedelle"),
        ("Tampere", "Tampereen Tampereella Tampereelta Tampereelle"),
        ("Espoo", "Espoon Espoossa Espoosta Espooseen"),
        ("Kökar", "Kökarin Kökarissa Kökarista Kökariin"),
        ("Mikkeli", "Mikkelin Mikkelissä Mikkelistä Mikkeliin"),
        ("Tampereen kaupunkiseutu", "Tampereen kaupunkiseudun"),
    ],
)
def test_inflects(vocabulary: Vocabulary, name: str, forms: str) -> None:
    grammar = grammar_from(vocabulary)
    made = {form for _, form in grammar.finnish(name)}
    assert set([forms] if " k" in forms else forms.split()) <= made


def test_swedish_genitive_adds_s_unless_the_name_ends_in_s_x_z(vocabulary: Vocabulary) -> None:
    grammar = grammar_from(vocabulary)
    assert grammar.swedish("Vanda") == ["Vandas"]
    assert [grammar.swedish(name) for name in ("Helsingfors", "Malax")] == [[], []]


def test_how_many_forms(vocabulary: Vocabulary) -> None:
    forms = [form for form in forms_from(vocabulary).values() if form.kind == MUNICIPALITY]
    assert len(forms) > 2800
