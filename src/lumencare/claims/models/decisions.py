"""What a claim gets, stored with all it rests on and never computed again."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lumencare.domain.claims.days import CountingBasis


class ClaimDecision(models.Model):
    """Percent, price and share of one claim, decided once and kept; append-only.

    A later finding is a new decision that names the one it follows. Amounts are fen for the whole
    line, VAT excluded. `price_list` is the code of the parts' price list of the day that counts,
    empty where the price is from elsewhere; `price_from` says where from.
    """

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="decisions")
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="followed_by"
    )
    counts_on = models.DateField()
    counts_basis = models.CharField(max_length=10)
    cause = models.CharField(max_length=10)
    edition = models.CharField(max_length=60)
    facts = models.JSONField()
    project_year = models.PositiveSmallIntegerField()
    percent = models.PositiveSmallIntegerField()
    price_fen = models.BigIntegerField(null=True)
    share_fen = models.BigIntegerField(null=True)
    price_list = models.CharField(max_length=40, blank=True)
    price_from = models.CharField(max_length=10)
    sentence_zh = models.CharField(max_length=300)
    sentence_en = models.CharField(max_length=300)
    # [{rule, applies, zh, en, clause_zh, clause_en}], most decisive first.
    because = models.JSONField()
    why = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="claim_decision_percent"),
            models.CheckConstraint(
                condition=Q(counts_basis__in=[each.value for each in CountingBasis]),
                name="claim_decision_basis",
            ),
            models.CheckConstraint(
                condition=Q(price_fen=None) | Q(price_fen__gte=0), name="claim_decision_price"
            ),
            models.CheckConstraint(
                condition=Q(share_fen=None)
                | Q(share_fen=0)
                | Q(share_fen__gt=0, share_fen__lte=F("price_fen")),
                name="claim_decision_share_within_price",
            ),
            models.CheckConstraint(
                condition=~Q(percent=100) | Q(share_fen=0), name="claim_decision_free_is_free"
            ),
            models.CheckConstraint(
                condition=Q(price_from__in=["list", "set", "hardware", "none"])
                & (~Q(price_from="list") | ~Q(price_list="")),
                name="claim_decision_price_from",
            ),
            models.CheckConstraint(
                condition=Q(follows=None) | ~Q(follows=F("id")),
                name="claim_decision_follows_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.counts_on} {self.percent}%"
