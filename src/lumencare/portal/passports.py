"""The coverage passport: what a system has on any day, past or to come, with reason and clause."""

from datetime import date

from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.desk.actions.passporting import make_paper
from lumencare.desk.queries.passport import passport_of
from lumencare.domain.problems import InputProblems
from lumencare.domain.reading import read_date
from lumencare.portal.answering import WRONG, attach, say
from lumencare.portal.shown import show_years
from lumencare.portal.visiting import for_visitor, show
from lumencare.sites.visitors import Visitor, system_ever_seen

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 12, 31)


@require_safe
@for_visitor
def show_one(request: Request, visitor: Visitor, pk: int) -> HttpResponse:
    """Show what a system has on the day asked about; a day that is none is told at its field."""
    system = system_ever_seen(visitor, pk)
    typed = request.GET.get("on", "").strip()
    shown = {"typed": typed or request.today.isoformat(), "system": system, "here": system.site_id}
    try:
        passport = passport_of(visitor, pk, _day(typed, request.today))
    except ValueError:
        shown["wrong_day"] = True
        return show(request, visitor, "portal/passport.html", shown, status=WRONG)
    except InputProblems as wrong:
        shown["problem"] = say(wrong.problems[0].allowed)
        return show(request, visitor, "portal/passport.html", shown, status=WRONG)
    strip = show_years(passport.years, passport.project_year)
    more = {"passport": passport, "strip": strip}
    return show(request, visitor, "portal/passport.html", {**shown, **more})


@require_POST
@for_visitor
def make(request: Request, visitor: Visitor, pk: int) -> FileResponse:
    """Answer with the passport of a day as a PDF, numbered and signed; made once for its facts."""
    try:
        day = _day(request.POST.get("on", ""), request.today)
    except ValueError as error:
        raise Http404("day") from error
    paper = make_paper(passport_of(visitor, pk, day), visitor=visitor, now=request.now)
    return attach(paper.pdf.open("rb"), f"{paper.number}.pdf")


def _day(typed: str, today: date) -> date:
    found = read_date(typed) if typed else today
    if not EARLIEST <= found <= LATEST:
        raise ValueError(typed)
    return found
