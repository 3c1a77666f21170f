"""Amendments: each change of a contract in force, with what was and what is; append-only."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.contracts.models.contracts import Contract
from lumencare.domain.contract.amendment import AmendmentKind
from lumencare.sales.models import QuoteVersion

KINDS = [each.value for each in AmendmentKind]
# Changes that nobody bought: somebody decided them, and says why.
REASONED = ["suspend", "resume", "cancel", "correct", "owner", "bill-to", "replaced", "leave"]


class Amendment(models.Model):
    """One change of a contract; a mistake in it is followed by another one, never edited.

    `before` and `after` hold what was and what is from `effective_on`; amounts are fen. Documents
    that both parties sign are papers of it.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    effective_on = models.DateField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    why = models.CharField(max_length=500, blank=True)
    quote_version = models.ForeignKey(
        QuoteVersion, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contract", "number"], name="amendment_number_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="amendment_kind"),
            models.CheckConstraint(condition=Q(number__gte=1), name="amendment_counts_from_one"),
            models.CheckConstraint(condition=~Q(by_name=""), name="amendment_names_somebody"),
            models.CheckConstraint(
                condition=~Q(kind__in=REASONED) | ~Q(why=""), name="amendment_with_reason"
            ),
            # What a quote sold joins one contract by one amendment, however often it is accepted.
            models.UniqueConstraint(
                fields=["quote_version"],
                condition=Q(quote_version__isnull=False),
                name="amendment_of_quote_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract}-A{self.number}"
