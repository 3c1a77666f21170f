"""Sign in as one of the made-up people; this address exists in a demo alone."""

from allauth.account.utils import perform_login
from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from lumencare.accounts.queries import demo_people
from lumencare.accounts.requests import Request


@require_POST
def enter(request: Request) -> HttpResponse:
    """Sign in as the person whose button was pressed."""
    chosen = request.POST.get("person", "")
    for each in demo_people() if settings.DEMO else []:
        if str(each.pk) == chosen:
            answer: HttpResponse = perform_login(request, each, "none")
            return answer
    raise Http404
