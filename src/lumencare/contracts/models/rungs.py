"""Rungs of the reminder ladders that were told, each once."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class ToldRung(models.Model):
    """A rung that people were told of: of which ladder, about which row, for which last day.

    `subject` is the key of a line, contract, allowance, system or payment; append-only.
    """

    ladder = models.CharField(max_length=12)
    subject = models.BigIntegerField()
    rung = models.PositiveSmallIntegerField()
    last_day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["ladder", "subject", "rung"], name="told_rung_once"),
            models.CheckConstraint(condition=~Q(ladder=""), name="told_rung_of_ladder"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["last_day"], name="told_rung_until"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """The key of its reminders: `renewal:LINE:RUNG`."""
        return f"{self.ladder}:{self.subject}:{self.rung}"
