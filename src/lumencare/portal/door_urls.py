"""The addresses behind the customer's own door; `tests/portal/doors.py` has a row for each."""

from django.urls import path

from lumencare.portal import (
    entering,
    faults,
    home,
    offers,
    papers,
    passports,
    people,
    visits,
)

urlpatterns = [
    path("enter", entering.knock, name="portal-door"),
    path("enter/code", entering.type_code, name="portal-code"),
    path("in/<str:token>", entering.come_by_link, name="portal-link"),
    path("leave", entering.leave, name="portal-leave"),
    path("", home.show_home, name="portal-home"),
    path("sites/<int:pk>/", home.show_site, name="portal-site"),
    path("sites/<int:pk>/report", faults.report, name="portal-report"),
    path("cases/", faults.show_all, name="portal-cases"),
    path("cases/<str:number>/", faults.show_one, name="portal-case"),
    path("cases/<str:number>/write", faults.write, name="portal-write"),
    path("cases/<str:number>/rate", faults.rate, name="portal-rate"),
    path("files/<int:pk>", faults.open_file, name="portal-file"),
    path("visits/<str:number>/agree", visits.agree, name="portal-agree"),
    path("visits/<str:number>/refuse", visits.refuse, name="portal-refuse"),
    path("visits/<str:number>/sign", visits.sign, name="portal-sign"),
    path("visits/<str:number>/report.pdf", visits.download, name="portal-visit-report"),
    path("allowances/", visits.allowances, name="portal-allowances"),
    path("allowances/<int:pk>/book", visits.book, name="portal-book"),
    path("systems/<int:pk>/cover", passports.show_one, name="portal-passport"),
    path("systems/<int:pk>/cover.pdf", passports.make, name="portal-passport-pdf"),
    path("systems/<int:pk>/plans", offers.show_plans, name="portal-plans"),
    path("renewals/<int:pk>/", offers.renew, name="portal-renew"),
    path("papers/", papers.show_all, name="portal-papers"),
    path("papers/<str:number>.pdf", papers.contract, name="portal-contract"),
    path("papers/invoices.xlsx", papers.invoices, name="portal-invoices"),
    path("people/", people.show_all, name="portal-people"),
    path("people/<int:pk>/invite", people.invite, name="portal-invite"),
    path("people/<int:pk>/remove", people.remove, name="portal-remove"),
    path("people/<int:pk>/keep", people.keep, name="portal-keep"),
    path("partners/", people.partners, name="portal-partners"),
    path("partners/<int:pk>", people.consent, name="portal-consent"),
]
