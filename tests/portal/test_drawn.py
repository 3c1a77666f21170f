"""Drawing on a signing page: offered, kept through a wrong code, refused when it is none."""

from base64 import b64encode
from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from lumencare.remote.models import DrawnSignature, RemoteAgreement
from tests.office import NOW
from tests.portal.test_remote import address, signature
from tests.remote.agreements import sent, technician
from tests.remote.test_drawing import drawn

pytestmark = pytest.mark.django_db
PICTURE = "data:image/png;base64,"


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    """Let every request happen at the moment that the tests are written for."""
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def as_address(picture: bytes) -> str:
    return PICTURE + b64encode(picture).decode()


def test_a_drawn_signature_goes_with_the_code(client: Client) -> None:
    """RS-2."""
    link = sent()
    client.post(address(link, "code"))
    page = client.get(address(link)).content.decode()
    assert "也可用手指签名" in page
    posted = signature(link, drawing=as_address(drawn()))
    assert client.post(address(link, "sign"), posted).status_code == 302
    assert DrawnSignature.objects.get().agreement == RemoteAgreement.objects.get(state="signed")


def test_it_is_not_drawn_again_for_a_wrong_code(client: Client) -> None:
    link = sent()
    client.post(address(link, "code"))
    picture = as_address(drawn())
    right = signature(link)
    wrong = f"{(int(right['code']) + 1) % 10**6:06d}"
    answer = client.post(address(link, "sign"), {**right, "code": wrong, "drawing": picture})
    assert answer.status_code == 422
    assert f'name="drawing" value="{picture}"' in answer.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        as_address(b"MZ\x90\x00"),
        "data:text/html;base64,PHNjcmlwdD4=",
        "%%%",
        '"><script>alert(1)</script>',
        "data:image/svg+xml,<svg onload=alert(1)>",
    ],
)
def test_what_is_no_drawing_is_told_on_the_page_and_not_sent_back(
    client: Client, wrong: str
) -> None:
    link = sent()
    client.post(address(link, "code"))
    answer = client.post(address(link, "sign"), signature(link, drawing=wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'name="drawing" value=""' in page
    assert "alert(1)" not in page
    assert RemoteAgreement.objects.get().state == "sent"
    # Signed by name alone, the same code still works.
    assert client.post(address(link, "sign"), signature(link)).status_code == 302


def test_it_is_seen_in_the_office(client: Client) -> None:
    link = sent()
    client.post(address(link, "code"))
    client.post(address(link, "sign"), signature(link, drawing=as_address(drawn())))
    client.force_login(technician())
    page = client.get(f"/remote/agreements/{RemoteAgreement.objects.get().number}/")
    assert DrawnSignature.objects.get().sha256 in page.content.decode()
