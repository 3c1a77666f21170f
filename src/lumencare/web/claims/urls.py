"""The addresses of claims for replacement parts."""

from django.urls import path

from lumencare.web.claims import asking, claim, listing, report, slip
from lumencare.web.claims.steps import view_of
from lumencare.web.claims.table import STEPS

ONE = "claims/<str:number>"

urlpatterns = [
    path("claims/", listing.show, name="claims"),
    path("claims/export", listing.export, name="claims-export"),
    path("claims/report", report.show, name="claims-report"),
    path("claims/report/export", report.export, name="claims-report-export"),
    path(f"{ONE}/", claim.show, name="claim"),
    path(f"{ONE}/slip", slip.show, name="claim-slip"),
    *(path(f"{ONE}/{each.slug}", view_of(each), name=f"claim-{each.slug}") for each in STEPS),
    path("cases/<str:number>/claim", asking.ask, name="claim-ask"),
    path("cases/<str:number>/parts/<int:part>/claim", asking.ask_line, name="claim-line"),
]
