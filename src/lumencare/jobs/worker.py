"""The worker: one round after another, each a schedule looked at and a job done."""

import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterable
from datetime import datetime

import structlog
from django.db import close_old_connections

from lumencare.jobs import queue
from lumencare.jobs.clock import now
from lumencare.jobs.schedules import Recurring, put_down_due

# SQLite has one writer at a time: asking more often would only keep others waiting.
POLL = 1.0
BEAT = 10.0
log = structlog.get_logger("lumencare.jobs")


def fresh_name() -> str:
    """Return a name that no other worker has, living or gone."""
    return f"{socket.gethostname()[:32]}:{os.getpid()}:{secrets.token_hex(6)}"


def run_one(worker: str, clock: Callable[[], datetime]) -> bool:
    """Do the next job that is due; tell whether there was one."""
    job = queue.claim(worker, clock())
    if job is None:
        return False
    began = time.perf_counter()
    try:
        answer = _call(job)
    # A job that fails is logged and tried again; the worker goes on with the next.
    except Exception as error:
        kept = queue.fail(job, error, clock())
        log.exception("job failed", **_facts(job, began, kept=kept))
    else:
        kept = queue.finish(job, answer, clock())
        log.info("job done", **_facts(job, began, kept=kept))
    return True


def _call(job: queue.Job) -> object:
    given = job.args_kwargs
    return job.task.call(*given["args"], **given["kwargs"])


def _facts(job: queue.Job, began: float, *, kept: bool) -> dict[str, object]:
    """Return what the log says of a job: never its arguments, which may hold people's data."""
    return {
        "job": job.task_path,
        "id": str(job.pk),
        "attempt": len(job.worker_ids),
        "ms": round((time.perf_counter() - began) * 1000),
        "given_away": not kept,
    }


class Worker:
    """A worker process, from its first sign of life until it is asked to stop."""

    def __init__(self, recurring: Iterable[Recurring]) -> None:
        self.name = fresh_name()
        self.recurring = tuple(recurring)
        self.parent = os.getppid()
        self.stopping = threading.Event()

    def run(self) -> None:
        """Work until asked to stop or left by the process that started it."""
        queue.beat(self.name, now())
        beating = threading.Thread(target=self._beat, daemon=True)
        beating.start()
        try:
            while not self.stopping.is_set():
                self._round()
        finally:
            self.stopping.set()
            beating.join()
            queue.leave(self.name, now())

    def _round(self) -> None:
        close_old_connections()
        busy = False
        # The database may be away for a while: the worker waits for it, whatever it raised.
        try:
            queue.give_back(now())
            put_down_due(self.recurring, now())
            busy = run_one(self.name, now)
        except Exception:
            log.exception("round failed")
        if not busy:
            self.stopping.wait(POLL)

    def _beat(self) -> None:
        while not self.stopping.wait(BEAT):
            if os.getppid() != self.parent:
                self.stopping.set()
            try:
                queue.beat(self.name, now())
            except Exception:
                log.exception("heartbeat failed")
            finally:
                close_old_connections()
