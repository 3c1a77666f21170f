"""Site records: the drawings and the database that service needs at hand (SC-9)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from lumencare.sites.models.places import Site
from lumencare.sites.models.systems import System

PERSON = settings.AUTH_USER_MODEL


class RecordKind(models.TextChoices):
    """What a site record is."""

    SINGLE_LINE = "single-line-drawing"
    LAYOUT = "layout-drawing"
    DATABASE = "database"


class SiteRecord(models.Model):
    """One version of a drawing or database, or the statement that there is none to have.

    Versions are never replaced: a newer one follows. `dated_on` is the day of the content, from
    which its age is counted. `system` is the one system it is of; empty: of all of the site.
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="records")
    system = models.ForeignKey(System, on_delete=models.PROTECT, null=True, related_name="records")
    kind = models.CharField(max_length=20, choices=RecordKind.choices)
    number = models.PositiveIntegerField()
    not_applicable = models.BooleanField(default=False)
    why = models.CharField(max_length=200, blank=True)
    file = models.FileField(upload_to="records/%Y/%m", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=80, blank=True)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    dated_on = models.DateField(null=True)
    # Somebody of the office, or of the customer: by name where they came by a link.
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")
    sent_by_name = models.CharField(max_length=120, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=False) | ~Q(sent_by_name=""),
                name="site_record_by_somebody",
            ),
            models.UniqueConstraint(fields=["site", "kind", "number"], name="site_record_once"),
            models.CheckConstraint(
                condition=Q(kind__in=RecordKind.values), name="site_record_kind"
            ),
            models.CheckConstraint(
                condition=Q(not_applicable=True, sha256="") & ~Q(why="")
                | Q(not_applicable=False, dated_on__isnull=False) & ~Q(sha256="") & ~Q(file=""),
                name="site_record_file_or_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site_id} {self.kind} #{self.number}"

    @property
    def by_name(self) -> str:
        """Who put it down."""
        return self.recorded_by.name if self.recorded_by else self.sent_by_name


class ProcessorWord(models.Model):
    """What staff found out of a system's processor: whether it gives the database (X-10).

    The newest holds; without any, the assumed value of the system's family does.
    """

    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="processor_words")
    gives_database = models.BooleanField()
    why = models.CharField(max_length=200)
    recorded_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(why=""), name="processor_word_has_ground")
        ]

    def __str__(self) -> str:
        return f"{self.system_id}: {'yes' if self.gives_database else 'no'}"
