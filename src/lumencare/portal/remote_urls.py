"""The addresses that the signer of a remote agreement opens without an account."""

from django.urls import path

from lumencare.portal import remote

urlpatterns = [
    path("<str:token>/", remote.show, name="remote-link"),
    path("<str:token>/paper", remote.download, name="remote-link-paper"),
    path("<str:token>/log", remote.log, name="remote-link-log"),
    path("<str:token>/code", remote.get_code, name="remote-link-code"),
    path("<str:token>/sign", remote.agree, name="remote-link-sign"),
    path("<str:token>/revoke", remote.take_back, name="remote-link-revoke"),
    path("<str:token>/withdraw", remote.withdraw, name="remote-link-withdraw"),
    path("<str:token>/consent", remote.consent, name="remote-link-consent"),
]
