"""What a quote of a system is made on: its facts, the edition in force, the reach of its site."""

from dataclasses import dataclass, replace
from datetime import date

from django.shortcuts import get_object_or_404

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.edition import Edition
from lumencare.domain.quotation.held import service_years_held
from lumencare.domain.quotation.inquiry import Inquiry
from lumencare.domain.quotation.making import Quotation, make_quotation
from lumencare.domain.quotation.stored import Choices
from lumencare.domain.reach import Reach
from lumencare.domain.readiness.judging import Readiness
from lumencare.domain.request import QuotationRequest
from lumencare.domain.text import Text
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.facts import reach_of_site, request_of
from lumencare.sites.holdings import held_rows, holdings_of, responses_of
from lumencare.sites.models import System
from lumencare.sites.queries.readiness import readiness_of
from lumencare.sites.search import visible_sites

# Until a quote is started it has no number: the core needs some text in its place.
NO_NUMBER = "-"


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything that a quotation of a system follows from, but for the choices."""

    pk: int
    site_pk: int
    name: str
    name_en: str
    owner: str
    edition: Edition
    request: QuotationRequest
    reach: Reach
    on: date
    readiness: Readiness

    @property
    def has_service(self) -> bool:
        """Whether a plan is held to which options can be added in mid-term (RO-1)."""
        return any(service_years_held(Inquiry(self.edition, self.request, self.on, self.reach)))

    @property
    def missing_records(self) -> tuple[Text, ...]:
        """The drawings and the database that the customer still has to provide (SC-9)."""
        lacking = {each.value for each in self.readiness.missing}
        return tuple(each.text for each in self.edition.documents if each.code in lacking)


def quoting_basis(user: User, pk: int, on: date) -> Basis:
    """Return what a quote of a system is made on, for somebody who makes quotes."""
    require_right(user, Right.MAKE_QUOTES)
    systems = System.objects.filter(site__in=visible_sites(user))
    row = get_object_or_404(systems.select_related("site__owner"), pk=pk)
    edition = edition_in_force(on)
    return Basis(
        pk=row.pk,
        site_pk=row.site_id,
        name=row.site.name,
        name_en=row.site.name_en,
        owner=row.site.owner.name,
        edition=edition,
        # The part lines are printed nowhere and price nothing: the total alone counts here.
        request=held_request(row, on),
        reach=reach_of_site(edition, row.site),
        on=on,
        readiness=readiness_of([row], on, edition)[row.pk].readiness,
    )


def held_request(row: System, on: date) -> QuotationRequest:
    """Return the facts of a system with what it holds already (D-22)."""
    held = held_rows(row, on)
    return replace(
        request_of(row, lines=()), held=holdings_of(held), held_responses=responses_of(held)
    )


def quote_on(basis: Basis, choices: Choices, number: str = NO_NUMBER) -> Quotation:
    """Price choices on a basis, nothing written; raises QuotationRefused and InputProblems."""
    request = replace(
        basis.request, plans=choices.plans, options=choices.options, prices=choices.prices
    )
    return make_quotation(basis.edition, request, basis.on, number=number, reach=basis.reach)
