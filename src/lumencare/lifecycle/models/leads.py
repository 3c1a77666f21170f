"""Leads to System Care: why, who follows it, what comes next, what became of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.claims.models import Claim
from lumencare.domain.lifecycle.kinds import LIVE_LEADS, LeadReasonKind, LeadState
from lumencare.domain.upgrade.losing import LossReason
from lumencare.sites.models import System

PERSON = settings.AUTH_USER_MODEL
LIVE = sorted(each.value for each in LIVE_LEADS)


class LeadNumber(models.Model):
    """The last number of a month, counted up under a lock."""

    month = models.CharField(max_length=4, unique=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.month} {self.last}"


class Lead(models.Model):
    """A system that System Care may be proposed to (SY-1); one at a time is followed.

    `next_on` is the day of the next step, never empty while the lead lives: none is forgotten.
    """

    number = models.CharField(max_length=20, unique=True)
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, default=LeadState.OPEN.value)
    followed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    next_step = models.CharField(max_length=300, blank=True)
    next_on = models.DateField(null=True)
    lost_reason = models.CharField(max_length=10, blank=True)
    ended_why = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in LeadState]), name="lead_state"
            ),
            models.UniqueConstraint(
                fields=["system"], condition=Q(state__in=LIVE), name="lead_of_a_system_once"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=LIVE) | Q(next_on__isnull=False, ended_at=None),
                name="lead_has_a_next_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=LIVE) | Q(ended_at__isnull=False), name="lead_ended_at"
            ),
            models.CheckConstraint(
                condition=~Q(state="lost") | Q(lost_reason__in=[each.value for each in LossReason]),
                name="lead_lost_with_reason",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["next_on", "id"], condition=Q(state__in=LIVE), name="lead_by_next_day"
            ),
            models.Index(fields=["state", "-id"], name="lead_by_state"),
        ]

    def __str__(self) -> str:
        return self.number


class LeadReason(models.Model):
    """One reason of a lead as it was found; added to, never changed."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="reasons")
    kind = models.CharField(max_length=10)
    rule = models.CharField(max_length=10)
    zh = models.CharField(max_length=500)
    en = models.CharField(max_length=500)
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, related_name="+")
    part_number = models.CharField(max_length=80, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in LeadReasonKind]),
                name="lead_reason_kind",
            ),
            models.CheckConstraint(
                condition=~Q(zh="") & ~Q(en="") & ~Q(rule=""), name="lead_reason_is_said"
            ),
            models.UniqueConstraint(
                fields=["claim"], condition=Q(claim__isnull=False), name="lead_of_a_claim_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lead_id} {self.kind}"
