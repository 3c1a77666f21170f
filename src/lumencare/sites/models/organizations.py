"""End users and partners, with what an invoice needs, and who belongs to them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class Organization(models.Model):
    """An end user (owner of systems) or a partner (integrator); individuals have no credit code."""

    class Kind(models.TextChoices):
        """What the organization is to the programme."""

        END_USER = "end-user"
        PARTNER = "partner"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    # Unified social credit code, GB 32100-2015: 18 characters with a check character.
    credit_code = models.CharField(max_length=18, blank=True)
    invoice_address = models.CharField(max_length=200, blank=True)
    invoice_phone = models.CharField(max_length=40, blank=True)
    bank = models.CharField(max_length=120, blank=True)
    bank_account = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind__in=["end-user", "partner"]), name="organization_kind"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="organization_has_name"),
            models.UniqueConstraint(fields=["kind", "name"], name="organization_name_once"),
            models.UniqueConstraint(
                fields=["kind", "credit_code"],
                condition=~Q(credit_code=""),
                name="organization_credit_code_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person outside who acts for an organization; until they have joined, their invitation."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="memberships"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    invitation = models.ForeignKey(
        "accounts.Invitation", on_delete=models.CASCADE, null=True, related_name="+"
    )
    is_administrator = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organization", "user"],
                condition=Q(user__isnull=False),
                name="membership_once",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | Q(invitation__isnull=False),
                name="membership_of_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}: {self.user_id}"
