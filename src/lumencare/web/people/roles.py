"""Boxes to tick for roles, each with its name in words."""

from collections.abc import Iterable
from typing import Any

from django import forms

from lumencare.accounts.roles import OUTSIDE, ROLE_NAMES, STAFF, Role
from lumencare.web.templatetags.words import said


class RolesField(forms.Field):
    """Roles as they were ticked; whether they go together is for the action to say."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> list[str]:
        """Return the ticked codes."""
        return [str(each) for each in value or []]


def options_like(held: Iterable[Role]) -> list[tuple[str, str]]:
    """Return the roles that somebody may hold: those of staff, or those of people outside."""
    side = OUTSIDE if set(held) & OUTSIDE else STAFF
    return [(role.value, said(ROLE_NAMES[role])) for role in Role if role in side]
