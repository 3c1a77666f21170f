"""Figures for Prometheus: requests and their time by route, questions to the database, jobs."""

import os
from collections.abc import Iterator

from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    multiprocess,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import REGISTRY, Collector

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)

REQUESTS = Counter("lumencare_requests", "Requests answered.", ["route", "method", "status"])
DURATION = Histogram(
    "lumencare_request_seconds", "Time to answer a request.", ["route"], buckets=SECONDS
)
QUERIES = Counter("lumencare_queries", "Questions put to the database.", ["route"])


class Jobs(Collector):
    """What waits, runs and has failed in the queue, counted when it is asked."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the number of jobs in each state that matters."""
        family = GaugeMetricFamily("lumencare_jobs", "Jobs by state.", labels=["state"])
        for state in (TaskResultStatus.READY, TaskResultStatus.RUNNING, TaskResultStatus.FAILED):
            count = DBTaskResult.objects.filter(status=state).count()
            family.add_metric([state.value.lower()], count)
        yield family


def figures() -> bytes:
    """Return all figures in the text form of Prometheus, of all processes of this installation."""
    jobs = CollectorRegistry()
    jobs.register(Jobs())
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest(REGISTRY) + generate_latest(jobs)
    together = CollectorRegistry()
    multiprocess.MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return generate_latest(together) + generate_latest(jobs)
