"""What is known, as forms begin with it: lists a line each, both sides of a text, blank days."""

from dataclasses import fields
from typing import Any

from lumencare.domain.lifecycle.facts import CatalogueSystem, ReuseRow, SoftwareVersion
from lumencare.domain.text import Text


def as_typed(known: CatalogueSystem | SoftwareVersion | ReuseRow) -> dict[str, str]:
    """Return facts of the catalogue as somebody would type them, with the version to change."""
    typed: dict[str, str] = {}
    for each in fields(known):
        value = getattr(known, each.name)
        if isinstance(value, Text):
            typed |= {f"{each.name}_zh": value.zh, f"{each.name}_en": value.en}
        else:
            typed[each.name] = _typed(value)
    return {**typed, "version": typed.pop("row_version")}


def _typed(value: Any) -> str:
    if isinstance(value, tuple):
        return "\n".join(value)
    return "" if value is None else str(value)
