"""Contracts, their lines, and what must be there before they take effect."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.domain.contract.states import ContractState
from lumencare.domain.quotation.line import LineKind
from lumencare.sales.models import QuoteVersion
from lumencare.sites.models import Organization, Site, System

PERSON = settings.AUTH_USER_MODEL
STATES = [each.value for each in ContractState]
UNSIGNED = [ContractState.DRAFT.value, ContractState.CANCELLED.value]
IN_FORCE = ["active", "suspended", "lapsed", "ended"]
OVER = ["lapsed", "ended", "cancelled"]


class ContractNumber(models.Model):
    """The last number given in a month, so that numbers have no gap and no twin."""

    month = models.CharField(max_length=4, unique=True)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.month}: {self.last}"


class Contract(models.Model):
    """A sold deal about the systems of one site; amounts are fen.

    `owner` is the end user at the signing and stays when the site is sold (D-18); `bill_to` pays.
    `purchased_on` is the day of the acceptance, from which plans help (D-16).
    """

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=10, default=ContractState.DRAFT.value)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    bill_to = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    edition = models.CharField(max_length=60)
    purchased_on = models.DateField()
    signed_on = models.DateField(null=True)
    signed_by = models.CharField(max_length=80, blank=True)
    activated_at = models.DateTimeField(null=True)
    starts_on = models.DateField(null=True)
    # The first day after all of its terms; moves with renewals.
    ends_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)
    net_fen = models.BigIntegerField()
    vat_fen = models.BigIntegerField()
    # The document as it was issued, with our seal; and the paper that both have signed.
    pdf = models.FileField(upload_to="contracts/%Y/%m", blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    sealed = models.FileField(upload_to="contracts/%Y/%m", blank=True)
    sealed_sha256 = models.CharField(max_length=64, blank=True)
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="contract_state"),
            models.CheckConstraint(
                condition=Q(state__in=UNSIGNED) | Q(signed_on__isnull=False) & ~Q(signed_by=""),
                name="contract_signed_by_name",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=IN_FORCE)
                | Q(activated_at__isnull=False, starts_on__isnull=False, ends_on__isnull=False),
                name="contract_in_force_has_days",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=OVER) | Q(ended_at__isnull=False),
                name="contract_over_since",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(ended_why=""),
                name="contract_cancelled_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(net_fen__gte=0, vat_fen__gte=0), name="contract_amounts"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "ends_on"], name="contract_ending"),
            models.Index(fields=["-changed_at", "-id"], name="contract_newest"),
        ]

    def __str__(self) -> str:
        return self.number


class ContractLine(models.Model):
    """A plan or an option in a contract, on one system; a renewal is a successor line.

    `bom_fen` is the hardware list that it was priced on (D-13); `edition`, `rule` and `formula`
    prove the price. A line is `pending` until its conditions are met.
    """

    class State(models.TextChoices):
        """Whether a line runs."""

        PENDING = "pending"
        ACTIVE = "active"
        LAPSED = "lapsed"
        ENDED = "ended"
        CANCELLED = "cancelled"

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="+")
    quote_version = models.ForeignKey(QuoteVersion, on_delete=models.PROTECT, related_name="+")
    predecessor = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="successor"
    )
    kind = models.CharField(max_length=12)
    code = models.CharField(max_length=40)
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160)
    quantity = models.PositiveIntegerField()
    unit_fen = models.BigIntegerField()
    net_fen = models.BigIntegerField()
    vat_fen = models.BigIntegerField()
    # The VAT rate in hundredths of a percent.
    vat_rate = models.PositiveIntegerField()
    edition = models.CharField(max_length=60)
    rule = models.CharField(max_length=10)
    formula = models.CharField(max_length=120)
    bom_fen = models.BigIntegerField()
    bought_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_why = models.TextField(blank=True)
    # The last day to renew it and the next year's price under the edition in force, for worklists;
    # None where nothing follows or its successor is bought.
    renew_by = models.DateField(null=True)
    renew_fen = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contract", "position"], name="contract_line_place"),
            # An accepted version sells each of its lines once, however often it is accepted.
            models.UniqueConstraint(
                fields=["quote_version", "code"], name="contract_line_of_quote_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in LineKind]), name="contract_line_kind"
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="contract_line_quantity"),
            models.CheckConstraint(
                condition=Q(net_fen__gte=0, vat_fen__gte=0), name="contract_line_amounts"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["lapsed", "ended", "cancelled"])
                | Q(ended_on__isnull=False),
                name="contract_line_over_since",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["system", "code"], name="contract_line_of_system"),
            # The worklist of renewals adds up all of them: the index alone answers that.
            models.Index(
                fields=["renew_by", "-renew_fen"],
                condition=Q(state="active"),
                name="contract_line_to_renew",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id}.{self.position} {self.code}"


class Condition(models.Model):
    """Something that must be there before a contract, or a line of it, takes effect.

    `how` says in what way it was met: there, said not to exist, to be collected by us, confirmed.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="conditions")
    line = models.ForeignKey(
        ContractLine, on_delete=models.PROTECT, null=True, related_name="conditions"
    )
    kind = models.CharField(max_length=40)
    rule = models.CharField(max_length=10)
    how = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=500, blank=True)
    met_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    met_by_name = models.CharField(max_length=80, blank=True)
    met_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["contract", "kind"],
                condition=Q(line=None),
                name="contract_condition_once",
            ),
            models.UniqueConstraint(fields=["line", "kind"], name="contract_condition_line_once"),
            models.CheckConstraint(
                condition=Q(met_at=None, how="") | Q(met_at__isnull=False) & ~Q(how=""),
                name="contract_condition_met_somehow",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.kind}"
