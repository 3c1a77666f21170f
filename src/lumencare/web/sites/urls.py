"""The addresses of the pages of organizations, sites, systems, people and papers."""

from django.urls import path

from lumencare.web.sites import (
    boms,
    contacts,
    lists,
    organization_forms,
    organization_names,
    records,
    site,
    site_forms,
    system,
    system_forms,
)

urlpatterns = [
    path("sites/", lists.show_sites, name="sites"),
    path("sites/new", site_forms.add, name="sites-new"),
    path("sites/export", lists.export_sites, name="sites-export"),
    path("sites/<int:pk>/", site.show_site, name="site"),
    path("sites/<int:pk>/edit", site_forms.change, name="sites-edit"),
    path("sites/<int:pk>/owner", site_forms.pass_on, name="sites-owner"),
    path("sites/<int:pk>/systems/new", system_forms.add, name="sites-system-new"),
    path("sites/<int:pk>/people/new", contacts.add, name="sites-contact-new"),
    path("sites/<int:pk>/records/new", records.add, name="sites-record-new"),
    path("sites/<int:pk>/records/none", records.say_none, name="sites-record-none"),
    path("people-at-sites/<int:pk>/edit", contacts.change, name="sites-contact-edit"),
    path("people-at-sites/<int:pk>/remove", contacts.remove, name="sites-contact-remove"),
    path("people-at-sites/<int:pk>/phone", contacts.show_number, name="sites-contact-phone"),
    path("records/<int:pk>/file", records.download, name="sites-record-file"),
    path("systems/", lists.show_systems, name="sites-systems"),
    path("systems/export", lists.export_systems, name="sites-systems-export"),
    path("systems/<int:pk>/", system.show, name="system"),
    path("systems/<int:pk>/edit", system_forms.change, name="sites-system-edit"),
    path("systems/<int:pk>/retire", system_forms.retire, name="sites-system-retire"),
    path("systems/<int:pk>/return", system_forms.give_back, name="sites-system-return"),
    path("systems/<int:pk>/list", boms.upload, name="sites-bom"),
    path("systems/<int:pk>/list/record", boms.keep, name="sites-bom-record"),
    path("lists/<int:pk>/difference", boms.compare, name="sites-bom-difference"),
    path("lists/<int:pk>/undo", boms.undo, name="sites-bom-undo"),
    path("organizations/", lists.show_organizations, name="sites-organizations"),
    path("organizations/new", organization_forms.add, name="sites-organization-new"),
    path("organizations/names", organization_names.show_names, name="sites-organization-names"),
    path("organizations/<int:pk>/", site.show_organization, name="organization"),
    path("organizations/<int:pk>/edit", organization_forms.change, name="sites-organization-edit"),
]
