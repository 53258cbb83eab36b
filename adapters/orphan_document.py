"""An orphan as a JSON document, the form in which every store keeps it."""

import msgspec

from domain.orphans import Orphan

encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(Orphan).decode
