"""What a quote is made on: the facts of the system, for those who may quote it."""

import pytest
from django.http import Http404

from lumencare.accounts.rights import NotAllowed
from lumencare.domain.codes import PlanCode
from lumencare.domain.quotation.stored import Choices
from lumencare.domain.request import PlanChoice
from lumencare.sales.basis import quote_on, quoting_basis
from tests.office import TODAY, organization, outsider, person, system

pytestmark = pytest.mark.django_db


def test_a_system_is_priced_as_the_core_prices_it() -> None:
    basis = quoting_basis(person("sales"), system().pk, TODAY)
    quotation = quote_on(basis, Choices(plans=(PlanChoice(PlanCode.PLUS),)))
    assert str(quotation.net) == "80000.00"
    assert quotation.request.project == "滨江中心 A 座"
    assert quotation.reach is not None


@pytest.mark.parametrize("role", ["engineer", "finance", "approver"])
def test_only_those_who_make_quotes_get_a_basis(role: str) -> None:
    with pytest.raises(NotAllowed):
        quoting_basis(person(role), system().pk, TODAY)


def test_a_customer_makes_no_quote_even_of_an_own_system() -> None:
    row = system()
    with pytest.raises(NotAllowed):
        quoting_basis(outsider(row.site.owner), row.pk, TODAY)
    with pytest.raises(NotAllowed):
        quoting_basis(outsider(organization("别家")), row.pk, TODAY)


def test_a_system_that_is_not_there_is_not_found() -> None:
    with pytest.raises(Http404):
        quoting_basis(person("sales"), 999_999, TODAY)
