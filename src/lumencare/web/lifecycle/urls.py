"""The addresses of System Care: the radar, leads, the catalogue of systems."""

from django.urls import path

from lumencare.domain.lifecycle.kinds import LeadState
from lumencare.web.lifecycle import catalogue, catalogue_file, installed, leads, radar

CODE = "system-care/catalogue/<str:code>"
LEAD = "system-care/leads/<str:number>"

urlpatterns = [
    path("system-care/", radar.show, name="lifecycle"),
    path("system-care/export", radar.export, name="lifecycle-export"),
    path("system-care/leads/", leads.show_list, name="lifecycle-leads"),
    path("system-care/leads/export", leads.export, name="lifecycle-leads-export"),
    path(f"{LEAD}/", leads.show, name="lifecycle-lead"),
    path(f"{LEAD}/edit", leads.change, name="lifecycle-lead-edit"),
    path(f"{LEAD}/reason", leads.add_reason, name="lifecycle-lead-reason"),
    *(
        path(f"{LEAD}/{each.value}", leads.mover(each), name=f"lifecycle-lead-{each.value}")
        for each in LeadState
    ),
    path("system-care/catalogue/", catalogue.show_list, name="lifecycle-catalogue"),
    path("system-care/catalogue/export", catalogue_file.export, name="lifecycle-catalogue-export"),
    path("system-care/catalogue/import", catalogue_file.upload, name="lifecycle-catalogue-import"),
    path("system-care/catalogue/keep", catalogue_file.keep, name="lifecycle-catalogue-keep"),
    path("system-care/catalogue/new", catalogue.change, name="lifecycle-system-new"),
    path(f"{CODE}/", catalogue.show, name="lifecycle-system"),
    path(f"{CODE}/edit", catalogue.change, name="lifecycle-system-edit"),
    path(f"{CODE}/software", catalogue.change_software, name="lifecycle-software"),
    path(f"{CODE}/software/out", catalogue.withdraw_software, name="lifecycle-software-out"),
    path(f"{CODE}/reuse", catalogue.change_reuse, name="lifecycle-reuse"),
    path(f"{CODE}/reuse/out", catalogue.withdraw_reuse, name="lifecycle-reuse-out"),
    path("systems/<int:pk>/lead", leads.make, name="lifecycle-lead-new"),
    path("systems/<int:pk>/software", installed.note, name="lifecycle-installed"),
]
