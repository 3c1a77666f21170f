"""Who is named in a note: @ before a name, in running text of any language."""

from collections.abc import Iterable

AT = "@＠"


def find_mentioned(text: str, names: Iterable[str]) -> frozenset[str]:
    """Return the names that stand behind an @; where one begins another, the longest counts.

    An address such as li@example.com names nobody, nor does @Lina name Li.
    """
    longest_first = sorted({each for each in names if each}, key=len, reverse=True)
    found = {_name_at(text, index + 1, longest_first) for index in _marks(text)}
    return frozenset(each for each in found if each)


def _marks(text: str) -> Iterable[int]:
    for index, letter in enumerate(text):
        if letter in AT and not (index and _is_latin(text[index - 1])):
            yield index


def _name_at(text: str, start: int, names: Iterable[str]) -> str:
    for name in names:
        end = start + len(name)
        if text[start:end].casefold() != name.casefold():
            continue
        if not (_is_latin(name[-1]) and end < len(text) and _is_latin(text[end])):
            return name
    return ""


def _is_latin(letter: str) -> bool:
    return letter.isascii() and (letter.isalnum() or letter == "_")
