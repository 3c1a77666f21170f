"""The line by which search finds a case: its number, summary, reporter and the tail of a number."""

from lumencare.desk.models import Case
from lumencare.sites.search import entry_for, remember

BETWEEN = " · "


def remember_case(case: Case) -> None:
    """Keep what a case is found by."""
    site = case.site
    place = site.name if site else ""
    detail = BETWEEN.join(each for each in (case.summary, place) if each)
    names = (case.summary, place, case.reporter_name, case.phone_tail)
    remember([entry_for("case", case.number, site, case.number, *names, detail=detail[:240])])
