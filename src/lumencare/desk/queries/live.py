"""Whether anything changed at the desk: one small statement that pages ask every other second."""

from datetime import datetime

from django.db.models import Count, Subquery

from lumencare.accounts.models import User
from lumencare.desk.models import Case
from lumencare.desk.queries.rows import visible_cases
from lumencare.domain.desk.clock import ClockState


def revision(user: User, now: datetime) -> str:
    """Return a word that differs as soon as a case changed, came in, or fell overdue."""
    late = Case.objects.filter(clock=ClockState.RUNNING.value, due_at__lt=now)
    counted = late.order_by().values("clock").annotate(number=Count("pk")).values("number")
    newest = visible_cases(user).order_by("-changed_at", "-pk").annotate(late=Subquery(counted))
    found = newest.values_list("changed_at", "pk", "version", "late").first()
    if found is None:
        return "none"
    changed, pk, version, overdue = found
    return f"{changed:%Y%m%d%H%M%S%f}-{pk}-{version}-{overdue or 0}"


def count_pressing(user: User, until: datetime) -> int:
    """Count what is overdue or falls due until a moment."""
    rows = visible_cases(user).filter(clock=ClockState.RUNNING.value, due_at__lt=until)
    return int(rows.count())
