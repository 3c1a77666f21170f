"""What search looks at: a name as written, in pinyin and by its initials, folded alike."""

import unicodedata
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

TEXTS_REMEMBERED = 8192


def fold(text: str) -> str:
    """Return a text as it is compared: full-width forms made plain, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def spellings(*texts: str) -> str:
    """Return texts with their pinyin and pinyin initials, to be searched by any part of them."""
    found: dict[str, None] = {}
    for text in filter(None, map(fold, texts)):
        found.update(dict.fromkeys(_ways(text)))
    return "\n".join(found)


# The same owner, city and site stand in many lines; pinyin takes the time of all else together.
@lru_cache(maxsize=TEXTS_REMEMBERED)
def _ways(text: str) -> tuple[str, ...]:
    if text.isascii():
        return (text,)
    styles = (Style.NORMAL, Style.FIRST_LETTER)
    return (text, *("".join(lazy_pinyin(text, style=each)).replace(" ", "") for each in styles))
