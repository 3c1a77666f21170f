"""Write the table of roles and rights into docs/roles.md, from the table that the product obeys.

Run `.venv/bin/python scripts/make_roles_page.py` after a change of `accounts/roles.py`; a test
fails while the page says anything else.
"""

from pathlib import Path

from lumencare.accounts.roles import RIGHT_NAMES, RIGHTS, ROLE_NAMES, Right, Role

PAGE = Path(__file__).parent.parent / "docs" / "roles.md"
BEGIN, END = "<!-- rights: made by scripts/make_roles_page.py -->\n", "<!-- /rights -->\n"
YES, NO = "●", " "


def table() -> str:
    """Return the table as Markdown: a row for each right, a column for each role."""
    head = ["right", "权限", *(ROLE_NAMES[role].en for role in Role)]
    rows = [head, ["---", "---", *(":-:" for _ in Role)], *map(_row, Right)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def page(text: str) -> str:
    """Return the page with the table as it is now; the words around it stay."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}{table()}{END}{after}"


def _row(right: Right) -> list[str]:
    name = RIGHT_NAMES[right]
    return [
        f"{name.en} (`{right}`)",
        name.zh,
        *(YES if role in RIGHTS[right] else NO for role in Role),
    ]


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
