"""What is done to a version of a quote or a proposal; refused, its page comes back with the reason.

Every form carries the `version` that its page showed: what somebody else did meanwhile is told.
"""

from collections.abc import Callable

from django.http import HttpResponse, QueryDict

from lumencare.domain.problems import Conflict, InputProblems, Problem, Refused
from lumencare.sales.actions.sending import ADDRESS_ALLOWED, BY_HAND, Delivery
from lumencare.web.fields import read_version

WRONG, CONFLICTING = 422, 409
Again = Callable[..., HttpResponse]


def try_deed(deed: Callable[[], object], again: Again, done: HttpResponse) -> HttpResponse:
    """Do it and lead on; else show the page again, with what stands against."""
    try:
        deed()
    except InputProblems as wrong:
        problems = {each.where: each.allowed for each in wrong.problems}
        return again(status=WRONG, problems=problems, faults=wrong.problems)
    except Refused as refused:
        return again(status=WRONG, refused=refused.reason)
    except Conflict as conflict:
        return again(status=CONFLICTING, conflict=conflict)
    return done


def is_stale(posted: QueryDict, version: int) -> bool:
    """Tell whether a form shows another version of a row than the one that is kept."""
    shown = posted.get("version", "")
    return bool(shown) and read_version(shown) != version


def read_delivery(posted: QueryDict) -> Delivery:
    """Return how a version is to reach the customer; InputProblems for a mail to nobody."""
    if posted.get("by") != "mail":
        return BY_HAND
    to = posted.get("to", "").strip()
    if not to:
        raise InputProblems([Problem("to", to, ADDRESS_ALLOWED)])
    return Delivery(to, posted.get("words", ""))
