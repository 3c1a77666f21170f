"""Surveys of systems: whether free, what they cost, their visits, and what was found (SY-2)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lumencare.domain.place import Verdict
from lumencare.domain.upgrade.surveying import SURVEYS_OPEN, Condition, SurveyState
from lumencare.field.models import Visit
from lumencare.sites.models import System

PERSON = settings.AUTH_USER_MODEL
OPEN = sorted(each.value for each in SURVEYS_OPEN)
ORDERED = [SurveyState.AGREED.value, SurveyState.DONE.value]


class SurveyNumber(models.Model):
    """The last number given in a month, so that numbers have no gap and no twin."""

    month = models.CharField(max_length=4, unique=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.month}: {self.last}"


class Survey(models.Model):
    """A survey of one system: its price is shown and agreed before anybody goes.

    `place` is what the reach of the site says of a free survey, `free` what holds after the
    decision of staff, where one was needed (None: nobody has decided). `offer` keeps man-days and
    reasons as they were shown; `net_fen` is without VAT and without what NB-1 adds.
    """

    number = models.CharField(max_length=20, unique=True)
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12)
    why = models.CharField(max_length=500)
    place = models.CharField(max_length=8)
    free = models.BooleanField(null=True)
    man_days = models.PositiveSmallIntegerField()
    free_man_days = models.PositiveSmallIntegerField(default=0)
    man_day_fen = models.BigIntegerField()
    net_fen = models.BigIntegerField()
    edition = models.CharField(max_length=60)
    offer = models.JSONField(default=dict)
    wanted_by = models.DateField(null=True)
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_why = models.CharField(max_length=500, blank=True)
    # Who on the customer's side agreed to the price, and how; empty where it costs nothing.
    agreed_name = models.CharField(max_length=120, blank=True)
    agreed_how = models.CharField(max_length=200, blank=True)
    agreed_at = models.DateTimeField(null=True)
    # What the survey comes to, in words: condition and needs.
    summary = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=500, blank=True)
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in SurveyState]), name="survey_state"
            ),
            models.CheckConstraint(
                condition=Q(place__in=[each.value for each in Verdict]), name="survey_place"
            ),
            models.CheckConstraint(
                condition=Q(man_days__gte=1, net_fen__gte=0, man_day_fen__gte=0)
                & Q(free_man_days__lte=F("man_days")),
                name="survey_amounts",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["undecided", "cancelled"]) | Q(free__isnull=False),
                name="survey_decided",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_why=""),
                name="survey_decided_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ORDERED)
                | Q(net_fen=0)
                | Q(agreed_at__isnull=False) & ~Q(agreed_name="") & ~Q(agreed_how=""),
                name="survey_price_agreed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | Q(ended_at__isnull=False) & ~Q(ended_why=""),
                name="survey_cancelled_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(ended_at__isnull=False) & ~Q(summary=""),
                name="survey_done_with_summary",
            ),
            models.UniqueConstraint(
                fields=["system"], condition=Q(state__in=OPEN), name="survey_open_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-changed_at"], name="survey_newest"),
            models.Index(fields=["system", "-id"], name="survey_of_system"),
        ]

    def __str__(self) -> str:
        return self.number


class SurveyVisit(models.Model):
    """A visit that was proposed for a survey: one for each man-day, some of them free."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="visits")
    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="+")
    free = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.survey_id}: {self.visit_id}"


class Finding(models.Model):
    """What was found of one kind of component: how many, in which condition."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="findings")
    component = models.CharField(max_length=120)
    part_number = models.CharField(max_length=120, blank=True)
    quantity = models.PositiveIntegerField()
    condition = models.CharField(max_length=10)
    note = models.CharField(max_length=500, blank=True)
    # A photo that was taken on a visit of the survey, by the hash that the phone gave it.
    photo_sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(condition__in=[each.value for each in Condition]),
                name="finding_condition",
            ),
            models.CheckConstraint(
                condition=~Q(component="") & Q(quantity__gte=1), name="finding_of_something"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["survey", "id"], name="finding_of_survey")
        ]

    def __str__(self) -> str:
        return f"{self.component} x {self.quantity}"
