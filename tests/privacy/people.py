"""Somebody outside with something of every kind, to be found, copied and erased in tests."""

from datetime import timedelta
from typing import Any

from django.core.mail.backends.base import BaseEmailBackend

from lumencare.accounts.models import User
from lumencare.desk.actions.reporting import Fault, report_fault
from lumencare.desk.models import Case
from lumencare.domain.desk.states import CaseState
from lumencare.sites.models import Contact, Site
from lumencare.sites.visitors import Visitor, visitor_with_account
from tests.desk.files import sent
from tests.office import NOW, outsider, person
from tests.portal.guests import contact_at, office_building

NAME = "赵敏"
PHONE = "+8613911112222"
LATER = NOW + timedelta(hours=1)


def keeper(name: str = "keeper") -> User:
    """Return somebody of the office who settles requests."""
    return User.objects.filter(email=f"{name}@example.com").first() or person("manager", name=name)


def zhao(place: Site) -> Visitor:
    """Return a visitor with an account who is a contact of the site, too, and reported a fault."""
    user = outsider(place.owner, name=NAME)
    user.email = "zhao@example.com"
    user.save()
    contact = contact_at(place, NAME)
    Contact.objects.filter(pk=contact.pk).update(email=user.email, phone=PHONE, phone_tail="2222")
    visitor = visitor_with_account(user)
    assert visitor is not None
    return visitor


def fault_of(visitor: Visitor, place: Site, *, closed: bool = True) -> Case:
    """Return a fault that somebody reported with a picture, closed where asked for."""
    system = place.systems.get()
    fault = Fault(
        system=system.pk, summary="灯不亮", name=visitor.name, phone="13911112222", uploads=[sent()]
    )
    case = report_fault(fault, visitor=visitor, now=NOW)
    if closed:
        close(case)
    return case


def close(case: Case) -> None:
    """Close a case as it would have been long ago."""
    Case.objects.filter(pk=case.pk).update(
        state=CaseState.CLOSED,
        resolution="已更换",
        clock="none",
        due_at=None,
        closed_at=NOW,
        resolved_at=NOW,
    )


def building() -> Site:
    """Return a site with one system."""
    return office_building()


class NoMail(BaseEmailBackend):
    """A queue of mail that takes none."""

    def send_messages(self, email_messages: Any) -> int:
        """Fail, as where the disk is full."""
        raise OSError("the queue takes no mail")
