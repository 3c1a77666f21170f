"""The number of the hotline, which is one tap away on every page for customers."""

from typing import Any

from lumencare.pricebook.queries import edition_in_force

HOTLINE = "hotline"


def hotline_of(request: Any) -> str:
    """Return the number of the hotline, as the edition of the day has it (G-5)."""
    contacts = edition_in_force(request.today).contacts
    return next((each.value for each in contacts if each.code == HOTLINE), "")
