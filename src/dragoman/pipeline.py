"""The way of the data through one document: the ordered list of steps, and the only file that knows them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.analysis.attribution.attributions import Attribution
from dragoman.analysis.attribution.reader import AttributionReader
from dragoman.analysis.attribution.weighing import CandidateWeigher
from dragoman.analysis.events.mention import EventMention
from dragoman.analysis.events.reader import EventReader
from dragoman.analysis.lemmas import VerbLemmas
from dragoman.analysis.modality import ModalityReader
from dragoman.analysis.phrases import Tagged, lemmatize
from dragoman.analysis.quotations import Quotation, find_quotations
from dragoman.analysis.reading import DocumentReader, Reading
from dragoman.analysis.segmentation import Segmenter
from dragoman.analysis.stance_mention import StanceMention
from dragoman.analysis.stances import StanceReader
from dragoman.analysis.tagging import Tagger
from dragoman.analysis.times.finder import TimeExpression, TimeFinder
from dragoman.analysis.turns import Turn, find_turns
from dragoman.analysis.undertakings import Undertaking, UndertakingReader
from dragoman.config import Config
from dragoman.document import Document
from dragoman.knowledge import loading
from dragoman.record.agreements import AgreementBuilder
from dragoman.record.commitments import CommitmentBuilder
from dragoman.record.events import EventBuilder, Holders
from dragoman.record.items import Commitment, Item, Statement
from dragoman.record.mentions import actor_mentions, time_mentions
from dragoman.record.positions import PositionBuilder
from dragoman.record.relations import RelationBuilder
from dragoman.record.statements import StatementBuilder
from dragoman.record.treaties import TreatyBuilder, with_treaty
from dragoman.resolution.actors import ActorResolver, NameMention
from dragoman.resolution.agreement_register import AgreementRegister
from dragoman.resolution.agreements import AgreementFinder
from dragoman.resolution.authors import find_authors
from dragoman.resolution.countries import country_names
from dragoman.resolution.dates import DateResolver
from dragoman.resolution.home import HomeFinder
from dragoman.resolution.participants import Participants
from dragoman.resolution.referents import Actor, Date
from dragoman.resolution.unstated import HomeWords, Unstated, evidence_of

__all__ = ["Pipeline"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the words of a document say."""

    text: Tagged
    quotations: list[Quotation]
    turns: list[Turn]
    attributions: list[Attribution]
    stances: list[StanceMention]
    undertakings: list[Undertaking]
    times: list[TimeExpression]
    #: Each with its readings, the likeliest first.
    events: list[list[EventMention]]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What they refer to."""

    names: Sequence[NameMention]
    mentions: list[Actor]
    dates: list[tuple[Date, str | None]]
    participants: Participants


class Pipeline:
    """Reads documents. Build it once: it loads the tables and the models; reading changes nothing in it."""

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()
        with loading():
            self._segmenter = Segmenter()
            self._tagger = Tagger()
            self._reader = DocumentReader()
            self._lemmas = VerbLemmas()
            self._candidates = CandidateWeigher()
            self._attributions = AttributionReader(self._reader.tables)
            self._times = TimeFinder()
            self._events = EventReader()
            self._stances = StanceReader()
            self._undertakings = UndertakingReader()
            self._dates = DateResolver()
            self._actors = ActorResolver()
            self._home = HomeFinder(self._actors)
            self._home_words = HomeWords()
            modality = ModalityReader()
            self._statement_builder = StatementBuilder(modality)
            self._event_builder = EventBuilder()
            self._position_builder = PositionBuilder()
            self._commitment_builder = CommitmentBuilder(modality)
            register = AgreementRegister()
            self._agreement_builder = AgreementBuilder(AgreementFinder(register))
            self._treaty_builder = TreatyBuilder(register)
            self._relation_builder = RelationBuilder()

    def read(self, document: Document, *, mentions: bool = False) -> list[Item]:
        """Return the items of a document: statements, events, positions, commitments, agreements, relations.

        Args:
            document: The report; relative dates are resolved from its date, and stay unresolved without one.
            mentions: Add an item for every mention of an actor and every temporal expression.
        """
        analysis = self._analyse(document)
        resolution = self._resolve(analysis)
        items = self._record(analysis, resolution)
        if mentions:
            items.extend(actor_mentions(document, resolution.mentions))
            items.extend(time_mentions(document, [date for date, _ in resolution.dates]))
        return items

    def _analyse(self, document: Document) -> Analysis:
        segmentation = self._segmenter(document)
        quotations = find_quotations(segmentation)
        reading = self._reader(segmentation, quotations)
        text = lemmatize(segmentation, self._tagger(segmentation), self._lemmas)
        turns = find_turns(segmentation)
        weighed = self._candidates(text, quotations, self._worth_parsing(text, reading))
        return Analysis(
            text,
            quotations,
            turns,
            self._attributions(text, reading.spans, quotations, turns, weighed),
            self._stances(text, weighed, quotations),
            self._undertakings(text, quotations),
            self._times(segmentation),
            self._events(text, reading.events),
        )

    def _worth_parsing(self, text: Tagged, reading: Reading) -> set[int]:
        """Return the first tokens of the sentences whose grammar is asked for: those of statements and stances."""
        sentence_of = text.segmentation.sentence_of
        wanted = {one.first for one in text.segmentation.sentences if self._stances.may_hold(text, one)}
        for spans in reading.spans:
            if spans.chance < self._attributions.lowest_chance:
                continue
            wanted.add(sentence_of(spans.cue[0]).first)
            for first, last in spans.content:
                at = first
                while at < last:
                    sentence = sentence_of(at)
                    wanted.add(sentence.first)
                    at = sentence.last
        return wanted

    def _resolve(self, analysis: Analysis) -> Resolution:
        segmentation = analysis.text.segmentation
        names = self._actors.names(segmentation)
        mentions = self._actors.mentions(segmentation, names, segmentation.document.date, analysis.text.tags)
        authors = find_authors(analysis.text, analysis.turns, self._actors, names)
        home = self._home(analysis.text, names, mentions, authors, analysis.quotations)
        sentences = [(sentence.start, sentence.end) for sentence in segmentation.sentences]
        unstated = Unstated(home, self._home_words, evidence_of(names, mentions), sentences)
        participants = Participants(
            analysis.text, self._actors, names, mentions, analysis.quotations, authors, unstated
        )
        return Resolution(names, mentions, self._dates(segmentation, analysis.times), participants)

    def _record(self, analysis: Analysis, resolution: Resolution) -> list[Item]:
        text, attributions = analysis.text, analysis.attributions
        participants, dates = resolution.participants, resolution.dates
        statements = self._statement_builder.build(text, attributions, analysis.quotations, participants, dates)
        items: list[Item] = [*sorted(statements.values(), key=lambda statement: statement.evidence[0].start)]
        holders = Holders(attributions, statements)
        for happening in analysis.events:
            event = self._event_builder.build(text, happening, holders, participants, dates)
            if event is not None:
                items.append(event)
        for mention in analysis.stances:
            items.extend(self._position_builder.build(text, mention, holders, participants))
        items.extend(self._commitments(analysis, resolution, statements, holders))
        told = list(statements.values())
        when, countries = [date for date, _ in dates], country_names(resolution.names)
        named = self._agreement_builder.build(text, when, told, countries)
        items.extend(with_treaty(named, self._treaty_builder.build(text.segmentation.document)))
        items.extend(self._relation_builder.build(text, when, countries, told))
        return _without_doubles(items)

    def _commitments(
        self, analysis: Analysis, resolution: Resolution, statements: dict[int, Statement], holders: Holders
    ) -> list[Commitment]:
        text = analysis.text
        found: list[Commitment] = []
        for index, attribution in enumerate(analysis.attributions):
            commitment = self._commitment_builder.build(
                text, attribution, statements.get(index), resolution.participants, resolution.dates,
                text.segmentation.sentence_of(attribution.head),
            )  # fmt: skip
            if commitment is not None:
                found.append(commitment)
        promised = [span for one in found for span in one.action]
        for undertaking in analysis.undertakings:
            start, _ = text.offsets(*undertaking.action)
            if any(span.start <= start < span.end for span in promised):
                continue
            commitment = self._commitment_builder.of_undertaking(
                text, undertaking, holders.holding(undertaking.action[0]), resolution.participants, resolution.dates
            )
            if commitment is not None:
                found.append(commitment)
        return found


def _without_doubles(items: Sequence[Item]) -> list[Item]:
    """Return the items, each id once: two rules may find the same thing."""
    seen: set[str] = set()
    kept: list[Item] = []
    for item in items:
        identity = getattr(item, "id", None)
        if identity is None or identity not in seen:
            kept.append(item)
        if identity is not None:
            seen.add(identity)
    return kept
