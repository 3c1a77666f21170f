"""Upgrade proposals and their versions: what was offered, decided, sent and answered, for ever."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lumencare.domain.upgrade.losing import LossReason
from lumencare.domain.upgrade.states import BEFORE_CUSTOMER, ENDED, IN_WORK, ISSUED, ProposalState
from lumencare.sites.models import System
from lumencare.upgrades.models.surveys import Survey

PERSON = settings.AUTH_USER_MODEL


def _values(states: frozenset[ProposalState]) -> list[str]:
    return sorted(each.value for each in states)


class ProposalNumber(models.Model):
    """The last number given in a month, so that numbers have no gap and no twin."""

    month = models.CharField(max_length=4, unique=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.month}: {self.last}"


class UpgradeProposal(models.Model):
    """One matter with a customer: to bring one system up to date; its versions hold the offers."""

    number = models.CharField(max_length=20, unique=True)
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="+")
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["system", "-id"], name="proposal_of_system")
        ]

    def __str__(self) -> str:
        return self.number


class ProposalVersion(models.Model):
    """What is offered: a content while a draft; with facts, amounts and PDF for ever once issued.

    `content` is the JSON of `domain.upgrade.stored`, `answer` what followed from it on the day of
    issue: amounts, cover, readiness and reasons. `net_fen` and `gross_fen` are of the recommended
    option, of the accepted one once there is one.
    """

    proposal = models.ForeignKey(UpgradeProposal, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, default=ProposalState.DRAFT.value)
    content = models.JSONField(default=dict)
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    offered_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    edition = models.CharField(max_length=60, blank=True)
    answer = models.JSONField(null=True)
    net_fen = models.BigIntegerField(null=True)
    gross_fen = models.BigIntegerField(null=True)
    needs_approval = models.BooleanField(default=False)
    # Of the facts that the document shows: what its QR code is checked by.
    facts_sha256 = models.CharField(max_length=64, blank=True)
    pdf = models.CharField(max_length=200, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True)
    sent_to = models.CharField(max_length=254, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)
    lost_reason = models.CharField(max_length=24, blank=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_name = models.CharField(max_length=80, blank=True)
    accepted_sha256 = models.CharField(max_length=64, blank=True)
    accepted_option = models.CharField(max_length=1, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["proposal", "number"], name="proposal_version_once"),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(state__in=_values(IN_WORK)),
                name="proposal_one_in_work",
            ),
            # A revision leaves the sent version valid until it is sent itself.
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(state__in=_values(BEFORE_CUSTOMER)),
                name="proposal_one_before_customer",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ProposalState]),
                name="proposal_version_state",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_values(BEFORE_CUSTOMER)) | Q(sent_at__isnull=False),
                name="proposal_version_sent_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_values(ENDED)) | Q(ended_at__isnull=False),
                name="proposal_version_ended_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_values(ISSUED))
                | Q(issued_at__isnull=False, answer__isnull=False, valid_until__isnull=False)
                & ~Q(pdf_sha256="")
                & ~Q(edition=""),
                name="proposal_version_issued_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "completed"])
                | Q(accepted_at__isnull=False, accepted_sha256=F("pdf_sha256"))
                & ~Q(accepted_name="")
                & ~Q(accepted_option=""),
                name="proposal_version_accepted_by_name",
            ),
            models.CheckConstraint(
                condition=~Q(state="lost") | Q(lost_reason__in=[each.value for each in LossReason]),
                name="proposal_version_lost_for_a_reason",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "valid_until"], name="proposal_version_due"),
            models.Index(fields=["-changed_at"], name="proposal_version_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.proposal.number} v{self.number}"


class ProposalApproval(models.Model):
    """What somebody who wrote nothing of a version decided about it (D-20); append-only."""

    proposal_version = models.ForeignKey(
        ProposalVersion, on_delete=models.PROTECT, related_name="approvals"
    )
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    approved = models.BooleanField()
    note = models.TextField(blank=True)
    # What was decided about: a refused version is written again under the same number.
    pdf_sha256 = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(decided_by=F("author")), name="proposal_approval_by_another"
            ),
            models.CheckConstraint(
                condition=Q(approved=True) | ~Q(note=""),
                name="proposal_approval_refused_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_version_id}: {'yes' if self.approved else 'no'}"
