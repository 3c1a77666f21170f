"""Files of cases, mails and passports that no row names, as their keeping failed: swept away."""

from datetime import datetime

from lumencare.desk.models import Attachment, IncomingMail, PassportPaper
from lumencare.sales.archive import sweep_folder


def sweep_left_over(now: datetime) -> int:
    """Remove what no row names; return how many files."""
    files = Attachment.objects.values_list("file", flat=True)
    mails = IncomingMail.objects.exclude(file="").values_list("file", flat=True)
    passports = PassportPaper.objects.values_list("pdf", flat=True)
    kept = {"cases": files, "mails": mails, "passports": passports}
    return sum(sweep_folder(folder, set(names), now) for folder, names in kept.items())
