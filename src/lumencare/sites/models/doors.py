"""The customer's own door: links that let a contact in, and what owners let partners see."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from lumencare.sites.models.organizations import Organization
from lumencare.sites.models.places import Contact, Site

PERSON = settings.AUTH_USER_MODEL


class PortalLink(models.Model):
    """A link that lets one contact of one organization see some of its sites, without an account.

    The seed makes the token again; what a token is checked by is its hash.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    # Who is removed for good takes their links along.
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    sites = models.ManyToManyField(Site, related_name="+")
    seed = models.CharField(max_length=40)
    token_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_count = models.PositiveIntegerField(default=0)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="portal_link_expires_later"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organization", "-id"], name="portal_link_of")
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}: {self.contact_id}"


class PartnerConsent(models.Model):
    """An owner lets a partner see a site, from one moment until another; append-only but its end.

    `how` says on what it rests; `given_by` is empty where somebody without an account gave it.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="consents")
    owner = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    given_by_name = models.CharField(max_length=120)
    how = models.CharField(max_length=120)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=120, blank=True)
    ended_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["site"], condition=Q(ended_at=None), name="partner_consent_open_once"
            ),
            models.CheckConstraint(
                condition=~Q(given_by_name="") & ~Q(how=""), name="partner_consent_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(ended_by_name="") & ~Q(ended_why=""),
                name="partner_consent_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site_id} > {self.partner_id}"
