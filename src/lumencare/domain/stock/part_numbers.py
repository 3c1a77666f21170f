"""How numbers of parts and serials are compared: as typed, scanned or imported, one key."""

import re
import unicodedata

DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
SPACES = re.compile(r"\s+")


def number_key(text: str) -> str:
    """Return what two spellings of one number share: plain forms, capitals, no spaces."""
    plain = unicodedata.normalize("NFKC", DASHES.sub("-", text))
    return SPACES.sub("", plain).upper()
