"""Who works in the made-up office, and who comes from outside."""

from collections.abc import Mapping
from datetime import datetime

from lumencare.accounts.models import User
from lumencare.accounts.roles import Role
from lumencare.demo import words
from lumencare.people.actions import add_person

Staff = Mapping[Role, User]


def add_staff(now: datetime) -> Staff:
    """Add one person for each role of the office."""
    return {
        role: add_person(
            address_of(role), name=name, roles=[role], password=words.PASSWORD, now=now
        )
        for role, name in words.STAFF_NAMES.items()
    }


def address_of(role: Role) -> str:
    """Return the address that the person of a role signs in with."""
    return f"{role.value}@{words.MAIL_DOMAIN}"


def logins() -> list[tuple[Role, str, str]]:
    """Return each role with the name and the address of its person."""
    names = words.STAFF_NAMES | words.OUTSIDER_NAMES
    return [(role, name, address_of(role)) for role, name in names.items()]
