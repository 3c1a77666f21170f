"""The addresses of contracts."""

from django.urls import path

from lumencare.web.contracts import contract, deeds, listing

ONE = "contracts/<str:number>"

urlpatterns = [
    path("contracts/", listing.show, name="contracts"),
    path("contracts/export", listing.export, name="contracts-export"),
    path(f"{ONE}/", contract.show, name="contract"),
    path(f"{ONE}/sign", deeds.record_signature, name="contracts-sign"),
    path(f"{ONE}/conditions/<int:condition>", deeds.meet, name="contracts-meet"),
    path(f"{ONE}/allowances/<int:allowance>", deeds.use, name="contracts-draw"),
    path(f"{ONE}/draws/<int:used>/return", deeds.take_back, name="contracts-return"),
]
