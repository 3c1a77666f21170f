"""How Chinese is set beside Latin letters and digits."""

import re

# A space stands between a Chinese character and a Latin letter or digit, either way round.
BOUNDARY = re.compile(r"(?<=[一-鿿])(?=[A-Za-z0-9¥])|(?<=[A-Za-z0-9%+])(?=[一-鿿])")


def space_mixed(chinese: str) -> str:
    """Return Chinese text with the spaces that mixed setting needs."""
    return BOUNDARY.sub(" ", chinese)
