"""The addresses of the interface for programs; what is none of them is told so in JSON."""

from django.urls import re_path

from lumencare.api.frame import frame, framed, unknown
from lumencare.api.service import service

app_name = "api"
urlpatterns = [
    *framed(service.urls[0]),
    re_path("", frame(unknown), name="unknown"),
]
