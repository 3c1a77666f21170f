"""Visits by their number, for whom they concern: one's own on the phone, the office's all."""

from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.field.actions.steps import require_doing
from lumencare.field.models import Visit
from lumencare.field.phone.snapshot import VisitSnapshot, snapshot_of
from lumencare.stock.queries import carried_by


def find_to_do(user: User, number: str) -> Visit:
    """Return a visit that somebody may work on; Http404 where there is none of that number."""
    require_right(user, Right.DO_VISITS)
    whole = Visit.objects.select_related("site", "system", "case", "engineer__person", "report")
    found = whole.filter(number=number).exclude(engineer=None).first()
    if found is None:
        raise Http404(f"visit {number}")
    require_doing(found, user)
    return found


def find_named(user: User, number: str) -> Visit:
    """Return the visit that something sent is about, whoever's it is by now; else Http404.

    Somebody without a network does not know yet that a visit was given to a colleague: what they
    send is kept for the office (`take_in`), not lost.
    """
    require_right(user, Right.DO_VISITS)
    found = Visit.objects.select_related("engineer").filter(number=number).first()
    if found is None:
        raise Http404(f"visit {number}")
    return found


def carried(user: User, number: str) -> VisitSnapshot:
    """Return what a phone carries of one visit, as it is now."""
    return snapshot_of(find_to_do(user, number), carried_by(user))
