"""Typst templates in, PDF and page pictures out: fonts, fixed time, archivable and tagged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from lumencare.domain.text import Text

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(str(files("justmytype_intl_cjk"))) / "fonts" / "ofl" / "notosanssc"
# Archivable with text and structure (PDF/A-2a) and accessible (PDF/UA-1). In these modes a glyph
# that the font lacks is an error instead of a blank, so a document is never silently wrong.
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
SMALLEST = "unprintable"
PIXELS_PER_INCH = 144.0


class Unprintable(Exception):
    """The font has no glyph for some characters of the text that was given."""


def typeset(template: str, data: Mapping[str, Any], moment: datetime) -> bytes:
    """Return the PDF that a template makes of data; the same bytes for the same input.

    Raises Unprintable where the font lacks a character.
    """
    try:
        return typst.compile(
            str(TEMPLATES / f"{template}.typ"),
            font_paths=load_fonts(),
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=STANDARDS,
            # A file knows whole seconds; the typesetter refuses more.
            timestamp=moment.replace(microsecond=0),
        )
    except typst.TypstError as error:
        if "could not be displayed" in error.diagnostic:
            raise Unprintable(error.message) from error
        raise


def picture_pages(template: str, data: Mapping[str, Any]) -> list[bytes]:
    """Return each page as a PNG, drawn from the same source as the PDF."""
    pages = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        font_paths=load_fonts(),
        format="png",
        ppi=PIXELS_PER_INCH,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    # One page comes as bytes, several as a list, whatever the stub says.
    return list(pages) if isinstance(pages, list) else [pages]


def find_unprintable(text: str, moment: datetime) -> tuple[str, ...]:
    """Return the characters of a text that the font cannot show, each once, in their order."""
    if _is_printable(text, moment):
        return ()
    return tuple(each for each in dict.fromkeys(text) if not _is_printable(each, moment))


def say_unprintable(characters: tuple[str, ...]) -> Text:
    """Say which characters the document cannot show, and what to write instead."""
    said = " ".join(characters)
    return Text(
        f"文件字体没有这些字符：{said}，请改用常用汉字、字母、数字或标点。",
        f"The document's font lacks these characters: {said}. Use common Chinese characters, "
        "letters, digits or punctuation.",
    )


def _is_printable(text: str, moment: datetime) -> bool:
    try:
        typeset(SMALLEST, {"text": text}, moment)
    except Unprintable:
        return False
    return True


@cache
def load_fonts() -> typst.Fonts:
    """Return the one font family that documents use, read once per process."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
