"""Jobs are done at least once: through failures, kills, and workers that wake up late."""

from datetime import datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from lumencare.jobs import queue
from lumencare.jobs.models import Worker
from lumencare.jobs.worker import run_one
from tests.jobs import trials
from tests.office import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=365 * 30)
SECOND = timedelta(seconds=1)


def claimed(worker: str, now: datetime) -> queue.Job:
    """Let a living worker take the next job."""
    queue.beat(worker, now)
    job = queue.claim(worker, now)
    assert job is not None
    return job


def status() -> str:
    """Return the state of the only job there is."""
    return str(DBTaskResult.objects.get().status)


def test_a_job_is_done_once_and_its_answer_kept() -> None:
    trials.note.enqueue("lamp")
    assert run_one("a", lambda: LATER)
    assert not run_one("a", lambda: LATER)
    assert trials.done == ["lamp"]
    assert DBTaskResult.objects.get().return_value == "lamp"


def test_two_workers_never_hold_the_same_job() -> None:
    trials.note.enqueue()
    assert claimed("a", LATER)
    assert queue.claim("b", LATER) is None


def test_a_failed_job_is_tried_again_after_a_pause() -> None:
    trials.left_to_fail[0] = 1
    trials.stumble.enqueue()
    assert run_one("a", lambda: LATER)
    assert status() == "READY"
    assert "not this time" in DBTaskResult.objects.get().traceback
    assert not run_one("a", lambda: LATER + queue.FIRST_PAUSE - SECOND)
    assert run_one("a", lambda: LATER + queue.FIRST_PAUSE)
    assert (status(), trials.done) == ("SUCCESSFUL", ["stood"])


def test_a_job_that_keeps_failing_is_given_up_and_keeps_its_reason() -> None:
    trials.left_to_fail[0] = 99
    trials.stumble.enqueue()
    moment = LATER
    while run_one("a", lambda now=moment: now):
        moment += timedelta(days=1)
    job = DBTaskResult.objects.get()
    assert (job.status, len(job.worker_ids)) == ("FAILED", queue.MOST_ATTEMPTS)
    assert job.exception_class_path == "builtins.RuntimeError"


def test_the_job_of_a_killed_worker_is_done_by_another() -> None:
    trials.note.enqueue()
    claimed("killed", LATER)
    assert queue.give_back(LATER + queue.SILENCE - SECOND) == 0
    after = LATER + queue.SILENCE + SECOND
    queue.beat("b", after)
    assert queue.give_back(after) == 1
    assert run_one("b", lambda: after)
    assert trials.done == ["tick"]
    assert list(Worker.objects.values_list("name", flat=True)) == ["b"]


def test_a_worker_that_wakes_late_cannot_end_a_job_that_was_given_away() -> None:
    trials.note.enqueue()
    late = claimed("late", LATER)
    after = LATER + queue.SILENCE + SECOND
    queue.give_back(after)
    assert not queue.finish(late, "too late", after)
    mine = claimed("b", after)
    assert not queue.finish(late, "too late", after)
    assert not queue.fail(late, RuntimeError("too late"), after)
    assert queue.finish(mine, "in time", after)
    assert DBTaskResult.objects.get().return_value == "in time"


def test_the_same_worker_that_took_a_job_twice_ends_only_the_second_attempt() -> None:
    trials.note.enqueue()
    first = claimed("a", LATER)
    after = LATER + queue.SILENCE + SECOND
    queue.give_back(after)
    second = claimed("a", after)
    assert not queue.finish(first, "first", after)
    assert queue.finish(second, "second", after)


def test_a_job_that_kills_every_worker_is_given_up() -> None:
    trials.note.enqueue()
    moment = LATER
    for attempt in range(queue.MOST_ATTEMPTS):
        claimed(f"w{attempt}", moment)
        moment += queue.SILENCE + SECOND
        queue.give_back(moment)
    job = DBTaskResult.objects.get()
    assert (job.status, job.exception_class_path) == ("FAILED", queue.GAVE_UP)


def test_a_worker_that_leaves_gives_back_what_it_holds_at_once() -> None:
    trials.note.enqueue()
    claimed("a", LATER)
    queue.leave("a", LATER)
    assert status() == "READY"
    assert not Worker.objects.exists()
