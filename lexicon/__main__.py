"""Read the new words of the data and learn the endings anew (make lexicon).

Rows of lexicon.csv that somebody has reviewed stay as they are and go before all else; the others
are made anew from what data/published searches. Base words and their patterns (words.csv,
word_patterns.csv, word_tails.csv) are not made here: README.md tells where they are from. The same
data gives the same bytes.
"""

from __future__ import annotations

from lexicon.corpus import new_words
from lexicon.guesses import guess_rows
from lexicon.readings import readers
from lexicon.tables import VOCABULARY, Rows, published, read, write


def main() -> None:
    """Renew lexicon.csv and word_guesses.csv and say what is new."""
    reviewed = [row for row in read(VOCABULARY / "lexicon.csv") if row["reviewed"]]
    own = {name: read(VOCABULARY / f"{name}.csv") for name in ("words", "word_patterns")}
    guesses = list(guess_rows(own["words"], own["word_patterns"]))
    new = new_words({**published(), **own, "word_guesses": guesses, "lexicon": reviewed})
    rows, left = _rows(new)
    changed = [
        name
        for name, made, key in (
            ("lexicon", [*reviewed, *rows], ("language", "form")),
            ("word_guesses", guesses, ("language", "ending")),
        )
        if write(name, made, key)
    ]
    print(f"{len(reviewed)} reviewed rows kept, {len(rows)} rows read by program.")
    print(f"{len(left)} words that no analyser knows are left to guesses: {', '.join(left)}")
    print(f"Changed: {', '.join(changed) or 'nothing'}.")


def _rows(new: dict[str, list[str]]) -> tuple[Rows, list[str]]:
    """Rows of the words that an analyser knows, and the words that none does."""
    rows, left = [], []
    for language, reader in readers().items():
        for form in new[language]:
            reading = reader(form)
            if reading is None:
                left.append(form)
                continue
            lemmas, parts = ";".join(reading.lemmas), ";".join(reading.parts)
            row = {"language": language, "form": form, "lemmas": lemmas, "parts": parts}
            rows.append({**row, "reviewed": ""})
    return rows, left


if __name__ == "__main__":
    main()
