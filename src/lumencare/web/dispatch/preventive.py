"""Preventive visits of a year: contract by month, owed against planned (screen 12)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.domain.reading import read_whole
from lumencare.domain.shanghai import MONTHS_EN
from lumencare.domain.text import Text
from lumencare.field.queries import yearly_of

YEARS = range(2000, 2100)
MONTHS = [Text(f"{number} 月", name) for number, name in enumerate(MONTHS_EN, start=1)]


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show a year's preventive visits."""
    asked = read_whole(request.GET.get("year", ""))
    year = asked if asked is not None and asked in YEARS else request.today.year
    cursor = request.GET.get("cursor", "")
    found = yearly_of(request.user, year, request.today, cursor=cursor)
    context = {
        "year": year,
        "before": year - 1,
        "after": year + 1,
        "found": found,
        "page": found,
        "months": MONTHS,
        "can_send": may(request.user, Right.KEEP_VISITS),
    }
    return render(request, "dispatch/preventive.html", context)
