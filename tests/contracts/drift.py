"""Hardware lists of systems, to make them drift."""

from typing import Any

from lumencare.sites import actions
from lumencare.sites.models import System
from tests.contracts.contracts import coordinator
from tests.office import NOW, TODAY
from tests.sites.bom_files import PARTS, sent, workbook

CONTROL, PANEL = PARTS
# More panels than on the list of `PARTS`, and a part that is not on it.
MORE = (CONTROL, ("KP-4", "面板", 130, 3_000.5, 4_000), ("SR-9", "传感器", 10, 500, 600))


def listed(row: System, *parts: tuple[Any, ...]) -> System:
    """Return a system with another hardware list."""
    row = System.objects.get(pk=row.pk)
    look = actions.preview_bom(row, sent(workbook(*parts)), by=coordinator())
    actions.record_bom(
        row, sha256=look.sha256, after=look.after, taken_on=TODAY, by=coordinator(), now=NOW
    )
    return System.objects.get(pk=row.pk)
