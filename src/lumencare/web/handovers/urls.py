"""The addresses of accepted upgrades."""

from django.urls import path

from lumencare.web.handovers import accepting, bills, completing, page, report

ONE = "upgrades/<str:number>"

urlpatterns = [
    path("upgrades/", page.show_list, name="handovers"),
    path("upgrades/report", report.show, name="handovers-report"),
    path("upgrades/report/export", report.export, name="handovers-report-export"),
    path(f"{ONE}/", page.show, name="handover"),
    path(f"{ONE}/accept", accepting.show, name="handovers-accept"),
    path(f"{ONE}/complete", completing.show, name="handovers-complete"),
    path(f"{ONE}/plan", page.plan, name="handovers-plan"),
    path(f"{ONE}/evidence", page.download, name="handovers-evidence"),
    path(f"{ONE}/contracts/<str:contract>/end", page.end, name="handovers-end"),
    path("finance/upgrade-bills/", bills.show, name="finance-upgrade-bills"),
    path("finance/upgrade-bills/<int:pk>/paid", bills.pay, name="finance-upgrade-bill-paid"),
    path(
        "finance/upgrade-bills/<int:pk>/invoice",
        bills.ask_invoice,
        name="finance-upgrade-bill-invoice",
    ),
]
