"""Whether anything changed at the desk: one small statement that pages ask every other second."""

from datetime import datetime

from django.db.models import Subquery

from lumencare.accounts.models import User
from lumencare.desk.models import Case
from lumencare.desk.queries.rows import visible_cases
from lumencare.domain.desk.clock import ClockState


def revision(user: User, now: datetime) -> str:
    """Return a word that differs as soon as a case changed, came in, or fell overdue."""
    running = Case.objects.filter(clock=ClockState.RUNNING.value, due_at__lt=now)
    # Which fell overdue last, not how many are: one look into the index, however many there are.
    fell = running.order_by("-due_at").values("due_at")[:1]
    newest = visible_cases(user).order_by("-changed_at", "-pk").annotate(fell=Subquery(fell))
    found = newest.values_list("changed_at", "pk", "version", "fell").first()
    if found is None:
        return "none"
    changed, pk, version, overdue = found
    late = f"{overdue:%Y%m%d%H%M%S}" if overdue else "0"
    return f"{changed:%Y%m%d%H%M%S%f}-{pk}-{version}-{late}"


def count_pressing(user: User, until: datetime) -> int:
    """Count what is overdue or falls due until a moment."""
    rows = visible_cases(user).filter(clock=ClockState.RUNNING.value, due_at__lt=until)
    return int(rows.count())
