"""Files of visits: photos, signatures and reports; swept where no row names them."""

from datetime import datetime

from lumencare.field.models import VisitPaper, VisitPhoto, VisitReport
from lumencare.sales.archive import sweep_folder

FOLDER = "visits"


def sweep_left_over(now: datetime) -> int:
    """Remove files that no row names because their keeping failed; return how many."""
    signatures = VisitReport.objects.exclude(signature="").values_list("signature", flat=True)
    photos = VisitPhoto.objects.values_list("file", flat=True)
    papers = VisitPaper.objects.values_list("pdf", flat=True)
    return sweep_folder(FOLDER, {*signatures, *photos, *papers}, now)
