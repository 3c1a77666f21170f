"""A case with open claims: closed knowingly or not at all."""

import pytest
from django.test import Client

from lumencare.accounts.models import User
from lumencare.claims.actions import close_case, withdraw
from lumencare.claims.models import Claim
from lumencare.desk.actions import resolve
from lumencare.domain.problems import Refused
from tests.api.calling import program
from tests.claims.claims import NOON, asked, clerk, fitted, part, supplied
from tests.claims.test_life import in_year_three
from tests.desk.cases import support
from tests.office import person

pytestmark = pytest.mark.django_db


def coordinator() -> User:
    return User.objects.filter(name="调度").first() or person("coordinator", name="调度")


def resolved(claim: Claim) -> Claim:
    case = claim.case
    case.refresh_from_db()
    resolve(case, resolution="已更换", how="on-site", by=support(), now=NOON)
    return claim


def test_a_claim_that_waits_is_named_before_its_case_is_closed() -> None:
    """X-7: told which; closed once the person names each; the claim goes on without the case."""
    part(serialised=True)
    claim = resolved(fitted(supplied(asked(), "N-1")))
    with pytest.raises(Refused, match=claim.number):
        close_case(claim.case, (), by=coordinator(), now=NOON)
    with pytest.raises(Refused, match=claim.number):
        close_case(claim.case, ("P-9901-001",), by=coordinator(), now=NOON)
    close_case(claim.case, (claim.number,), by=coordinator(), now=NOON)
    assert claim.case.state == "closed"


def test_a_share_is_settled_before_the_case_is_closed() -> None:
    """D-20: what the customer pays is charged on the case; naming the claim does not help."""
    claim = resolved(in_year_three())
    with pytest.raises(Refused, match="share"):
        close_case(claim.case, (claim.number,), by=coordinator(), now=NOON)
    withdraw(claim, why="客户不换", by=support(), now=NOON)
    close_case(claim.case, (), by=coordinator(), now=NOON)
    assert claim.case.state == "closed"


def test_the_page_lists_the_claims_to_be_ticked(client: Client) -> None:
    part(serialised=True)
    claim = resolved(fitted(supplied(asked(), "N-1")))
    client.force_login(coordinator())
    address = f"/en/cases/{claim.case.number}/close"
    page = client.get(address).content.decode()
    assert f'value="{claim.number}"' in page
    version = {"version": claim.case.version}
    refused = client.post(address, version)
    assert (refused.status_code, claim.number in refused.content.decode()) == (422, True)
    done = client.post(address, {**version, "knowing": claim.number})
    assert done.status_code == 302
    claim.case.refresh_from_db()
    assert claim.case.state == "closed"


def test_a_case_without_claims_is_closed_as_before(client: Client) -> None:
    part()
    claim = resolved(asked())
    withdraw(claim, why="误报", by=clerk(), now=NOON)
    client.force_login(coordinator())
    address = f"/en/cases/{claim.case.number}/close"
    assert "knowing" not in client.get(address).content.decode()
    assert client.post(address, {"version": claim.case.version}).status_code == 302


def test_a_program_names_the_claims_too() -> None:
    part(serialised=True)
    claim = resolved(fitted(supplied(asked(), "N-1")))
    caller = program("coordinator")
    address = f"/cases/{claim.case.number}/close"
    told = caller.post(address)
    assert told.status == 422
    assert claim.number in str(told.body)
    assert caller.post(address, {"knowing": [claim.number]}).body["state"] == "closed"
