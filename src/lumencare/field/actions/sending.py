"""Somebody is sent to what waits: a visit that is proposed, or a case that has no visit yet."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.desk.actions.steps import lock_case
from lumencare.domain.dispatch.states import HOLDING, VisitKind, VisitState
from lumencare.domain.problems import Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.field.actions.booking import book
from lumencare.field.actions.proposing import Wish, propose
from lumencare.field.models import Visit
from lumencare.field.placing import Placement


def send(wanted: Visit, placement: Placement, *, by: User, now: datetime) -> Visit:
    """Book a visit; one that was only thought of for a case is proposed in the same transaction.

    Refused where somebody else has proposed or booked one for the case meanwhile.
    """
    if wanted.pk is not None:
        return book(wanted, placement, by=by, now=now)
    if wanted.case is None:
        raise ValueError("a visit that is not kept belongs to a case")
    with transaction.atomic():
        case = lock_case(wanted.case.pk)
        other = Visit.objects.filter(case=case, state__in=[VisitState.PROPOSED, *HOLDING]).first()
        if other is not None:
            text = Text(
                f"已为此服务请求安排 {other.number}。", f"{other.number} is there for this case."
            )
            raise Refused(does_not_apply("SC-4", text, visit=other.number))
        wish = Wish(
            kind=VisitKind(wanted.kind),
            site=wanted.site,
            summary=wanted.summary,
            system=wanted.system,
            tenths=wanted.tenths,
            case=case,
        )
        return book(propose(wish, by=by, now=now), placement, by=by, now=now)
