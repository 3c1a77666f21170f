"""What must hold for the systems that are kept, looked at by `lumencare doctor`."""

import hashlib
from collections.abc import Iterator

from django.db.models import F, OuterRef, Q, Subquery

from lumencare.domain.edition import Edition
from lumencare.sites.facts import system_of
from lumencare.sites.models import BomSnapshot, PartnerConsent, Site, SiteRecord, System
from lumencare.sites.windows import window_fields


def wrong_windows(edition: Edition) -> Iterator[str]:
    """Yield the systems whose kept purchase window is not the one that the edition decides."""
    for row in System.objects.filter(window_edition=edition.code).iterator(chunk_size=2000):
        decided = window_fields(edition, system_of(row))
        if any(getattr(row, name) != value for name, value in decided.items()):
            yield row.ref


def wrong_amounts() -> Iterator[str]:
    """Yield the systems whose amount is not that of the hardware list that holds (D-13)."""
    held = BomSnapshot.objects.filter(system=OuterRef("pk"), undone_at=None).order_by("-number")
    rows = System.objects.annotate(held_fen=Subquery(held.values("amount_fen")[:1]))
    differing = rows.exclude(held_fen=None).exclude(held_fen=F("bom_fen"))
    yield from differing.order_by("pk").values_list("ref", flat=True)


def wrong_consents() -> Iterator[str]:
    """Yield the sites that a partner sees without a consent that stands, or not despite one."""
    standing = PartnerConsent.objects.filter(site=OuterRef("pk"), ended_at=None)
    rows = Site.objects.annotate(consented=Subquery(standing.values("partner")[:1]))
    seen = Q(partner__isnull=False, partner_may_see=True)
    differing = rows.filter(
        seen & (Q(consented=None) | ~Q(consented=F("partner"))) | ~seen & Q(consented__isnull=False)
    )
    yield from differing.order_by("pk").values_list("name", flat=True)


def damaged_records() -> Iterator[str]:
    """Yield the site records whose file is missing or is not the one that was kept."""
    kept = SiteRecord.objects.exclude(sha256="").select_related("site")
    for record in kept.order_by("pk").iterator(chunk_size=500):
        if not is_intact(record):
            yield f"{record.site.name} {record.kind} #{record.number}"


def is_intact(record: SiteRecord) -> bool:
    """Tell whether a record's file is there and is the one whose hash was kept."""
    try:
        with record.file.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == record.sha256
    except OSError:
        return False
