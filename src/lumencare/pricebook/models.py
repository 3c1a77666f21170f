"""Editions that the office keeps beside the shipped ones: their text, and who decided what."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

PERSON = settings.AUTH_USER_MODEL


class EditionState(models.TextChoices):
    """Where an edition of the office stands; what is in force follows from its own dates."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    RETIRED = "retired"
    WITHDRAWN = "withdrawn"


class OfficeEdition(models.Model):
    """One uploaded edition: the TOML text as it came, fixed once it is proposed for publishing.

    Publishing takes two people: one proposes, another publishes.
    """

    code = models.CharField(max_length=60)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=EditionState.choices, default="draft")
    uploaded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    proposed_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    # Fixed with the days when the edition is proposed, from its text.
    number = models.PositiveIntegerField(null=True)
    new_sales_from = models.DateField(null=True)
    running_contracts_from = models.DateField(null=True)
    retired_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    retired_at = models.DateTimeField(null=True)
    # The first day on which it is no longer sold; contracts made under it keep it.
    retired_from = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=EditionState.values), name="edition_state"
            ),
            models.UniqueConstraint(
                fields=["code"], condition=~Q(state="withdrawn"), name="edition_code_once"
            ),
            models.UniqueConstraint(
                fields=["number"],
                condition=Q(state__in=["published", "retired"]),
                name="edition_number_once",
            ),
            models.CheckConstraint(
                condition=~Q(published_by=F("proposed_by")), name="edition_published_by_two"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "retired"])
                | Q(
                    published_by__isnull=False,
                    published_at__isnull=False,
                    proposed_by__isnull=False,
                    number__isnull=False,
                    new_sales_from__isnull=False,
                    running_contracts_from__isnull=False,
                ),
                name="edition_published_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="retired", retired_from__isnull=False, retired_by__isnull=False)
                | ~Q(state="retired") & Q(retired_from=None),
                name="edition_retired_from_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.code
