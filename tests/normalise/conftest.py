"""The vocabulary of the project and the readers built on it, once for all tests of the room."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.normalise.counts import CountReader, count_reader
from pipeline.normalise.dates import DateReader, date_reader
from pipeline.normalise.euros import EuroReader, euro_reader
from pipeline.normalise.names import Names, names_from
from pipeline.vocabulary import Vocabulary, load_vocabulary

RAW = Path(__file__).parents[2] / "data" / "raw"


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary(RAW)


@pytest.fixture(scope="session")
def names(vocabulary: Vocabulary) -> Names:
    return names_from(vocabulary)


@pytest.fixture(scope="session")
def euros(vocabulary: Vocabulary) -> EuroReader:
    return euro_reader(vocabulary)


@pytest.fixture(scope="session")
def dates(vocabulary: Vocabulary) -> DateReader:
    return date_reader(vocabulary)


@pytest.fixture(scope="session")
def counts(vocabulary: Vocabulary) -> CountReader:
    return count_reader(vocabulary)
