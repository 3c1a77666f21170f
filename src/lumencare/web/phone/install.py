"""What makes the phone's pages an app: its manifest, and the worker that keeps them."""

import hashlib

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lumencare.web.templatetags.words import short_language

SCRIPTS = tuple(f"lumencare/{each}.js" for each in ("app", "phone-queue", "pen", "phone"))
SHELL = ("lumencare/style.css", *SCRIPTS)
ICONS = (("lumencare/phone-192.png", "192x192"), ("lumencare/phone-512.png", "512x512"))
DUSK = "#0F1A23"


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Hand out the worker of this language's pages; new files of ours make it a new worker."""
    shell = [static(each) for each in SHELL]
    version = hashlib.sha256(" ".join(shell).encode()).hexdigest()[:12]
    shown = {"shell": shell, "version": version, "scope": reverse("phone")}
    answer = render(request, "phone/worker.js", shown, content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Hand out what the phone's home screen shows."""
    start = reverse("phone")
    icons = [
        {"src": static(path), "sizes": size, "type": "image/png", "purpose": "any maskable"}
        for path, size in ICONS
    ]
    facts = {
        "id": start,
        "name": _("Lumencare field work"),
        "short_name": _("My day"),
        "lang": "en" if short_language() == "en" else "zh-Hans",
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "background_color": DUSK,
        "theme_color": DUSK,
        "icons": icons,
    }
    answer = JsonResponse(facts, content_type="application/manifest+json")
    answer["Cache-Control"] = "no-cache"
    return answer
