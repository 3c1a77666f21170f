"""The jobs themselves. Each may run twice: after a kill nobody knows how far it came."""

from datetime import time, timedelta
from typing import Any

from django.core.management import call_command
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from lumencare.jobs import mail
from lumencare.jobs.clock import now
from lumencare.jobs.schedules import Recurring

DONE_KEPT = timedelta(days=7)
FAILED_KEPT = timedelta(days=60)


@task()
def deliver_mail(message: dict[str, Any]) -> None:
    """Send one message."""
    mail.send(message)


@task()
def forget_old_jobs() -> None:
    """Delete jobs that ended long ago, and sessions that have run out."""
    ended = DBTaskResult.objects.filter(finished_at__lt=now() - DONE_KEPT)
    ended.filter(status=TaskResultStatus.SUCCESSFUL).delete()
    ended.filter(finished_at__lt=now() - FAILED_KEPT).delete()
    call_command("clearsessions")


RECURRING: tuple[Recurring, ...] = (Recurring(forget_old_jobs, daily_at=time(3, 40)),)
