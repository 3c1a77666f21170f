"""Files of cases and mails that no row names, because their keeping failed: swept away."""

from datetime import datetime

from lumencare.desk.models import Attachment, IncomingMail
from lumencare.sales.archive import sweep_folder


def sweep_left_over(now: datetime) -> int:
    """Remove what no row names; return how many files."""
    files = Attachment.objects.values_list("file", flat=True)
    mails = IncomingMail.objects.exclude(file="").values_list("file", flat=True)
    return sweep_folder("cases", set(files), now) + sweep_folder("mails", set(mails), now)
