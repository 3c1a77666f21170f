"""The addresses of contracts."""

from django.urls import path

from lumencare.web.contracts import amending, contract, deeds, listing

ONE = "contracts/<str:number>"

urlpatterns = [
    path("contracts/", listing.show, name="contracts"),
    path("contracts/export", listing.export, name="contracts-export"),
    path(f"{ONE}/", contract.show, name="contract"),
    path(f"{ONE}/suspend", amending.suspend, name="contracts-suspend"),
    path(f"{ONE}/resume", amending.resume, name="contracts-resume"),
    path(f"{ONE}/cancel", amending.cancel, name="contracts-cancel"),
    path(f"{ONE}/bill-to", amending.change_bill_to, name="contracts-bill-to"),
    path(f"{ONE}/purchase", amending.correct_purchase, name="contracts-purchase"),
    path(f"{ONE}/systems", amending.add_system, name="contracts-add-system"),
    path(f"{ONE}/sign", deeds.record_signature, name="contracts-sign"),
    path(f"{ONE}/conditions/<int:condition>", deeds.meet, name="contracts-meet"),
    path(f"{ONE}/allowances/<int:allowance>", deeds.use, name="contracts-draw"),
    path(f"{ONE}/draws/<int:used>/return", deeds.take_back, name="contracts-return"),
]
