"""What the project's text and pages never contain."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.house.tree import ROOT, SOURCE, files

# The project speaks about service plans, not about how it came to be.
OFF_SUBJECT = re.compile(r"language model|chatbot|system prompt|/work/|co-authored-by", re.I)
# What a page or document would fetch from a stranger's server while somebody reads it.
FETCHED = re.compile(
    r"""(?:src|href|action)=["']?(?:https?:)?//|url\(["']?(?:https?:)?//|@preview/"""
)
LINK_FOR_PEOPLE = re.compile(r"<a\s[^>]*>")
PAGES = (".html", ".css", ".js", ".svg", ".typ")
TEXT = (".py", ".toml", ".md", ".txt", ".csv", ".cfg", ".yml", ".yaml", ".sh", *PAGES)


def test_no_file_speaks_about_how_it_was_made() -> None:
    assert [
        str(path.relative_to(ROOT))
        for path in _texts()
        if path != Path(__file__) and OFF_SUBJECT.search(path.read_text(encoding="utf-8"))
    ] == []


def test_no_page_fetches_anything_from_elsewhere() -> None:
    assert [
        str(path.relative_to(ROOT))
        for path in files(*PAGES, under=SOURCE)
        if _fetches(path.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize(
    ("page", "fetches"),
    [
        ('<script src="https://cdn.example/htmx.js">', True),
        ('<link rel="stylesheet" href="//cdn.example/app.css">', True),
        ("@font-face { src: url(https://cdn.example/a.woff2) }", True),
        ('#import "@preview/tables:1.0.0"', True),
        ('<a class="out" href="https://www.gov.cn/">notice</a>', False),
        ('<svg xmlns="http://www.w3.org/2000/svg">', False),
        ('<script src="/static/htmx.js">', False),
    ],
)
def test_a_link_that_a_person_follows_is_not_a_fetch(page: str, *, fetches: bool) -> None:
    assert _fetches(page) is fetches


def _texts() -> list[Path]:
    named = [ROOT / "Makefile", ROOT / ".importlinter", *(ROOT / "scripts").iterdir()]
    return [*files(*TEXT), *(path for path in named if path.is_file() and not path.suffix)]


def _fetches(page: str) -> bool:
    return bool(FETCHED.search(LINK_FOR_PEOPLE.sub("", page)))


def test_an_english_wording_has_one_chinese_for_all_rooms() -> None:
    """Django keeps one for the whole product: another room would say what it does not mean."""
    found: dict[object, set[str]] = {}
    for path in sorted((SOURCE / "locale").glob("*/zh_Hans/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            for each in read_po(file, locale="zh_Hans"):
                found.setdefault(each.id, set()).add(str(each.string))
    assert {key: sorted(said) for key, said in found.items() if len(said) > 1} == {}
