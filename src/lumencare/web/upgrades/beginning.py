"""Beginning a proposal of a system: what the customer needs, the survey, the way to begin with."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.upgrade.content import OPTION_KIND_NAMES, OptionKind
from lumencare.sites.queries.rows import find_system
from lumencare.upgrades.actions import ProposalWish, start_proposal
from lumencare.upgrades.queries import done_surveys, find_survey
from lumencare.upgrades.targets import targets_of
from lumencare.upgrades.typed import read_code
from lumencare.web.sites.form_pages import FormPage, bind, saved, show_form
from lumencare.web.templatetags.words import said
from lumencare.web.upgrades.forms import BeginForm

USUAL = "usual"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request, pk: int) -> HttpResponse:
    """Show the form, or begin the proposal and lead on to its draft."""
    require_right(request.user, Right.MAKE_PROPOSALS)
    system = find_system(request.user, pk)

    def act(typed: dict[str, Any]) -> HttpResponse:
        survey = find_survey(request.user, typed["survey"]) if typed["survey"] else None
        ways = () if typed["way"] in {"", USUAL} else (read_way(typed["way"]),)
        wish = ProposalWish(need=typed["need"], survey=survey, ways=ways)
        version = start_proposal(pk, by=request.user, now=request.now, wish=wish)
        number = version.proposal.number
        return saved(request, _("The draft is made."), "proposals-edit", number)

    form = bind(BeginForm, request, survey=request.GET.get("survey", ""), way=USUAL)
    surveys = [(number, f"{number} · {on}") for number, on in done_surveys(pk)]
    form.fields["survey"].widget.choices = [*surveys, ("", _("None"))]
    both = (USUAL, _("What the catalogue has nearest, and the software upgrade"))
    form.fields["way"].widget.choices = [both, *ways_of(system.system_type)]
    page = FormPage(
        title=_("Begin a proposal"),
        back=reverse("system", args=[pk]),
        of=f"{system.ref} {system.name}",
        button=_("Make the draft"),
        lead=_(
            "The draft is made of the survey, the catalogue, the hardware list and the site "
            "records; everything in it can be changed."
        ),
    )
    return show_form(request, page, form, act)


def ways_of(system_type: str) -> list[tuple[str, str]]:
    """Return the ways that a form offers: the software upgrade, and each system that can follow."""
    software, system = OptionKind.SOFTWARE, OptionKind.SYSTEM
    found = [
        (f"{system.value}:{code}", f"{said(OPTION_KIND_NAMES[system])} → {said(name)}")
        for code, name in targets_of(system_type).items()
    ]
    other = (f"{system.value}:", f"{said(OPTION_KIND_NAMES[system])} → …")
    return [(f"{software.value}:", said(OPTION_KIND_NAMES[software])), *found, other]


def read_way(text: str) -> tuple[OptionKind, str]:
    """Return the kind of upgrade and its target that a form sent."""
    kind, _colon, target = text.partition(":")
    return read_code(OptionKind, "way", kind), target[:20]
