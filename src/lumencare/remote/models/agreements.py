"""Remote agreements: who signed for which system, how one connects, and until when (RS-2, D-24)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lumencare.desk.models import Case
from lumencare.domain.remote.access import AccessMode, Server
from lumencare.domain.remote.parties import PartyKind
from lumencare.domain.remote.states import AgreementState
from lumencare.sites.models import Organization, System

PERSON = settings.AUTH_USER_MODEL
STATES = [each.value for each in AgreementState]
MODES = [each.value for each in AccessMode]
SERVERS = [each.value for each in Server]
PARTIES = [each.value for each in PartyKind]


class AgreementNumber(models.Model):
    """The last number given in a month, so that numbers have no gap and no twin."""

    month = models.CharField(max_length=4, unique=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.month}: {self.last}"


class RemoteAgreement(models.Model):
    """One paper for one system, one way in and one signer; valid from its signature on.

    `organization` is the party that the signer signs for. `months` and `edition` are those of the
    day it was drafted. `paper` is what was shown to be signed and never changes; `sealed` is the
    same with its page of evidence. `server` is what was known of the system's server.
    """

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=10, default=AgreementState.DRAFTED.value)
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="+")
    # The case that it was asked for; it holds for the system all the same.
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    party = models.CharField(max_length=8)
    signer_name = models.CharField(max_length=80)
    # E.164; pages mask it.
    signer_phone = models.CharField(max_length=20, blank=True)
    signer_email = models.EmailField(max_length=254, blank=True)
    mode = models.CharField(max_length=16)
    server = models.CharField(max_length=8, default=Server.UNKNOWN.value)
    months = models.PositiveSmallIntegerField()
    edition = models.CharField(max_length=60)
    wording = models.CharField(max_length=40)
    paper = models.FileField(upload_to="remote/%Y/%m", blank=True)
    paper_sha256 = models.CharField(max_length=64, blank=True)
    facts_sha256 = models.CharField(max_length=64, blank=True)
    sealed = models.FileField(upload_to="remote/%Y/%m", blank=True)
    sealed_sha256 = models.CharField(max_length=64, blank=True)
    sealed_facts_sha256 = models.CharField(max_length=64, blank=True)
    sealed_by = models.CharField(max_length=200, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    self_made = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True)
    valid_from = models.DateTimeField(null=True)
    valid_until = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by_name = models.CharField(max_length=80, blank=True)
    revoked_why = models.CharField(max_length=500, blank=True)
    # The agreement that this one renews.
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="followed_by"
    )
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="agreement_state"),
            models.CheckConstraint(condition=Q(mode__in=MODES), name="agreement_mode"),
            models.CheckConstraint(condition=Q(server__in=SERVERS), name="agreement_server"),
            models.CheckConstraint(condition=Q(party__in=PARTIES), name="agreement_party"),
            models.CheckConstraint(condition=~Q(signer_name=""), name="agreement_names_signer"),
            models.CheckConstraint(
                condition=~Q(signer_phone="") | ~Q(signer_email=""),
                name="agreement_signer_can_be_reached",
            ),
            models.CheckConstraint(condition=Q(months__gte=1), name="agreement_months"),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "signed", "expired"])
                | ~Q(paper_sha256="") & ~Q(facts_sha256="") & Q(sent_at__isnull=False),
                name="agreement_sent_with_paper",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["signed", "expired"])
                | Q(valid_from__isnull=False, valid_until__isnull=False) & ~Q(sealed_sha256=""),
                name="agreement_signed_and_sealed",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None, valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="agreement_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) & ~Q(state="revoked")
                | Q(state="revoked", revoked_at__isnull=False)
                & ~Q(revoked_by_name="")
                & ~Q(revoked_why=""),
                name="agreement_revoked_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(follows=None) | ~Q(follows=F("id")), name="agreement_follows_another"
            ),
            models.UniqueConstraint(
                fields=["system", "mode"],
                condition=Q(state="signed"),
                name="agreement_in_force_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["system", "mode", "state"], name="agreement_of_system"),
            models.Index(fields=["state", "valid_until"], name="agreement_ending"),
        ]

    def __str__(self) -> str:
        return self.number


class NamedEngineer(models.Model):
    """Somebody who may connect under an agreement; where nobody is named, all who do so may."""

    agreement = models.ForeignKey(RemoteAgreement, on_delete=models.CASCADE, related_name="named")
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agreement", "person"], name="engineer_named_once")
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.person_id}"


class ConsentWindow(models.Model):
    """When the customer lets somebody connect; a new one takes the place of the last.

    `given_by` and `how` are who said so and on which way; withdrawn, nobody may connect.
    """

    agreement = models.ForeignKey(
        RemoteAgreement, on_delete=models.PROTECT, related_name="consents"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    given_by = models.CharField(max_length=80)
    how = models.CharField(max_length=200)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="consent_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(given_by="") & ~Q(how=""), name="consent_given_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by=""),
                name="consent_withdrawn_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(withdrawn_at=None),
                name="consent_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.starts_at} – {self.ends_at}"
