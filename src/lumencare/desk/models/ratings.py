"""What a customer thinks of how their case was dealt with."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.desk.models.cases import Case


class Rating(models.Model):
    """One to five stars for a case, with words; given once, by somebody outside."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="rating")
    stars = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="rating_stars"),
            models.CheckConstraint(condition=~Q(by_name=""), name="rating_by_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.stars}"
