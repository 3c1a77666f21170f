"""Cases: what somebody reported, what was promised for it, and where its clock stands."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lumencare.domain.desk.clock import ClockState
from lumencare.domain.desk.flags import CaseFlag
from lumencare.domain.desk.states import CaseState
from lumencare.sites.models import Contact, Site, System

PERSON = settings.AUTH_USER_MODEL
STATES = [each.value for each in CaseState]
FLAGS = [each.value for each in CaseFlag]


class Channel(models.TextChoices):
    """How a case reached the desk."""

    HOTLINE = "hotline"
    EMAIL = "email"
    API = "api"
    PORTAL = "portal"
    FIELD = "field"


class FaultCause(models.TextChoices):
    """What the fault comes from, as far as it is known (SC-10)."""

    UNKNOWN = "unknown"
    PRODUCT = "product"
    OTHER = "other"


class CaseNumber(models.Model):
    """The last number given in a month, so that numbers have no gap and no twin."""

    month = models.CharField(max_length=4, unique=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.month}: {self.last}"


class Case(models.Model):
    """A customer's problem. Site and system are empty while it is unknown whose it is.

    The promise is pinned when the system becomes known and holds for good (D-7): `commitment` with
    its `hours` or `business_days`, from the `edition` and the contracts of the day of the report.
    The clock's columns repeat what its events say, for lists; `due_at` is None where nothing was
    promised, and while the clock stands.
    """

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=10, default=CaseState.OPEN.value)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, related_name="+")
    system = models.ForeignKey(System, on_delete=models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, related_name="+")
    reporter_name = models.CharField(max_length=80)
    # E.164; pages mask it. Its last digits find the case.
    reporter_phone = models.CharField(max_length=20, blank=True)
    phone_tail = models.CharField(max_length=4, blank=True)
    reporter_email = models.EmailField(max_length=254, blank=True)
    summary = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    urgent = models.BooleanField(default=False)
    cause = models.CharField(max_length=10, choices=FaultCause.choices, default=FaultCause.UNKNOWN)
    reported_at = models.DateTimeField()
    opened_at = models.DateTimeField()

    commitment = models.CharField(max_length=10, blank=True)
    hours = models.PositiveSmallIntegerField(null=True)
    business_days = models.PositiveSmallIntegerField(null=True)
    edition = models.CharField(max_length=60, blank=True)
    promised_because = models.JSONField(default=list)
    # Service windows agreed for this case, beside business hours (NB-1).
    windows = models.JSONField(default=list)

    clock = models.CharField(max_length=10, default=ClockState.NONE.value)
    due_at = models.DateTimeField(null=True)
    calendar_certain = models.BooleanField(default=True)
    paused_since = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    met_in_time = models.BooleanField(null=True)

    # The decision of cover that holds; none while the system is unknown.
    decision = models.ForeignKey(
        "desk.Decision", on_delete=models.PROTECT, null=True, related_name="+"
    )
    assignee = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged"
    )
    split_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="split"
    )
    # What somebody has to look at, and since when: the customer wrote, a mail came back.
    flag = models.CharField(max_length=10, blank=True)
    flagged_at = models.DateTimeField(null=True)
    resolution = models.TextField(blank=True)
    resolved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    # Given by a program or a mailbox, so that what is sent twice opens one case.
    key = models.CharField(max_length=200, null=True, unique=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="case_state"),
            models.CheckConstraint(
                condition=Q(clock__in=[each.value for each in ClockState]), name="case_clock"
            ),
            models.CheckConstraint(
                condition=Q(flag="", flagged_at=None) | Q(flag__in=FLAGS, flagged_at__isnull=False),
                name="case_flag_since",
            ),
            models.CheckConstraint(condition=~Q(summary=""), name="case_has_summary"),
            models.CheckConstraint(
                condition=Q(system=None) | Q(site__isnull=False), name="case_system_at_site"
            ),
            models.CheckConstraint(
                condition=Q(hours=None) | Q(business_days=None), name="case_promise_one_unit"
            ),
            models.CheckConstraint(
                condition=~Q(state="merged") | Q(merged_into__isnull=False),
                name="case_merged_into_another",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="case_not_into_itself"
            ),
            models.CheckConstraint(
                condition=~Q(clock="paused") | Q(paused_since__isnull=False, due_at=None),
                name="case_paused_since",
            ),
            models.CheckConstraint(
                condition=~Q(clock="running") | Q(due_at__isnull=False),
                name="case_running_is_due",
            ),
            models.CheckConstraint(
                condition=~Q(clock="met") | Q(started_at__isnull=False, met_in_time__isnull=False),
                name="case_met_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["resolved", "closed"])
                | Q(resolved_at__isnull=False) & ~Q(resolution=""),
                name="case_resolved_with_words",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "clock", "due_at"], name="case_queue"),
            models.Index(fields=["due_at"], condition=Q(clock="running"), name="case_running"),
            models.Index(fields=["-changed_at", "-id"], name="case_newest"),
            models.Index(fields=["phone_tail"], name="case_phone_tail"),
            models.Index(fields=["reporter_email"], name="case_email"),
            models.Index(fields=["flagged_at"], condition=~Q(flag=""), name="case_flagged"),
        ]

    def __str__(self) -> str:
        return self.number
