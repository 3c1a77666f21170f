"""How a version of a proposal reaches the customer: links that end by themselves, and mails."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.upgrades.models.proposals import ProposalVersion

PERSON = settings.AUTH_USER_MODEL


class ProposalLink(models.Model):
    """The customer's link to one version.

    `seed` signed with the installation's key is the token, so that the database alone opens
    nothing and staff can copy the address again; its hash is what a visit is looked up by.
    """

    proposal_version = models.ForeignKey(
        ProposalVersion, on_delete=models.CASCADE, related_name="links"
    )
    seed = models.CharField(max_length=32, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    first_seen_at = models.DateTimeField(null=True)
    last_seen_at = models.DateTimeField(null=True)
    seen_count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"link to {self.proposal_version_id}"


class ProposalMail(models.Model):
    """A proposal to be mailed, written with the decision to send it and delivered by a job.

    `try_after` is when it may be tried (again); `problem` what the mail server last said.
    """

    link = models.ForeignKey(ProposalLink, on_delete=models.CASCADE, related_name="mails")
    to = models.CharField(max_length=254)
    words = models.TextField(blank=True)
    queued_at = models.DateTimeField()
    try_after = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(to=""), name="proposal_mail_to_somebody")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["try_after"], condition=Q(sent_at=None), name="proposal_mail_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"to {self.to}"
