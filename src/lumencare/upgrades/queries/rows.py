"""One row each, for whoever may see it; anything else is as if it were not there (404)."""

from django.db.models import QuerySet
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.upgrades.models import Finding, ProposalLink, ProposalVersion, Survey


def visible_versions(user: User) -> QuerySet[ProposalVersion]:
    """Return the versions a person may see: all of them for staff with prices, none for others."""
    require_right(user, Right.SEE_PROPOSALS)
    return ProposalVersion.objects.select_related("proposal__system__site__owner", "author")


def find_version(user: User, number: str, version: int | None = None) -> ProposalVersion:
    """Return a version of a proposal, the latest where none is named; else Http404."""
    rows = visible_versions(user).filter(proposal__number=number)
    if version is not None:
        rows = rows.filter(number=version)
    found = rows.select_related("proposal__survey").order_by("-number").first()
    if found is None:
        raise Http404(f"proposal {number} {version or ''}")
    return found


def find_link(user: User, number: str, pk: int) -> ProposalLink:
    """Return a link to a version of a proposal, for those who send proposals; else Http404."""
    require_right(user, Right.MAKE_PROPOSALS)
    rows = ProposalLink.objects.select_related("proposal_version__proposal")
    found = rows.filter(proposal_version__proposal__number=number, pk=pk).first()
    if found is None:
        raise Http404(f"link {pk}")
    return found


def find_survey(user: User, number: str) -> Survey:
    """Return a survey by its number; else Http404."""
    require_right(user, Right.SEE_SURVEYS)
    rows = Survey.objects.select_related("system__site__owner", "author", "decided_by")
    found = rows.filter(number=number).first()
    if found is None:
        raise Http404(f"survey {number}")
    return found


def find_finding(user: User, number: str, pk: int) -> Finding:
    """Return a finding of a survey; else Http404."""
    found = Finding.objects.filter(survey=find_survey(user, number), pk=pk)
    row = found.select_related("survey__system").first()
    if row is None:
        raise Http404(f"finding {pk}")
    return row
