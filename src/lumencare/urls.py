"""All addresses: pages in both languages, English ones under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from lumencare.portal import checking
from lumencare.web import calendar

urlpatterns = [
    path("api/v1/", include("lumencare.api.urls")),
    # One address whatever the language: a calendar holds both.
    path("calendar/<str:token>.ics", calendar.show, name="calendar-feed"),
    *i18n_patterns(
        path("account/", include("lumencare.web.people.account_urls")),
        path("check/", checking.check, name="check"),
        path("check/<str:number>", checking.check, name="check-one"),
        path("portal/", include("lumencare.portal.door_urls")),
        path("q/", include("lumencare.portal.urls")),
        path("r/", include("lumencare.portal.remote_urls")),
        path("u/", include("lumencare.portal.proposal_urls")),
        path("", include("lumencare.web.urls")),
        prefix_default_language=False,
    ),
]
