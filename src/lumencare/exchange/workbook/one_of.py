"""Cells that name one of a closed list: by its code, or by its words in either language."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from lumencare.domain.text import Text
from lumencare.exchange.cells import CellValue, as_text
from lumencare.exchange.workbook.form import compared

Code = TypeVar("Code", bound=StrEnum)


def words_of(names: Mapping[Code, Text]) -> dict[str, Code]:
    """Return the codes by every way to write them, as they are compared."""
    spelled = ((code, (code.value, name.zh, name.en)) for code, name in names.items())
    return {compared(word): code for code, words in spelled for word in words}


def reader_of(words: Mapping[str, Any]) -> Callable[[CellValue], Any]:
    """Return what reads a cell as one of some words; ValueError where it is none."""

    def read(value: CellValue) -> Any:
        found = words.get(compared(as_text(value)))
        if found is None:
            raise ValueError(value)
        return found

    return read


def allowed_of(names: Mapping[Code, Text]) -> Text:
    """Say what may be written."""
    return Text(
        f"可用：{'、'.join(each.zh for each in names.values())}。",
        f"Allowed: {', '.join(each.en for each in names.values())}.",
    )
