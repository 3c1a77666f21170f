"""The page about roles says what the code says: it is made from the same table."""

import runpy
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "roles.md"
SCRIPT = ROOT / "scripts" / "make_roles_page.py"


def test_the_page_about_roles_equals_the_table_of_rights() -> None:
    text = PAGE.read_text(encoding="utf-8")
    made = runpy.run_path(str(SCRIPT))
    assert made["page"](text) == text, "run scripts/make_roles_page.py"
    assert made["BEGIN"] in text
    assert text.count(made["YES"]) == made["table"]().count(made["YES"]) > len(made["Right"])
