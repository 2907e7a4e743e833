"""An item as the catalog keeps it: its JSON, packed against the words that all items share."""

from __future__ import annotations

import json
import zlib

import msgspec

from dragoman.record.items import Item
from dragoman.store.layout import ItemOfRecord

__all__ = ["Bodies"]

#: What most items hold, the most frequent last, as zlib wants it. Part of the format: a change needs a new version.
SHARED_WORDS = (
    b'"aliases":["parties":["subject":null,"signed":null,"in_force":null,"expires":null,"extended_on":null,'
    b'"extended_to":null,"suspended":null,"withdrawn":null,"status":["in_force"],"status_on":"20","claims":['
    b'"from":"register","by":[],"evidence":[]}"promisers":["promisees":[],"action":[{"due":null,"condition":[],'
    b'"plan_stated":null,"status":"unknown","towards":[{"stance":"supports","demands","as_of":"20","disputed_by":[],'
    b'"statements":["issue":{"label":"","contexts":["diplomatic"],"group":null},"kind":"position","kind":"commitment",'
    b'"kind":"agreement","kind":"relation","the text gives no name","the text names no source"'
    b'"kind":"event","id":"","report":"","evidence":[{"method":"reader-1/events","actors":[{"recipients":[{'
    b'"event_type":"CONSULT","SUPPORT","REQUEST","AGREE","mode":null,"contexts":["military","economic"],"cameo":"0'
    b'","quad_class":1,"intensity":1.0,"reality":"happened","reality":"planned","date":null,"place":null,"trigger":[{'
    b'"type":"DATE","timex":"20","value":"20","earliest":"20","latest":"20"}'
    b'"kind":"statement","id":"","report":"","evidence":[{"start":1,"end":2,"text":"the },{"start":","end":'
    b'"method":"reader-1","confidence":0.9,"unknown":{"said_on":"the text does not say when"},"source":[{"start":'
    b'"cue":[{"start":,"text":"said"}],"content":[{"start":"speakers":[{"text":"","start":,"end":,"name":"'
    b'"name":null,"type":"person","type":"people","type":"government","country":"USA","sector":"GOV","code":"USAGOV",'
    b'"wikidata":null,"trail":[]}],"manner":"indirect","manner":"direct","act":"says","addressees":[],"inside":null,'
    b'"publishers":["],"named":true,"openness":"public","certainty":"asserted","said_on":null,"occasion":null,'
    b'"channel":null}'
)
LEVEL = 6


class Bodies:
    """Packs items and unpacks them."""

    def __init__(self) -> None:
        self._encoder = msgspec.json.Encoder()
        self._decoder: msgspec.json.Decoder[ItemOfRecord] = msgspec.json.Decoder(ItemOfRecord)

    def pack(self, item: Item) -> bytes:
        """Return an item in bytes."""
        try:
            line = self._encoder.encode(item)
        except UnicodeEncodeError:  # half of a surrogate pair: \udXXX keeps what it is
            line = json.dumps(msgspec.to_builtins(item), separators=(",", ":")).encode("ascii")
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=SHARED_WORDS)
        return packer.compress(line) + packer.flush()

    def unpack(self, body: bytes) -> ItemOfRecord:
        """Return the item of some bytes.

        Raises:
            ValueError: They are no item.
        """
        try:
            line = zlib.decompressobj(-zlib.MAX_WBITS, zdict=SHARED_WORDS).decompress(body)
        except zlib.error as error:
            raise ValueError(f"not packed as an item ({error})") from None
        try:
            return self._decoder.decode(line)
        except msgspec.DecodeError:
            if b"\\ud" not in line:
                raise
            found: ItemOfRecord = msgspec.convert(json.loads(line), ItemOfRecord)
            return found
