"""Drawings and databases that customers send in: checked and kept as those of staff are."""

from datetime import date, datetime

from lumencare.sites.actions.records import keep_record
from lumencare.sites.models import SiteRecord
from lumencare.sites.uploads import Upload
from lumencare.sites.visitors import Visitor, site_of


def send_record(
    site: int, *, kind: str, upload: Upload, dated_on: date, visitor: Visitor, now: datetime
) -> SiteRecord:
    """Keep a file as the newest version of a record of a site that the visitor sees."""
    row = site_of(visitor, site)
    return keep_record(row, kind=kind, upload=upload, dated_on=dated_on, by=visitor.by, now=now)
