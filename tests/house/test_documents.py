"""The project's own documents: their links lead somewhere, and they name what is there."""

import re

from tests.house.tree import ROOT, SOURCE, files

DOCS = ROOT / "docs"
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
RECORD = re.compile(r"[0-9]{4}-[a-z0-9-]+\.md")
LONGEST_RECORD = 39


def test_every_link_leads_to_a_file() -> None:
    assert [
        f"{document.relative_to(ROOT)}: {target}"
        for document in files(".md")
        for target in LINK.findall(document.read_text(encoding="utf-8"))
        if not (document.parent / target).exists()
    ] == []


def test_the_architecture_names_every_room() -> None:
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    rooms = [path.parent.name for path in SOURCE.glob("*/__init__.py")]
    assert [room for room in rooms if f"  {room}/ " not in page] == []


def test_decisions_are_short_numbered_without_a_gap_and_listed() -> None:
    records = sorted(path for path in (DOCS / "decisions").glob("*.md") if path.name != "README.md")
    index = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    assert [record.name for record in records if not RECORD.fullmatch(record.name)] == []
    assert [int(record.name[:4]) for record in records] == list(range(1, len(records) + 1))
    for record in records:
        text = record.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= LONGEST_RECORD, record.name
        assert text.startswith(f"# {record.name[:4]} "), record.name
        assert re.findall(r"^## (.*)$", text, re.M) == ["Context", "Decision", "Consequence"]
        assert f"]({record.name})" in index, record.name
