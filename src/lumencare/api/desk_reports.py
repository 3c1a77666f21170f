"""The desk's report and the promise report for programs."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import Field

from lumencare.api.replies import reply
from lumencare.api.shapes.basic import NO_NUL, Asked, Commitment, shown
from lumencare.api.shapes.desk_reports import DeskReportShape, PromiseReportShape
from lumencare.api.tokens import Call
from lumencare.domain.shanghai import in_shanghai
from lumencare.field.queries.promises import promise_report
from lumencare.field.queries.reports import ReportFilters, desk_report, span_of_months

router = Router(tags=["cases"])
Month = Annotated[str, Field(pattern=r"^(199\d|20\d\d)-(0[1-9]|1[0-2])$", examples=["2026-01"])]


class WantedMonths(Asked):
    """Which cases are counted: reported in months from the first through the last.

    Left away, they are the last twelve months and this one.
    """

    first: Month | None = None
    last: Month | None = None
    contract: Annotated[str, Field(max_length=20, pattern=NO_NUL)] = ""
    commitment: Commitment | None = None


@router.get("/desk-report", response=DeskReportShape)
def report_of_desk(request: Call, wanted: Query[WantedMonths]) -> HttpResponse:
    """Tell promises kept by commitment and month, first visits, man-days and charges by contract.

    `percent` is null for fewer than 20 cases, amounts for who sees no money.
    """
    today = in_shanghai(request.now).date()
    first, last = span_of_months(wanted.first or "", wanted.last or "", today)
    filters = ReportFilters(
        first=first,
        last=last,
        contract=wanted.contract,
        commitment=wanted.commitment or "",
    )
    return reply(shown(DeskReportShape, desk_report(request.user, filters, request.now)))


@router.get("/promise-report", response=PromiseReportShape)
def report_of_promises(request: Call) -> HttpResponse:
    """Hold every response option in force against today's data, edition and roster (RO-5, D-19)."""
    rows = promise_report(request.user, in_shanghai(request.now).date())
    return reply(shown(PromiseReportShape, {"items": rows}))
