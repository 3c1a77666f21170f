"""The office's own entries of the catalogue of systems: each stands in a shipped one's place."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lumencare.domain.lifecycle.kinds import (
    Category,
    ComponentKind,
    Confidence,
    FromProcessor,
    HasDatabase,
    SystemStatus,
)
from lumencare.domain.upgrade.content import Reuse

CONFIDENCES = [each.value for each in Confidence]


class SystemEntry(models.Model):
    """A system as the office knows it. A day that is not given is unknown.

    `also` are further names that a site's system may be called by, `successors` are codes.
    """

    code = models.CharField(max_length=20, unique=True)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    also = models.JSONField(default=list)
    category = models.CharField(max_length=12)
    status = models.CharField(max_length=16)
    sales_end_on = models.DateField(null=True, blank=True)
    spares_end_on = models.DateField(null=True, blank=True)
    support_ends_on = models.DateField(null=True, blank=True)
    successors = models.JSONField(default=list)
    database = models.CharField(max_length=6)
    from_processor = models.CharField(max_length=7)
    note_zh = models.CharField(max_length=500, blank=True)
    note_en = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=6)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(name_zh="") & ~Q(name_en="") & ~Q(source=""),
                name="system_entry_is_named",
            ),
            models.CheckConstraint(
                condition=Q(category__in=[each.value for each in Category]),
                name="system_entry_category",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[each.value for each in SystemStatus]),
                name="system_entry_status",
            ),
            models.CheckConstraint(
                condition=Q(
                    database__in=[each.value for each in HasDatabase],
                    from_processor__in=[each.value for each in FromProcessor],
                ),
                name="system_entry_database",
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=CONFIDENCES), name="system_entry_confidence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_en}"


class Software(models.Model):
    """A version of a system's software; a `withdrawn` one counts as not there, even if shipped."""

    system_code = models.CharField(max_length=20)
    number = models.CharField(max_length=40)
    released_on = models.DateField(null=True, blank=True)
    support_ends_on = models.DateField(null=True, blank=True)
    clients = models.JSONField(default=list)
    functions = models.JSONField(default=list)
    successor = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=6)
    withdrawn = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["system_code", "number"], name="software_once"),
            models.CheckConstraint(
                condition=~Q(system_code="") & ~Q(number="") & ~Q(source=""),
                name="software_is_named",
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=CONFIDENCES), name="software_confidence"
            ),
            models.CheckConstraint(
                condition=Q(released_on=None)
                | Q(support_ends_on=None)
                | Q(support_ends_on__gte=F("released_on")),
                name="software_supported_after_release",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system_code} {self.number}"


class Component(models.Model):
    """What becomes of one kind of component between two systems; `withdrawn` as with software."""

    system_code = models.CharField(max_length=20)
    target_code = models.CharField(max_length=20)
    component = models.CharField(max_length=12)
    reuse = models.CharField(max_length=8)
    note_zh = models.CharField(max_length=500, blank=True)
    note_en = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=6)
    withdrawn = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["system_code", "target_code", "component"], name="component_once"
            ),
            models.CheckConstraint(
                condition=~Q(system_code="") & ~Q(target_code="") & ~Q(source=""),
                name="component_is_named",
            ),
            models.CheckConstraint(
                condition=Q(
                    component__in=[each.value for each in ComponentKind],
                    reuse__in=[each.value for each in Reuse],
                ),
                name="component_reuse",
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=CONFIDENCES), name="component_confidence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system_code} {self.target_code} {self.component}"
