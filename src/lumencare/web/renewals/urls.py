"""The addresses of the renewals."""

from django.urls import path

from lumencare.web.renewals import offering, views

urlpatterns = [
    path("renewals/", views.show, name="renewals"),
    path("renewals/export", views.export, name="renewals-export"),
    path("renewals/offer", offering.show, name="renewals-offer"),
]
