"""From bytes to text, whatever a mail says of its letters: many say gb2312 or nothing, wrongly."""

import codecs
from email.errors import HeaderParseError
from email.header import decode_header

# Under these names mailers send more letters than the names have.
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
# These accept anything, or say that nobody chose: what the bytes fit is tried first.
SAYS_LITTLE = frozenset({"", "ascii", "iso8859-1", "cp1252", "unknown-8bit"})
USUAL = ("utf-8", "gb18030")


def decode(data: bytes, declared: str | None) -> str:
    """Return text of bytes: as declared if they fit it, else as Chinese mails mostly are."""
    named = _named(declared or "")
    tried = (*USUAL, named) if named in SAYS_LITTLE else (named, *USUAL)
    for each in tried:
        try:
            return clean(data.decode(each or "ascii"))
        except (UnicodeError, LookupError):
            continue
    return clean(data.decode("gb18030", "replace"))


def header_text(raw: str) -> str:
    """Return a header as people read it, also where its bytes stand in it as they are."""
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError):
        pieces = [(raw, None)]
    return " ".join("".join(_piece(*each) for each in pieces).split())


def clean(text: str) -> str:
    """Return text without what cannot be kept or seen; lines stay."""
    plain = (
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").replace("\u3000", "  ")
    )
    return "".join(each for each in plain if each in "\n\t" or each.isprintable())


def _named(declared: str) -> str:
    name = declared.strip().strip("\"'").casefold()
    wider = WIDER.get(name, name)
    try:
        return codecs.lookup(wider).name if wider else ""
    except (LookupError, ValueError):
        return wider


def _piece(data: bytes | str, declared: str | None) -> str:
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogateescape")
    elif declared is None:
        # Between encoded words the library gives what it read as bytes of another kind.
        data = _as_read(data)
    return decode(data, declared)


def _as_read(data: bytes) -> bytes:
    try:
        return data.decode("raw-unicode-escape").encode("utf-8", "surrogateescape")
    except UnicodeError:
        return data
