"""One row each, for whoever may see it; anything else is as if it were not there (404)."""

from django.db.models import QuerySet
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider, require_right
from lumencare.accounts.roles import Right
from lumencare.desk.models import Case, Charge, ClockEvent, PartLine
from lumencare.sites.search import visible_sites


def visible_cases(user: User) -> QuerySet[Case]:
    """Return the cases a person may see: all for staff, those of their sites for others."""
    require_right(user, Right.SEE_CASES)
    rows = Case.objects.all()
    return rows.filter(site__in=visible_sites(user)) if is_outsider(user) else rows


def find_case(user: User, number: str) -> Case:
    """Return a case by its number; else Http404."""
    return case_in(visible_cases(user), number)


def case_in(rows: QuerySet[Case], number: str) -> Case:
    """Return a case of some by its number, with all that it names; else Http404."""
    found = rows.filter(number=number)
    row = found.select_related(
        "site__owner", "system", "contact", "assignee", "decision", "merged_into"
    ).first()
    if row is None:
        raise Http404(f"case {number}")
    return row


def find_event(user: User, number: str, pk: int) -> ClockEvent:
    """Return an event of a case's clock; else Http404."""
    found = find_case(user, number).clock_events.filter(pk=pk).first()
    if found is None:
        raise Http404(f"event {pk} of {number}")
    return found


def find_part(user: User, number: str, pk: int) -> PartLine:
    """Return a part line of a case; else Http404."""
    found = find_case(user, number).part_lines.filter(pk=pk, removed_at=None).first()
    if found is None:
        raise Http404(f"part {pk} of {number}")
    return found


def find_charge(user: User, number: str, pk: int) -> Charge:
    """Return a charge of a case; else Http404."""
    found = find_case(user, number).charges.filter(pk=pk).first()
    if found is None:
        raise Http404(f"charge {pk} of {number}")
    return found


def find_person(user: User, pk: int) -> User:
    """Return somebody to whom a case can be given; else Http404."""
    require_right(user, Right.SEE_CASES)
    found = User.objects.filter(pk=pk, is_active=True).first()
    if found is None:
        raise Http404(f"person {pk}")
    return found
