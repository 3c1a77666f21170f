"""How Chinese is set beside Latin letters and digits."""

import re

# A space stands between a Chinese character and a Latin letter or digit, either way round.
BOUNDARY = re.compile(r"(?<=[一-鿿])(?=[A-Za-z0-9¥])|(?<=[A-Za-z0-9%+])(?=[一-鿿])")


# Words that a person can read, not the name of a floor or of a part.
CHINESE, ENGLISH = re.compile(r"[一-鿿]"), re.compile(r"[a-z]{3}")


def side_of(words: str, language: str) -> str:
    """Return one side of words that are kept as `中文 / English`; any others come back whole."""
    zh, between, en = words.partition(" / ")
    both = between and CHINESE.search(zh) and ENGLISH.search(en) and not CHINESE.search(en)
    if not both:
        return words
    return zh if language == "zh" else en


def space_mixed(chinese: str) -> str:
    """Return Chinese text with the spaces that mixed setting needs."""
    return BOUNDARY.sub(" ", chinese)
