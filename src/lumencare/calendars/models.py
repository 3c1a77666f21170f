"""Holiday notices that the office keeps beside the files: their text, their days, who decided."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

PERSON = settings.AUTH_USER_MODEL
FIRST_YEAR, LAST_YEAR = 1990, 2100


class NoticeState(models.TextChoices):
    """Where a notice stands; of those in force for a year the one approved last decides."""

    DRAFT = "draft"
    IN_FORCE = "in-force"
    WITHDRAWN = "withdrawn"


class HolidayNotice(models.Model):
    """The holidays and make-up workdays of one year, as announced; fixed once it is approved.

    Approving takes two people: one writes, another approves. `moved_at` is empty while due times
    still have to be moved to what the notice, or its withdrawal, made of the calendar.
    """

    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    text = models.TextField()
    days = models.JSONField()
    # Of year, source and days: what decides is known by it, in every process.
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=NoticeState.choices, default="draft")
    staged_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    staged_at = models.DateTimeField()
    approved_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(null=True)
    moved = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=NoticeState.values), name="holiday_notice_state"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="holiday_notice_year"
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(source=""), name="holiday_notice_has_text"
            ),
            # Two drafts of one year would be approved over each other without being compared.
            models.UniqueConstraint(
                fields=["year"], condition=Q(state="draft"), name="holiday_notice_draft_once"
            ),
            models.CheckConstraint(
                condition=~Q(approved_by=F("staged_by")), name="holiday_notice_by_two"
            ),
            models.CheckConstraint(
                condition=~Q(state="in-force")
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="holiday_notice_in_force_approved",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_by__isnull=False)
                & Q(withdrawn_at__isnull=False)
                | ~Q(state="withdrawn") & Q(withdrawn_by=None, withdrawn_at=None),
                name="holiday_notice_withdrawn_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}"
