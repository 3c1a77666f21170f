"""The queue's rows: claimed, finished, tried again or given back, each by one conditional write.

A job is RUNNING under the list of workers that took it so far. Every write names that list, so a
worker that wakes up late changes nothing about a job that was given to another.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from traceback import format_exception
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from lumencare.jobs.models import Worker

MOST_ATTEMPTS = 5
FIRST_PAUSE = timedelta(seconds=30)
# A worker says that it lives every few seconds; one that is silent for so long has gone.
SILENCE = timedelta(seconds=60)
GAVE_UP = "lumencare.jobs.GaveUp"

Job = DBTaskResult[Any, Any]
ROWS = DBTaskResult.objects


def claim(worker: str, now: datetime) -> Job | None:
    """Take the next job that is due, or None."""
    ready = ROWS.filter(status=TaskResultStatus.READY)
    due = ready.filter(run_after__lte=now) | ready.filter(run_after=get_date_max())
    with transaction.atomic():
        job = due.select_for_update(skip_locked=True).first()
        if job is None:
            return None
        taken = {
            "status": TaskResultStatus.RUNNING,
            "started_at": now,
            "worker_ids": [*job.worker_ids, worker],
        }
        if not ROWS.filter(pk=job.pk, status=TaskResultStatus.READY).update(**taken):
            return None
    for name, value in taken.items():
        setattr(job, name, value)
    return job


def finish(job: Job, answer: object, now: datetime) -> bool:
    """Mark a job done; False where it was given to another worker meanwhile."""
    return bool(
        _mine(job).update(
            status=TaskResultStatus.SUCCESSFUL,
            finished_at=now,
            return_value=answer,
            exception_class_path="",
            traceback="",
        )
    )


def fail(job: Job, error: BaseException, now: datetime) -> bool:
    """Put a job back for a later attempt, or mark it failed after the last one.

    False where it was given to another worker meanwhile.
    """
    kept = {
        "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
        "traceback": "".join(format_exception(error)),
    }
    attempts = len(job.worker_ids)
    if attempts >= MOST_ATTEMPTS:
        return bool(_mine(job).update(status=TaskResultStatus.FAILED, finished_at=now, **kept))
    later = now + FIRST_PAUSE * 4 ** (attempts - 1)
    return bool(_mine(job).update(status=TaskResultStatus.READY, run_after=later, **kept))


def beat(worker: str, now: datetime) -> None:
    """Say that a worker lives."""
    Worker.objects.update_or_create(
        name=worker, defaults={"seen_at": now}, create_defaults={"seen_at": now, "started_at": now}
    )


def leave(worker: str, now: datetime) -> None:
    """Sign a worker off, and give back what it may still hold."""
    Worker.objects.filter(name=worker).delete()
    give_back(now)


def give_back(now: datetime) -> int:
    """Return the jobs of workers that are silent or gone to the queue; tell how many."""
    Worker.objects.filter(seen_at__lt=now - SILENCE).delete()
    living = set(Worker.objects.values_list("name", flat=True))
    held = ROWS.filter(status=TaskResultStatus.RUNNING)
    return sum(_return(job, now) for job in _orphans(held, living))


def _orphans(held: Iterable[Job], living: set[str]) -> list[Job]:
    return [job for job in held if not job.worker_ids or job.worker_ids[-1] not in living]


def _return(job: Job, now: datetime) -> int:
    if len(job.worker_ids) < MOST_ATTEMPTS:
        return _mine(job).update(status=TaskResultStatus.READY, run_after=now)
    return _mine(job).update(
        status=TaskResultStatus.FAILED,
        finished_at=now,
        exception_class_path=GAVE_UP,
        traceback=f"No worker came back from it in {MOST_ATTEMPTS} attempts.",
    )


def _mine(job: Job) -> "QuerySet[Job]":
    return ROWS.filter(pk=job.pk, status=TaskResultStatus.RUNNING, worker_ids=job.worker_ids)
