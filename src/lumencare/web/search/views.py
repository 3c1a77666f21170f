"""Search: a page of hits, or the list below the field while somebody types."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lumencare.accounts.requests import Request
from lumencare.sites.search import Hit, find


@login_required
def show(request: Request) -> HttpResponse:
    """Show what is found for `q`."""
    wanted = request.GET.get("q", "").strip()
    template = "search/_hits.html" if request.htmx else "search/page.html"
    hits = [(each, _address(each)) for each in find(request.user, wanted)]
    return render(request, template, {"wanted": wanted, "hits": hits})


def _address(hit: Hit) -> str:
    return reverse(hit.kind, args=[hit.key])
