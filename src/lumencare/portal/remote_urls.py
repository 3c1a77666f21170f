"""The addresses that the signer of a remote agreement opens without an account."""

from django.urls import path

from lumencare.portal.remote import PAGES, by_signing_link, name_of_page

urlpatterns = [
    path(
        "<str:token>/" if page == "page" else f"<str:token>/{page}",
        by_signing_link(page),
        name=name_of_page("remote-link", page),
    )
    for page in PAGES
]
