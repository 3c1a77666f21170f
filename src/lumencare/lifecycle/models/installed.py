"""What is known of the software of an installed system, since when and from whom."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lumencare.sites.models import System


class InstalledSoftware(models.Model):
    """What a system's software serves; its version itself stands at the system.

    `clients` are the operating systems that people there use it on, `wanted` the functions and
    modules that they ask for.
    """

    system = models.OneToOneField(System, on_delete=models.PROTECT, related_name="+")
    clients = models.JSONField(default=list)
    wanted = models.JSONField(default=list)
    seen_on = models.DateField()
    source = models.CharField(max_length=200)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(source=""), name="installed_software_has_source"),
        ]

    def __str__(self) -> str:
        return f"{self.system_id} {self.seen_on}"
