"""Visits: what for, where, when and by whom; and each time that one was moved."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lumencare.contracts.models import Allowance, Draw
from lumencare.desk.models import Case
from lumencare.domain.dispatch.states import VisitKind, VisitState
from lumencare.domain.readiness.relying import PROGRAMMING, Ground
from lumencare.field.models.engineers import Engineer
from lumencare.sites.models import Site, System

PERSON = settings.AUTH_USER_MODEL
KINDS = [each.value for each in VisitKind]
STATES = [each.value for each in VisitState]
GROUNDS = [each.value for each in Ground]
WITH_ENGINEER = ["booked", "on-the-way", "on-site", "done"]
# A visit is of one person on one day (D-10): ten tenths of a man-day are the most.
MOST_TENTHS = 10


class VisitNumber(models.Model):
    """The last number given in a year, so that numbers have no gap and no twin."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class Visit(models.Model):
    """One person at one site on one day; `tenths` are tenths of a man-day, amounts fen.

    `allowance` is what it draws from, `sequence` counts visits that share one; `drawn` is its use,
    `drawn_training` that of the hour of training with it (SC-5).
    `wanted_by` is the day by which a visit without a case should be. `price_lines` are frozen when
    it is booked: what it costs, why, and under which edition; `agreed_fen` is what staff entered
    for hours without a published price (D-9). `records_ground` says on what one for programming
    goes on, once it is booked (SC-9).
    """

    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=12)
    # The code of an added-value service (AV-1), where it is one.
    service = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, default=VisitState.PROPOSED.value)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    system = models.ForeignKey(System, on_delete=models.PROTECT, null=True, related_name="+")
    summary = models.CharField(max_length=200)
    remote = models.BooleanField(default=False)
    tenths = models.PositiveSmallIntegerField()
    wanted_by = models.DateField(null=True)
    allowance = models.ForeignKey(Allowance, on_delete=models.PROTECT, null=True, related_name="+")
    sequence = models.PositiveSmallIntegerField(default=1)
    # The accepted proposal that it does work of: it was paid for there, at whatever hours.
    sold_by = models.CharField(max_length=40, blank=True)
    drawn = models.ForeignKey(Draw, on_delete=models.PROTECT, null=True, related_name="+")
    drawn_training = models.ForeignKey(Draw, on_delete=models.PROTECT, null=True, related_name="+")
    engineer = models.ForeignKey(
        Engineer, on_delete=models.PROTECT, null=True, related_name="visits"
    )
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    # When the customer was asked about the time, and when they agreed to it.
    offered_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    set_out_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)
    # From when on its report is to be issued (again); whoever issues it puts this off meanwhile.
    report_due_at = models.DateTimeField(null=True)
    price_lines = models.JSONField(default=list)
    net_fen = models.BigIntegerField(default=0)
    edition = models.CharField(max_length=60, blank=True)
    agreed_fen = models.BigIntegerField(null=True)
    agreed_why = models.CharField(max_length=500, blank=True)
    records_ground = models.CharField(max_length=10, blank=True)
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="visit_kind"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="visit_state"),
            models.CheckConstraint(condition=~Q(summary=""), name="visit_has_summary"),
            models.CheckConstraint(
                condition=Q(tenths__gte=1, tenths__lte=MOST_TENTHS), name="visit_of_one_day"
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="visit_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WITH_ENGINEER)
                | Q(engineer__isnull=False, starts_at__isnull=False),
                name="visit_booked_for_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="proposed") | Q(engineer=None), name="visit_proposed_for_nobody"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["missed", "cancelled"]) | ~Q(ended_why=""),
                name="visit_over_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["on-site", "done"]) | Q(arrived_at__isnull=False),
                name="visit_on_site_since",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(finished_at__isnull=False), name="visit_done_since"
            ),
            models.CheckConstraint(
                condition=~Q(kind="added-value") | ~Q(service=""), name="visit_of_some_service"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WITH_ENGINEER)
                | ~Q(service__in=sorted(PROGRAMMING))
                | Q(records_ground__in=GROUNDS),
                name="visit_on_records",
            ),
            models.CheckConstraint(condition=Q(net_fen__gte=0), name="visit_amount"),
            models.CheckConstraint(
                condition=Q(agreed_fen=None) | Q(agreed_fen__gte=0) & ~Q(agreed_why=""),
                name="visit_agreed_with_reason",
            ),
            models.UniqueConstraint(
                fields=["allowance", "sequence"],
                condition=~Q(state__in=["missed", "cancelled"]),
                name="visit_of_allowance_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["engineer", "starts_at"], name="visit_of_engineer"),
            models.Index(fields=["state", "wanted_by"], name="visit_waiting"),
            models.Index(fields=["starts_at"], name="visit_by_start"),
            models.Index(fields=["site", "-id"], name="visit_of_site"),
            models.Index(fields=["case", "-id"], name="visit_of_case"),
            models.Index(
                fields=["report_due_at"],
                condition=Q(report_due_at__isnull=False),
                name="visit_report_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.summary}"


class VisitMove(models.Model):
    """A visit was given to somebody, moved, or taken back; append-only."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="moves")
    step = models.CharField(max_length=10)
    from_engineer = models.ForeignKey(
        Engineer, on_delete=models.PROTECT, null=True, related_name="+"
    )
    from_starts_at = models.DateTimeField(null=True)
    from_ends_at = models.DateTimeField(null=True)
    to_engineer = models.ForeignKey(Engineer, on_delete=models.PROTECT, null=True, related_name="+")
    to_starts_at = models.DateTimeField(null=True)
    to_ends_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(step__in=["book", "move", "unassign"]), name="visit_move_step"
            ),
            models.CheckConstraint(condition=~Q(by_name=""), name="visit_move_names_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.step} {self.at}"
