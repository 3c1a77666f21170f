"""The clock of a case: what happened to it, one row each; the truth of every due time (D-7)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.desk.models.cases import Case
from lumencare.domain.desk.clock import ClockEventKind

KINDS = [each.value for each in ClockEventKind]


class ClockEvent(models.Model):
    """One event; append-only. `at` is when it happened, `entered_at` when it was written down.

    A wrong one is `undone` by another, with a reason; both stay.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clock_events")
    kind = models.CharField(max_length=10)
    at = models.DateTimeField()
    entered_at = models.DateTimeField()
    # Why, and what shows it: who said so on the phone, a letter, a picture.
    reason = models.CharField(max_length=200, blank=True)
    evidence = models.CharField(max_length=500, blank=True)
    data = models.JSONField(default=dict)
    due_before = models.DateTimeField(null=True)
    due_after = models.DateTimeField(null=True)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="undone_by"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by_name = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="clock_event_kind"),
            models.CheckConstraint(
                condition=~Q(kind="paused")
                | Q(undoes__isnull=False)
                | ~Q(reason="") & ~Q(evidence=""),
                name="pause_with_reason_and_evidence",
            ),
            models.CheckConstraint(
                condition=Q(undoes=None) | ~Q(reason=""), name="undone_with_reason"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "at"], name="clock_of_case")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.at:%Y-%m-%d %H:%M}"
