"""The addresses of the pages for staff."""

from django.urls import include, path

from lumencare.web import workbench
from lumencare.web.search import views as search

urlpatterns = [
    # First, as everybody at the desk asks it for news every other second.
    path("", include("lumencare.web.desk.urls")),
    path("", workbench.show, name="workbench"),
    path("editions/", include("lumencare.web.pricebook.urls")),
    path("calendars/", include("lumencare.web.calendars.urls")),
    path("search", search.show, name="search"),
    path("", include("lumencare.web.sites.urls")),
    path("", include("lumencare.web.members.urls")),
    path("", include("lumencare.web.windows.urls")),
    path("", include("lumencare.web.renewals.urls")),
    path("", include("lumencare.web.sales.urls")),
    path("", include("lumencare.web.contracts.urls")),
    path("", include("lumencare.web.dispatch.urls")),
    path("", include("lumencare.web.finance.urls")),
    path("", include("lumencare.web.stock.urls")),
    path("", include("lumencare.web.catalogue.urls")),
    path("", include("lumencare.web.people.urls")),
    path("", include("lumencare.web.notices.urls")),
    path("", include("lumencare.web.phone.urls")),
    path("", include("lumencare.web.remote.urls")),
    path("", include("lumencare.web.claims.urls")),
    path("privacy/", include("lumencare.web.privacy.urls")),
    path("", include("lumencare.web.handovers.urls")),
    path("", include("lumencare.web.upgrades.urls")),
    path("", include("lumencare.web.lifecycle.urls")),
]
