"""Words by which agreements are recognised, and capitalised names of agreements that no register knows."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman import knowledge
from dragoman.analysis.segmentation import Segmentation
from dragoman.document import Sentence

__all__ = ["AgreementNames", "AgreementWords"]

DETERMINERS = frozenset({"this", "that", "the", "said"})
#: Words of a name that are written small: "Convention on the Rights of Persons with Disabilities".
SMALL = frozenset({"of", "on", "the", "and", "for", "against", "to", "with"})
#: Those that may stand within its subject; "on" and "in" rather begin a date or place.
WITHIN_SUBJECT = frozenset({"of", "the", "a", "an", "and", "for", ","})
#: Prepositions that bring in the subject of an agreement, when nothing before it names it.
SUBJECT = frozenset({"on", "of", "for", "against"})
DASHES = frozenset({"-", "–", "‑", "/", "&"})
#: Headlines write shorter words small, too.
LONG_WORD = 5
#: A name is looked for this many tokens on either side of "Treaty": the longest official titles are cut there.
REACH = 20


MONTHS = frozenset({
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
})  # fmt: skip


class AgreementWords:
    """The table `agreement_words`, with the questions that are asked of it."""

    def __init__(self) -> None:
        words: dict[str, set[str]] = {}
        #: Nouns that may refer back, with the kinds of agreement that they can stand for.
        self.kinds: dict[str, frozenset[str]] = {}
        #: Last words of names, with the kind that each tells.
        self.endings: dict[str, str] = {}
        for row in knowledge.rows("agreement_words"):
            words.setdefault(row["category"], set()).add(row["word"])
            if row["category"] == "noun":
                self.kinds[row["word"]] = frozenset(knowledge.values(row["refers_to"]))
            elif row["category"] == "name ending":
                self.endings[row["word"]] = row["refers_to"]
        self.general = frozenset(words["general"])
        self.barred = frozenset(words["not an agreement"])
        self._qualifiers = words["qualifier"]
        self._restrictions = words["restriction"]
        self.larger = words["larger name"]
        self._introductions = words["introduction"]

    def is_larger_name(self, text: str, end: int) -> bool:
        """Tell whether the word behind `end` makes the name part of another: "Abraham Accords Institute"."""
        if text[end : end + 1] != " ":
            return False
        word = text[end + 1 : end + 20].split(" ", 1)[0].rstrip(".,;:)?!")
        return word in self.larger

    @staticmethod
    def is_shouted(text: str, start: int, end: int) -> bool:
        """Tell whether the words around are all in capitals, as in headlines, where "START" is a verb."""
        around = text[max(0, start - 40) : start].rsplit("\n")[-1] + text[end : end + 40].split("\n")[0]
        letters = [letter for letter in around if letter.isalpha()]
        return len(letters) > 6 and sum(letter.isupper() for letter in letters) > len(letters) * 0.7

    def introduces(self, segmentation: Segmentation, first: int, at: int) -> bool:
        """Tell whether the token is the noun of "a peace agreement": another agreement than those named so far."""
        word = segmentation.tokens[at].text.lower().removesuffix("s")
        if word not in self.kinds:
            return False
        before = at - 1
        while before >= first and at - before <= 5 and segmentation.tokens[before].text.isalpha():
            lower = segmentation.tokens[before].text.lower()
            if lower in self._introductions:
                return True
            if lower in DETERMINERS or lower in SMALL:
                return False
            before -= 1
        return False

    def reference(self, segmentation: Segmentation, first: int, at: int, last: int) -> int | None:
        """Return the first token of "this pact" or "the landmark treaty" whose noun is the token; else `None`."""
        tokens = segmentation.tokens
        if tokens[at].text.lower() not in self.kinds:
            return None
        before = at - 1
        while before > first and tokens[before].text.lower() in self._qualifiers and at - before < 4:
            before -= 1
        if before < first:
            return None
        determiner = tokens[before].text.lower()
        if determiner not in DETERMINERS:
            return None
        following = tokens[at + 1].text if at + 1 < last else ""
        if following in self.larger or following.lower() in self.larger:
            return None
        if determiner == "the" and (following.lower() in self._restrictions or following in {"-", "–", "/"}):
            return None
        return before


class AgreementNames:
    """Finds capitalised names that end as names of agreements do, or begin so and go on with "on ..."."""

    def __init__(self, words: AgreementWords) -> None:
        self._words = words

    def __call__(self, segmentation: Segmentation) -> Iterator[tuple[int, int, str]]:
        """Yield the half-open character range of each name and the kind of agreement."""
        for sentence in segmentation.sentences:
            if not self._is_running_text(segmentation, sentence):
                continue
            done = sentence.first
            for at in range(sentence.first, sentence.last):
                kind = self._words.endings.get(segmentation.tokens[at].text)
                if kind is None or at < done:
                    continue
                found = self._name(segmentation, sentence, at)
                if found:
                    first, done = found
                    yield segmentation.tokens[first].start, segmentation.tokens[done - 1].end, kind

    @staticmethod
    def _is_running_text(segmentation: Segmentation, sentence: Sentence) -> bool:
        """Tell whether small letters can be told from capitals: not so in headlines, where most words have one."""
        words = [token.text for token in segmentation.tokens[sentence.first : sentence.last]]
        long = [word for word in words if len(word) >= LONG_WORD and word.isalpha()]
        small = sum(word[0].islower() for word in long)
        return small > 0 and small * 6 >= len(long)

    def _name(self, segmentation: Segmentation, sentence: Sentence, at: int) -> tuple[int, int] | None:
        """Return the token range of the name whose noun is at `at`; `None` if the noun names nothing by itself."""
        words = [token.text for token in segmentation.tokens[sentence.first : sentence.last]]
        noun = at - sentence.first
        first = self._left(words, noun)
        last = noun + 1
        if words[noun] == "Memorandum":
            if words[last : last + 2] != ["of", "Understanding"]:
                return None  # those of presidents to their ministries
            last += 2
        qualifiers = words[first:noun]
        if (
            any(word in self._words.barred for word in qualifiers)
            or " ".join(words[noun - 1 : noun + 1]) in self._words.barred
        ):
            return None
        if not any(self._names_something(word) for word in qualifiers):
            last = self._right(words, last)
            subject = words[noun + 1 : last]
            if not any(self._names_something(word) for word in subject):
                return None
            if any(self._is_out_of_place(word) for word in subject):
                return None
        elif last < len(words) and self._is_out_of_place(words[last]):
            return None
        return sentence.first + first, sentence.first + last

    def _is_out_of_place(self, word: str) -> bool:
        """Tell whether the word makes the name that of something else: "... Protocol Implementation Act"."""
        return word in self._words.barred or word in self._words.endings or word in self._words.larger

    def _left(self, words: list[str], noun: int) -> int:
        """Return where the capitalised words before the noun begin."""
        first = noun
        while first > 0 and noun - first < REACH:
            if self._belongs(words, first - 1):
                first -= 1
            elif self._is_bridge(words, first - 1):
                first -= 2
            else:
                break
        return first

    def _belongs(self, words: list[str], at: int) -> bool:
        """Tell whether a word before the name is part of it."""
        lower = words[at].lower()
        return self._is_capitalised(words[at]) and lower not in SMALL | DETERMINERS and not self._opens(words, at)

    def _is_bridge(self, words: list[str], at: int) -> bool:
        """Tell whether a small word joins two parts of a name: "Peace and Security Agreement", "Trans-Pacific"."""
        before = words[at - 1] if at > 0 else ""
        if words[at] in DASHES:
            return self._is_capitalised(before)
        return words[at] in {"and", "of"} and before in self._words.general and words[at + 1] in self._words.general

    def _opens(self, words: list[str], at: int) -> bool:
        """Tell whether a capitalised word may have its capital only from opening the sentence."""
        opens = at == 0 or words[at - 1] in {"“", '"', "(", ":", "—", "–"}
        return opens and words[at].lower() in OPENERS

    def _right(self, words: list[str], start: int) -> int:
        """Return where the subject behind the noun ends: "Agreement on Peace and Reconciliation"."""
        if start >= len(words) or words[start] not in SUBJECT:
            return start
        last = at = start + 1
        while at < len(words) and at - start < REACH:
            if self._is_capitalised(words[at]) and words[at] not in MONTHS:
                last = at + 1
            elif not self._goes_on(words, at, last):
                break
            at += 1
        return last

    def _goes_on(self, words: list[str], at: int, last: int) -> bool:
        """Tell whether a small word may stand within the subject, whose last capitalised word ends at `last`."""
        word = words[at]
        if word in DASHES:
            return last == at or words[at - 1] == "of"
        if word == ",":
            return self._lists(words, at)
        return word in WITHIN_SUBJECT and words[at : at + 2] != ["and", "the"]

    def _lists(self, words: list[str], comma: int) -> bool:
        """Tell whether a comma stands in a list of capitalised words: "Friendship, Commerce, and Navigation"."""
        for at in range(comma + 1, min(comma + 8, len(words) - 1)):
            if words[at] in {"and", "or"}:
                return self._is_capitalised(words[at + 1])
            if not self._is_capitalised(words[at]) and words[at] != ",":
                return False
        return False

    def _names_something(self, word: str) -> bool:
        return self._is_capitalised(word) and word not in self._words.general and len(word) > 1

    @staticmethod
    def _is_capitalised(word: str) -> bool:
        return word[:1].isupper()


#: Words that open sentences before a name: "Under Montreux Convention rules", "While Prespa Agreement talks".
OPENERS = frozenset({
    "a", "an", "under", "in", "on", "at", "by", "for", "since", "after", "before", "when", "while", "if", "as",
    "and", "but", "our", "its", "his", "her", "their", "these", "those", "with", "without", "both", "all", "no",
    "any", "each", "every", "through", "from", "although", "though", "because", "signing", "today", "however",
    "thus", "despite", "per", "pursuant", "regarding", "concerning", "following", "current", "existing",
    "previous", "recent", "similar", "what", "which", "whether", "where", "not", "one", "two", "three", "many",
    "most", "several", "some", "such", "other",
})  # fmt: skip
