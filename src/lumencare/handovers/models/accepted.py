"""What follows on an acceptance: the copy that was signed, the bills, the visits that do it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.field.models import Visit
from lumencare.sites.models import Organization
from lumencare.upgrades.models import ProposalVersion

PERSON = settings.AUTH_USER_MODEL


class ProposalSignature(models.Model):
    """The copy on which staff registered an acceptance, as it was uploaded; a better one follows.

    Who accepts by a link or in the portal needs none: their name and the hash are on the version.
    """

    proposal_version = models.ForeignKey(
        ProposalVersion, on_delete=models.PROTECT, related_name="signatures"
    )
    file = models.FileField(upload_to="handovers/%Y/%m")
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["proposal_version", "sha256"], name="proposal_signature_once"
            ),
            models.CheckConstraint(
                condition=~Q(file="") & ~Q(sha256=""), name="proposal_signature_with_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_version} {self.file_name}"


class UpgradeBill(models.Model):
    """What the customer owes for an accepted option at one VAT rate; fen, paid in full or not.

    It is no payment of a contract: those carry the income of plans. `vat_rate` is in hundredths
    of a percent, of the edition under which the version was issued.
    """

    class State(models.TextChoices):
        """How far it has come."""

        DUE = "due"
        PAID = "paid"

    number = models.CharField(max_length=20, unique=True)
    proposal_version = models.ForeignKey(
        ProposalVersion, on_delete=models.PROTECT, related_name="bills"
    )
    bill_to = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DUE.value)
    net_fen = models.BigIntegerField()
    vat_fen = models.BigIntegerField()
    vat_kind = models.CharField(max_length=12)
    vat_rate = models.PositiveIntegerField()
    due_on = models.DateField()
    paid_on = models.DateField(null=True)
    paid_reference = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["proposal_version", "vat_rate"], name="upgrade_bill_of_rate_once"
            ),
            models.CheckConstraint(
                condition=Q(net_fen__gt=0, vat_fen__gte=0), name="upgrade_bill_amounts"
            ),
            models.CheckConstraint(
                condition=Q(state="due", paid_on=None)
                | Q(state="paid", paid_on__isnull=False) & ~Q(paid_reference=""),
                name="upgrade_bill_paid_by_transfer",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "due_on"], name="upgrade_bill_due")
        ]

    def __str__(self) -> str:
        return self.number


class UpgradeVisit(models.Model):
    """A visit that does work of an accepted option: which man-day of which of its lines."""

    proposal_version = models.ForeignKey(
        ProposalVersion, on_delete=models.PROTECT, related_name="work"
    )
    line = models.PositiveIntegerField()
    day = models.PositiveSmallIntegerField()
    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["proposal_version", "line", "day"], name="upgrade_visit_of_day_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.line}.{self.day}"
