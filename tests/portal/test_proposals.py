"""The customer's link to an upgrade proposal: compare, read, accept one option, nothing else."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from lumencare.domain.upgrade.content import OptionKind
from lumencare.sites.models import Site
from lumencare.upgrades.actions import revoke_link
from lumencare.upgrades.archive import read_pdf
from lumencare.upgrades.links import token_of
from lumencare.upgrades.models import ProposalVersion
from tests.handovers.handovers import accepted, completed, key_of, offered
from tests.office import NOW, organization, site
from tests.portal.guests import come, link_to
from tests.upgrades.proposals import seller

pytestmark = pytest.mark.django_db
SCRIPT = '<script>alert("x")</script>'


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    """Let every request happen at the moment that the tests are written for."""
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def address(version: ProposalVersion, rest: str = "", language: str = "") -> str:
    """Return where the link of a version leads."""
    return f"{language}/u/{token_of(version.links.get())}/{rest}"


def acceptance(version: ProposalVersion, **more: str) -> dict[str, str]:
    """Return what the form posts."""
    return {
        "accept-name": "王建国",
        "accept-agree": "on",
        "accept-option": key_of(version, OptionKind.SOFTWARE),
        "accept-sha256": version.pdf_sha256,
        **more,
    }


@pytest.mark.parametrize(
    ("language", "words"),
    [("", ("方案 A", "保留与更换")), ("/en", ("Option A", "What stays and what is replaced"))],
)
def test_the_options_stand_side_by_side_with_reuse_and_cover(
    client: Client, language: str, words: tuple[str, str]
) -> None:
    version = offered()
    page = client.get(address(version, language=language)).content.decode()
    assert all(each in page for each in (*words, "D-14", "D-1", version.pdf_sha256))
    got = client.get(address(version, "pdf"))
    assert got.content == read_pdf(version)
    assert client.get(address(version, "page/1.png"))["Content-Type"] == "image/png"
    assert client.get(address(version, "page/99.png")).status_code == 404


def test_an_option_is_accepted_and_the_page_says_so(client: Client) -> None:
    version = offered()
    answer = client.post(address(version, "accept"), acceptance(version))
    assert (answer.status_code, answer["Location"]) == (302, address(version))
    version.refresh_from_db()
    assert (version.state, version.accepted_option) == (
        "accepted",
        key_of(version, OptionKind.SOFTWARE),
    )
    page = client.get(address(version)).content.decode()
    assert "已接受，谢谢" in page
    assert address(version, "accept") not in page
    # The same once more is the same; something else comes too late.
    assert client.post(address(version, "accept"), acceptance(version)).status_code == 302
    other = acceptance(version, **{"accept-name": "李四"})
    assert client.post(address(version, "accept"), other).status_code == 422


@pytest.mark.parametrize(
    "more",
    [
        {"accept-option": "Z"},
        {"accept-option": ""},
        {"accept-agree": ""},
        {"accept-name": ""},
        {"accept-name": SCRIPT * 9},
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_accepted(
    client: Client, more: dict[str, str]
) -> None:
    version = offered()
    answer = client.post(address(version, "accept"), acceptance(version, **more))
    assert answer.status_code == 422
    assert SCRIPT not in answer.content.decode()
    version.refresh_from_db()
    assert version.state == "sent"


def test_another_document_than_the_one_shown_is_not_accepted(client: Client) -> None:
    version = offered()
    wrong = acceptance(version, **{"accept-sha256": "0" * 64})
    assert client.post(address(version, "accept"), wrong).status_code == 409


def test_a_link_that_ended_or_was_taken_back_opens_nothing(client: Client) -> None:
    version = offered()
    for made_up in ("x", "0" * 43, address(version)[3:-2]):
        assert client.get(f"/u/{made_up}/").status_code == 404
    with time_machine.travel(NOW + timedelta(days=31), tick=False):
        assert client.get(address(version)).status_code == 404
    revoke_link(version.links.get(), by=seller(), now=NOW)
    for rest in ("", "pdf", "page/1.png"):
        assert client.get(address(version, rest)).status_code == 404
    assert client.post(address(version, "accept"), acceptance(version)).status_code == 404


def test_a_forged_form_and_a_frame_are_refused() -> None:
    version = offered()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address(version, "accept"), acceptance(version)).status_code == 403
    page = strict.get(address(version))
    assert page["X-Frame-Options"] == "DENY"
    assert "noindex" in page["X-Robots-Tag"]


def test_home_says_that_a_proposal_waits_and_to_nobody_elses_owner() -> None:
    version = offered()
    place = Site.objects.get()
    home = f"/portal/sites/{place.pk}/"
    assert address(version) in come(link_to(place)).get(home).content.decode()
    there = site(organization("别家"), name="别家大厦")
    stranger = come(link_to(there))
    assert stranger.get(home).status_code == 404
    assert address(version) not in stranger.get(f"/portal/sites/{there.pk}/").content.decode()
    Client().post(address(version, "accept"), acceptance(version))
    assert address(version) not in come(link_to(place)).get(home).content.decode()


def test_papers_hold_every_proposal_that_went_out_with_its_handover(client: Client) -> None:
    version = offered()
    place = Site.objects.get()
    papers = "/en/portal/papers/"
    page = come(link_to(place)).get(papers).content.decode()
    assert address(version) in page
    assert "Sent" in page
    accepted(version)
    assert "Accepted" in come(link_to(place)).get(papers).content.decode()
    made = completed(version)
    page = come(link_to(place)).get(papers).content.decode()
    assert "handed over on" in page
    assert made.replacement is not None
    revoke_link(version.links.get(), by=seller(), now=NOW)
    page = come(link_to(place)).get(papers).content.decode()
    # The link is gone: what came with the upgrade is still a tap away.
    assert f"/portal/systems/{made.replacement.new_id}/cover" in page
    there = site(organization("别家"), name="别家大厦")
    assert version.proposal.number not in come(link_to(there)).get(papers).content.decode()
