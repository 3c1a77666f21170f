"""What keeps background work alive: worker heartbeats and schedules."""

from typing import ClassVar

from django.db import models


class Worker(models.Model):
    """A worker process and when it was last heard of."""

    name = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Schedule(models.Model):
    """A job that recurs: when it is next due and when it was last put into the queue."""

    job = models.CharField(max_length=80, unique=True)
    next_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["next_at"], name="schedule_next")
        ]

    def __str__(self) -> str:
        return f"{self.job} at {self.next_at}"
