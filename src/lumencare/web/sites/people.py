"""Contacts as pages show them: the number masked until somebody asks for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lumencare.sites.phones import mask_phone
from lumencare.sites.queries import ContactFacts


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody to call; `hidden` where the whole number can be asked for."""

    pk: int
    name: str
    position: str
    phone: str
    hidden: bool
    email: str
    consent_on: date | None
    consent_how: str


def people_of(contacts: Iterable[ContactFacts]) -> list[PersonLine]:
    """Return contacts with their numbers masked: a whole one never stands in the page unasked."""
    return [
        PersonLine(
            pk=each.pk,
            name=each.name,
            position=each.position,
            phone=mask_phone(each.dial) if each.dial else each.phone,
            hidden=bool(each.dial),
            email=each.email,
            consent_on=each.consent_on,
            consent_how=each.consent_how,
        )
        for each in contacts
    ]
