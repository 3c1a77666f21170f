"""The first administrator: made once, before anybody can sign in to invite others."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password

from lumencare.accounts.models import RoleHeld, User
from lumencare.accounts.roles import Role
from lumencare.people.actions import add_person


def has_administrator() -> bool:
    """Tell whether somebody who has not left is an administrator."""
    return RoleHeld.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True).exists()


def check_first(*, email: str, name: str, password: str) -> None:
    """Raise ValidationError where the address, the name or the password will not do."""
    person = User(email=email, name=name)
    person.clean_fields(exclude=["password", "created_at"])
    validate_password(password, person)


def add_first(*, email: str, name: str, password: str, now: datetime) -> User:
    """Add the first administrator."""
    roles = [Role.ADMINISTRATOR]
    return add_person(email, name=name, roles=roles, password=password, now=now)
