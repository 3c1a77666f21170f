"""Counts: what was found at a place, beside what the books held at the moment of each scan."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.domain.stock.kinds import CountState
from lumencare.stock.models.catalogue import Part
from lumencare.stock.models.holding import CONDITIONS, Place

PERSON = settings.AUTH_USER_MODEL
STATES = [each.value for each in CountState]


class Count(models.Model):
    """One count of a place; while it is open, parts go on being moved. One at a time a place."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="counts")
    state = models.CharField(max_length=10, default=CountState.OPEN.value)
    note = models.CharField(max_length=200, blank=True)
    opened_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    ended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="count_state"),
            models.UniqueConstraint(
                fields=["place"], condition=Q(state="open"), name="count_open_once"
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None)
                | ~Q(state="open") & Q(ended_at__isnull=False),
                name="count_ended_at",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """The number that people read."""
        return f"CT-{self.pk:05d}"


class CountLine(models.Model):
    """What was found of a part in one condition. `book` is what the balance held at the last scan.

    `first_move` and `last_move` are the newest move of the part at the place at the first and at
    the last scan: where they differ, the part was moved while it was being counted.
    """

    count = models.ForeignKey(Count, on_delete=models.PROTECT, related_name="lines")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="+")
    condition = models.CharField(max_length=12)
    counted = models.PositiveIntegerField()
    book = models.PositiveIntegerField()
    serials = models.JSONField(default=list)
    first_move = models.PositiveBigIntegerField(default=0)
    last_move = models.PositiveBigIntegerField(default=0)
    scanned_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    scanned_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["count", "part", "condition"], name="count_line_once"),
            models.CheckConstraint(
                condition=Q(condition__in=CONDITIONS), name="count_line_condition"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count_id} {self.part_id} {self.counted}"
