"""The first administrator: made once, before anybody can sign in to invite others."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from lumencare.accounts.models import RoleHeld, User
from lumencare.accounts.roles import Role
from lumencare.audit.actions import record


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
    person = User(email=email, name=name, created_at=now)
    person.set_password(password)
    with transaction.atomic():
        person.save(force_insert=True)
        RoleHeld.objects.create(user=person, role=Role.ADMINISTRATOR)
        named: dict[str, tuple[object, object]] = {
            "email": (None, email),
            "name": (None, name),
            "roles": ([], [Role.ADMINISTRATOR]),
        }
        record(person, action="add", by=None, now=now, changes=named)
    return person
