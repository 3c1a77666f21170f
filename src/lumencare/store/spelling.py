"""What search looks at: a name as written, in pinyin and by its initials, folded alike."""

import unicodedata

from pypinyin import Style, lazy_pinyin


def fold(text: str) -> str:
    """Return a text as it is compared: full-width forms made plain, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def spellings(*texts: str) -> str:
    """Return texts with their pinyin and pinyin initials, to be searched by any part of them."""
    found: dict[str, None] = {}
    for text in filter(None, map(fold, texts)):
        found[text] = None
        if not text.isascii():
            found["".join(lazy_pinyin(text)).replace(" ", "")] = None
            found["".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).replace(" ", "")] = None
    return "\n".join(found)
