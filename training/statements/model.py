"""The network: an encoder of the MiniLM size, and heads that read its states.

The encoder is that of BERT (Devlin et al. 2019), six layers of 384 (Wang et al. 2020, MiniLM), with three embeddings
more for what lower case loses. Heads: BIOES emissions for six layers of spans, scored as linear chains (Lafferty et al.
2001) in the outer three; and a bilinear link from each cue to the words of its source and content (after Dozat and
Manning 2017), with a bias for the distance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from dragoman.analysis.attribution.labels import ALLOWED, LAYERS, OUTER_LAYERS, TAGS
from dragoman.analysis.encoder.pieces import CASES, QUOTES, SPACES
from training.statements.corpus import Example

__all__ = ["Batch", "Reader", "Shape", "batch_of", "load_encoder", "take_layers"]

FORBIDDEN = -1e4
#: The distance between a cue and a word falls into one of these buckets on either side.
DISTANCES = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128)
LINK_ROLES = 2
LINK_SIZE = 96


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of the encoder."""

    layers: int = 6
    width: int = 384
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.mix = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.attention_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.widen = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return the next states; `mask` is added to the attention scores."""
        batch, length, width = states.shape
        mixed = self.mix(states).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # no dropout on the attention: on a CPU it costs a fifth of the time
        read = functional.scaled_dot_product_attention(mixed[0], mixed[1], mixed[2], attn_mask=mask)
        read = read.permute(0, 2, 1, 3).reshape(batch, length, width)
        states = self.attention_norm(states + self.dropout(self.out(read)))
        return self.norm(states + self.dropout(self.narrow(functional.gelu(self.widen(states)))))


class Encoder(nn.Module):
    """Word pieces in, one state a piece out."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.cases = nn.Embedding(len(CASES), shape.width)
        self.spaces = nn.Embedding(len(SPACES), shape.width)
        self.quotes = nn.Embedding(len(QUOTES), shape.width)
        for table in (self.cases, self.spaces, self.quotes):
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))

    def forward(self, ids: Tensor, cases: Tensor, spaces: Tensor, quotes: Tensor, present: Tensor) -> Tensor:
        """Return the states; all arguments are batch by length, `present` is true where there is a piece."""
        where = torch.arange(ids.shape[1])
        states = self.words(ids) + self.positions(where) + self.cases(cases) + self.spaces(spaces) + self.quotes(quotes)
        states = self.dropout(self.norm(states))
        mask = torch.where(present, 0.0, FORBIDDEN)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, mask)
        return states


def load_encoder(encoder: Encoder, weights: Path) -> None:
    """Take the starting weights from a `model.safetensors` of MiniLM; layers beyond the shape's are passed over."""
    from safetensors.torch import load_file

    given = load_file(str(weights))
    taken = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "positions.weight": given["embeddings.position_embeddings.weight"]
        + given["embeddings.token_type_embeddings.weight"][:1],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "norm": "output.LayerNorm",
    }
    for number in range(encoder.shape.layers):
        theirs, ours = f"encoder.layer.{number}.", f"layers.{number}."
        for kind in ("weight", "bias"):
            parts = [given[f"{theirs}attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            taken[f"{ours}mix.{kind}"] = torch.cat(parts)
            for name, their_name in names.items():
                taken[f"{ours}{name}.{kind}"] = given[f"{theirs}{their_name}.{kind}"]
    missing = encoder.load_state_dict(taken, strict=False)
    left = set(missing.missing_keys) - {"cases.weight", "spaces.weight", "quotes.weight"}
    if left or missing.unexpected_keys:
        raise ValueError(f"the starting weights do not fit: {sorted(left)} {missing.unexpected_keys}")


def take_layers(student: Reader, teacher: Reader, layers: Sequence[int]) -> None:
    """Give a student the weights of its teacher, of some layers only (after Sanh et al. 2019, DistilBERT)."""
    weights = {}
    for name, values in teacher.state_dict().items():
        if not name.startswith("encoder.layers."):
            weights[name] = values
            continue
        _, _, number, *rest = name.split(".")
        if int(number) in layers:
            weights[".".join(["encoder", "layers", str(list(layers).index(int(number))), *rest])] = values
    student.load_state_dict(weights)


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of about the same length, padded."""

    ids: Tensor
    cases: Tensor
    spaces: Tensor
    quotes: Tensor
    present: Tensor
    #: Batch by words: position of the word's first piece.
    words: Tensor
    word_present: Tensor
    #: Batch by layers by words.
    tags: Tensor
    inner_known: Tensor
    #: Cue rows: the number of the window, and which words are the cue's (rows by words, summing to 1).
    cue_window: Tensor
    cue_words: Tensor
    #: First word of each cue.
    cue_first: Tensor
    #: Rows by roles by words: 1 where the word is in the cue's source or content.
    linked: Tensor


def batch_of(rows: Sequence[Example], padding: int) -> Batch:
    """Pad windows to one length."""
    length, words = max(len(row.ids) for row in rows), max(len(row.words) for row in rows)

    def pad(values: Sequence[Sequence[int]], to: int, filler: int = 0) -> Tensor:
        return torch.tensor([[*one, *[filler] * (to - len(one))] for one in values])

    links = [(number, link) for number, row in enumerate(rows) for link in row.links]
    cue_words = torch.zeros(len(links), words)
    linked = torch.zeros(len(links), LINK_ROLES, words)
    for at, (_, (cue, source, content)) in enumerate(links):
        cue_words[at, cue[0] : cue[1]] = 1 / (cue[1] - cue[0])
        for role, ranges in enumerate((source, content)):
            for first, last in ranges:
                linked[at, role, first:last] = 1
    return Batch(
        pad([row.ids for row in rows], length, padding),
        pad([row.cases for row in rows], length),
        pad([row.spaces for row in rows], length),
        pad([row.quotes for row in rows], length),
        pad([[1] * len(row.ids) for row in rows], length).bool(),
        pad([row.words for row in rows], words),
        pad([[1] * len(row.words) for row in rows], words).bool(),
        torch.stack([pad(row.tags, words) for row in rows]),
        pad([[int(known) for known in row.inner_known] for row in rows], words).bool(),
        torch.tensor([number for number, _ in links], dtype=torch.long),
        cue_words,
        torch.tensor([link[0][0] for _, link in links], dtype=torch.long),
        linked,
    )


class Reader(nn.Module):
    """The encoder with the heads for statements."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(shape, dropout)
        self.emit = nn.Linear(shape.width, len(LAYERS) * len(TAGS))
        self.cue_side = nn.Linear(shape.width, LINK_ROLES * LINK_SIZE)
        self.word_side = nn.Linear(shape.width, LINK_ROLES * LINK_SIZE)
        self.distance = nn.Parameter(torch.zeros(LINK_ROLES, 2 * len(DISTANCES)))
        self.transitions = nn.Parameter(torch.zeros(len(OUTER_LAYERS), len(TAGS), len(TAGS)))
        self.register_buffer("forbidden", torch.where(torch.tensor(ALLOWED), 0.0, FORBIDDEN), persistent=False)
        self.dropout = nn.Dropout(dropout)

    def states(self, batch: Batch) -> Tensor:
        """Return the state of each word's first piece."""
        pieces = self.encoder(batch.ids, batch.cases, batch.spaces, batch.quotes, batch.present)
        return torch.gather(pieces, 1, batch.words[..., None].expand(-1, -1, pieces.shape[-1]))

    def emissions(self, states: Tensor) -> Tensor:
        """Return batch by layers by words by tags."""
        shape = (*states.shape[:2], len(LAYERS), len(TAGS))
        return self.emit(states).view(shape).permute(0, 2, 1, 3)

    def links(self, states: Tensor, batch: Batch) -> Tensor:
        """Return, for each cue, roles by words, how strongly each word belongs to its source and its content."""
        of_window = states[batch.cue_window]
        cues = torch.einsum("cw,cwd->cd", batch.cue_words, of_window)
        cue_side = self.cue_side(cues).view(-1, LINK_ROLES, LINK_SIZE)
        word_side = self.word_side(states).view(*states.shape[:2], LINK_ROLES, LINK_SIZE)[batch.cue_window]
        scores = torch.einsum("crd,cwrd->crw", cue_side, word_side) / LINK_SIZE**0.5
        where = torch.arange(states.shape[1])[None, :] - batch.cue_first[:, None]
        return scores + self.distance[:, bucket(where)].permute(1, 0, 2)

    def loss(self, batch: Batch, teacher: Reader | None = None) -> dict[str, Tensor]:
        """Return the parts of the loss; with a teacher, also how far the chances of the tags are from its own."""
        states = self.dropout(self.states(batch))
        emissions = self.emissions(states)
        outer = len(OUTER_LAYERS)
        chain = self.chain_loss(emissions[:, :outer], batch.tags[:, :outer], batch.word_present)
        inner_mask = (batch.word_present & batch.inner_known)[:, None, :].expand(-1, outer, -1)
        inner = functional.cross_entropy(emissions[:, outer:][inner_mask], batch.tags[:, outer:][inner_mask])
        if len(batch.cue_window):
            scores = self.links(states, batch)
            present = batch.word_present[batch.cue_window][:, None, :].expand_as(scores)
            link = functional.binary_cross_entropy_with_logits(scores[present], batch.linked[present])
        else:
            link = states.new_zeros(())
        parts = {"chain": chain, "inner": inner, "link": link}
        if teacher is not None:
            with torch.no_grad():
                wanted = teacher.emissions(teacher.states(batch)).log_softmax(-1)
            apart = functional.kl_div(emissions.log_softmax(-1), wanted, log_target=True, reduction="none").sum(-1)
            parts["teacher"] = (apart * batch.word_present[:, None, :]).sum() / batch.word_present.sum()
        return parts

    def chain_loss(self, emissions: Tensor, tags: Tensor, present: Tensor) -> Tensor:
        """Return the negative log likelihood of the tags as linear chains, a word."""
        batch, layers, words, kinds = emissions.shape
        allowed = (self.transitions + self.forbidden)[None].expand(batch, -1, -1, -1)
        alpha = emissions[:, :, 0]
        for at in range(1, words):
            following = torch.logsumexp(alpha[..., None] + allowed, dim=2) + emissions[:, :, at]
            alpha = torch.where(present[:, at, None, None], following, alpha)
        total = torch.logsumexp(alpha, dim=-1)
        own = emissions.gather(-1, tags[..., None]).squeeze(-1)
        own = (own * present[:, None, :]).sum(-1)
        flat = (self.transitions + self.forbidden).view(layers, -1)
        steps = tags[..., :-1] * kinds + tags[..., 1:]
        moves = flat[None].expand(batch, -1, -1).gather(2, steps)
        own = own + (moves * present[:, None, 1:]).sum(-1)
        return (total - own).sum() / present.sum()


def bucket(distance: Tensor) -> Tensor:
    """Return the bucket of a signed distance in words."""
    edges = torch.tensor(DISTANCES[1:])
    size = torch.bucketize(distance.abs(), edges, right=True)
    return torch.where(distance < 0, size + len(DISTANCES), size)
