"""The words that temporal expressions are made of, each as one symbol, so that patterns can run over classes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman import knowledge
from dragoman.document import Token

__all__ = ["OTHER", "Classes", "TimeWords"]

#: Class of a word to what the word stands for in that class.
Classes = dict[str, str]
#: The symbol of words that no temporal expression contains; others follow it in Unicode's private use area.
OTHER = "\ue000"
#: Classes whose words count only with a capital letter.
CAPITALISED = frozenset({"month", "doubtful_month", "short_month", "weekday", "weekdays", "short_weekday", "holiday"})
NUMERIC_DATE = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})")
SLASHED_ISO_DATE = re.compile(r"\d{4}/\d{2}/\d{2}")
CLOCK_TIME = re.compile(r"([01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?")
DOTTED_TIME = re.compile(r"(?:0?\d|1[0-2])\.[0-5]\d")
#: A longer row of digits is no number of days or years.
LONGEST_NUMBER = 9
YEARS = range(1000, 2200)
#: Every set of classes that a token of digits may have.
DIGIT_CLASSES = (
    {"number", "day", "two_digits"}, {"number", "day"}, {"number", "two_digits"}, {"number", "year"}, {"number"},
    {"ordinal", "day"}, {"ordinal"}, {"decade"}, {"numeric_date"}, {"slashed_iso_date"}, {"clock_time"},
    {"number", "dotted_time"}, {"fraction"}, {"part_code"},
)  # fmt: skip


class TimeWords:
    """Gives each token its classes and a symbol that stands for the set of them."""

    def __init__(self) -> None:
        found: dict[str, Classes] = {}
        for row in knowledge.rows("time_words"):
            for form in _forms(row["word"], row["class"]):
                classes = found.setdefault(form, {})
                classes[row["class"]] = row["value"]
                if row["class"] == "ordinal":
                    classes["day"] = row["value"]
        self._symbols: dict[frozenset[str], str] = {}
        self._words = {form: (self._symbol(classes), classes) for form, classes in found.items()}
        for names in DIGIT_CLASSES:
            self._symbol(dict.fromkeys(names, ""))
        self._nothing: Classes = {}

    def symbols(self, tokens: Sequence[Token]) -> str:
        """Return one character for each token."""
        words = self._words
        return "".join(
            [
                words[text][0] if text in words
                else self._symbol(classes_of_code(text)) if text[0].isdigit() or text[0] in "QH"
                else OTHER
                for _, _, text in tokens
            ]
        )  # fmt: skip

    def classes(self, token: Token) -> Classes:
        """Return the classes of a token."""
        known = self._words.get(token.text)
        return known[1] if known else classes_of_code(token.text)

    def character_class(self, name: str) -> str:
        """Return a regular expression for the symbols of all words of a class.

        Raises:
            KeyError: No word has the class.
        """
        symbols = [symbol for names, symbol in self._symbols.items() if name in names]
        if not symbols:
            raise KeyError(f"no word has the class {name!r}")
        return f"[{''.join(symbols)}]"

    def _symbol(self, classes: Classes) -> str:
        key = frozenset(classes)
        if not key:
            return OTHER
        return self._symbols.setdefault(key, chr(ord(OTHER) + len(self._symbols) + 1))


def _forms(word: str, name: str) -> list[str]:
    if name in CAPITALISED:
        return [word, word.upper()]
    return [word] if word[0].isupper() else [word, word.capitalize(), word.upper()]


def classes_of_code(text: str) -> Classes:
    """Return the classes of a token that begins with a digit, or is Q1 to Q4, H1 or H2."""
    if text.isdigit() and text.isascii():
        return _classes_of_number(text)
    if not text[0].isdigit():
        return {"part_code": text} if re.fullmatch(r"Q[1-4]|H[12]", text) else {}
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)", text):
        number = text[:-2]
        return {"ordinal": number, "day": number} if 1 <= int(number) <= 31 else {"ordinal": number}
    if re.fullmatch(r"(?:1[5-9]|20)?[1-9]0s", text) or re.fullmatch(r"(?:1[5-9]|20)00s", text):
        return {"decade": text[:-1]}
    return _classes_of_compound(text)


def _classes_of_number(text: str) -> Classes:
    classes = {"number": text}
    if len(text) > LONGEST_NUMBER:
        return {}
    value = int(text)
    if len(text) <= 2 and 1 <= value <= 31:
        classes["day"] = text
    if len(text) == 2:
        classes["two_digits"] = text
    if len(text) == 4 and value in YEARS:
        classes["year"] = text
    return classes


def _classes_of_compound(text: str) -> Classes:
    if NUMERIC_DATE.fullmatch(text):
        return {"numeric_date": text}
    if SLASHED_ISO_DATE.fullmatch(text):
        return {"slashed_iso_date": text}
    if CLOCK_TIME.fullmatch(text):
        return {"clock_time": text}
    if re.fullmatch(r"1/[2-4]|3/4", text):
        return {"fraction": text}
    if DOTTED_TIME.fullmatch(text):
        return {"number": text, "dotted_time": text}
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d+\.\d+", text):
        return {"number": text.replace(",", "")}
    return {}
