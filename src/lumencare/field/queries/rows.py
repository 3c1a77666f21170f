"""One row each, for whoever may see it; anything else is as if it were not there (404)."""

from django.db.models import QuerySet
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right, Role
from lumencare.field.models import Absence, Engineer, Visit


def visible_visits(user: User) -> QuerySet[Visit]:
    """Return the visits a person may see, with what their lines show: all for staff."""
    require_right(user, Right.SEE_VISITS)
    return Visit.objects.select_related("site", "system", "case", "engineer__person")


def find_visit(user: User, number: str) -> Visit:
    """Return a visit by its number; else Http404."""
    found = visible_visits(user).select_related("allowance__contract").filter(number=number).first()
    if found is None:
        raise Http404(f"visit {number}")
    return found


def visible_engineers(user: User) -> QuerySet[Engineer]:
    """Return the engineers a person may see, in the order of the board."""
    require_right(user, Right.SEE_VISITS)
    return Engineer.objects.select_related("person").order_by("-group", "person__name", "pk")


def find_engineer(user: User, pk: int) -> Engineer:
    """Return an engineer; else Http404."""
    found = visible_engineers(user).filter(pk=pk).first()
    if found is None:
        raise Http404(f"engineer {pk}")
    return found


def find_absence(user: User, pk: int) -> Absence:
    """Return an absence; else Http404."""
    require_right(user, Right.SEE_VISITS)
    found = Absence.objects.select_related("engineer__person").filter(pk=pk).first()
    if found is None:
        raise Http404(f"absence {pk}")
    return found


def people_to_add(user: User) -> list[User]:
    """Return who holds the role of an engineer and is none on the board yet."""
    require_right(user, Right.KEEP_ENGINEERS)
    there = Engineer.objects.values("person")
    rows = User.objects.filter(is_active=True, roles__role=Role.ENGINEER)
    return list(rows.exclude(pk__in=there).order_by("name", "pk"))
