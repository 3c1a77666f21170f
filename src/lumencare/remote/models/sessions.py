"""Remote sessions and their logs; the database itself lets none begin without an agreement (RS-2).

The triggers of migrations 0002 and 0004 hold that: a table that is remade on SQLite needs them
anew.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lumencare.desk.models import Case
from lumencare.domain.readiness.relying import Ground
from lumencare.domain.remote.sessions import EndedBy, SessionEventKind, SessionState
from lumencare.remote.models.agreements import MODES, RemoteAgreement
from lumencare.sites.models import System

PERSON = settings.AUTH_USER_MODEL
STATES = [each.value for each in SessionState]
KINDS = [each.value for each in SessionEventKind]
ENDS = [each.value for each in EndedBy]
GROUNDS = [each.value for each in Ground]


class SessionNumber(models.Model):
    """The last number given in a month, so that numbers have no gap and no twin."""

    month = models.CharField(max_length=4, unique=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.month}: {self.last}"


class RemoteSession(models.Model):
    """One connection of one engineer to one system, for one case, under one agreement.

    `checks` are what was made sure of before, each with what was written down: {code: note}.
    `charge_agreed` names who of the customer agreed to pay where no plan carries the labour.
    `on_database`: it works on the database, so `records_ground` says on what it goes on (SC-9).
    """

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=8, default=SessionState.RUNNING.value)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(
        RemoteAgreement, on_delete=models.PROTECT, related_name="sessions"
    )
    mode = models.CharField(max_length=16)
    engineer = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    checks = models.JSONField(default=dict)
    charge_agreed = models.CharField(max_length=200, blank=True)
    on_database = models.BooleanField(default=False)
    records_ground = models.CharField(max_length=10, blank=True)
    records_why = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=10, blank=True)
    ended_why = models.CharField(max_length=500, blank=True)
    done = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="session_state"),
            models.CheckConstraint(condition=Q(mode__in=MODES), name="session_mode"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by="") & ~Q(state="ended")
                | Q(state="ended", ended_at__gte=F("started_at"), ended_by__in=ENDS),
                name="session_ended_by_something",
            ),
            models.CheckConstraint(
                condition=~Q(ended_by="engineer") | ~Q(done=""), name="session_ended_with_words"
            ),
            models.CheckConstraint(
                condition=Q(on_database=False, records_ground="")
                | Q(on_database=True, records_ground__in=GROUNDS),
                name="session_on_records",
            ),
            models.CheckConstraint(
                condition=~Q(records_ground="stated") | ~Q(records_why=""),
                name="session_without_records_says_why",
            ),
            models.UniqueConstraint(
                fields=["system", "engineer"],
                condition=~Q(state="ended"),
                name="session_one_at_a_time",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "-id"], name="session_by_state"),
            models.Index(fields=["case", "-id"], name="session_of_case"),
            models.Index(fields=["system", "-id"], name="session_of_system"),
        ]

    def __str__(self) -> str:
        return self.number


class SessionEvent(models.Model):
    """One thing that happened in a session; append-only, and the database holds it so."""

    session = models.ForeignKey(RemoteSession, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=8)
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=80)
    text = models.TextField(blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="session_event_kind"),
            models.CheckConstraint(condition=~Q(by_name=""), name="session_event_by_somebody"),
            models.CheckConstraint(
                condition=~Q(kind="file", file_name="")
                & (~Q(kind="file") | Q(size__isnull=False) & ~Q(sha256="")),
                name="session_event_file_with_hash",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["session", "id"], name="event_of_session")
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.kind} {self.at:%Y-%m-%d %H:%M}"
