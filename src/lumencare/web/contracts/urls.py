"""The addresses of contracts."""

from django.urls import path

from lumencare.web.contracts import amending, contract, deeds, drift, listing, papers

ONE = "contracts/<str:number>"
AMENDMENT = f"{ONE}/amendments/<int:amendment>"

urlpatterns = [
    path("contracts/", listing.show, name="contracts"),
    path("contracts/export", listing.export, name="contracts-export"),
    path("contracts/drift/", drift.show, name="contracts-drift"),
    path("contracts/drift/export", drift.export, name="contracts-drift-export"),
    path(f"{ONE}/", contract.show, name="contract"),
    path(f"{ONE}/suspend", amending.suspend, name="contracts-suspend"),
    path(f"{ONE}/resume", amending.resume, name="contracts-resume"),
    path(f"{ONE}/cancel", amending.cancel, name="contracts-cancel"),
    path(f"{ONE}/bill-to", amending.change_bill_to, name="contracts-bill-to"),
    path(f"{ONE}/purchase", amending.correct_purchase, name="contracts-purchase"),
    path(f"{ONE}/systems", amending.add_system, name="contracts-add-system"),
    path(f"{ONE}/sign", deeds.record_signature, name="contracts-sign"),
    path(f"{ONE}/document", papers.make, name="contracts-make"),
    path(f"{ONE}/document/<int:revision>.pdf", papers.download, name="contracts-document"),
    path(f"{ONE}/document/<int:revision>/<int:page>.png", papers.picture, name="contracts-picture"),
    path(f"{ONE}/seal", papers.seal, name="contracts-seal"),
    path(f"{ONE}/sealed", papers.download_sealed, name="contracts-sealed"),
    path(f"{AMENDMENT}/document", papers.make_amendment, name="contracts-amendment-make"),
    path(
        f"{AMENDMENT}/document/<int:revision>.pdf",
        papers.download_amendment,
        name="contracts-amendment-document",
    ),
    path(f"{AMENDMENT}/seal", papers.seal_amendment, name="contracts-amendment-seal"),
    path(
        f"{AMENDMENT}/sealed", papers.download_sealed_amendment, name="contracts-amendment-sealed"
    ),
    path(f"{ONE}/conditions/<int:condition>", deeds.meet, name="contracts-meet"),
    path(f"{ONE}/allowances/<int:allowance>", deeds.use, name="contracts-draw"),
    path(f"{ONE}/draws/<int:used>/return", deeds.take_back, name="contracts-return"),
]
