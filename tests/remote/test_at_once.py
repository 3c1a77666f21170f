"""Two at once: signed once, and no session outlives the agreement that is revoked beside it."""

import pytest

from lumencare.domain.problems import Refused
from lumencare.remote.actions import Signature, revoke, sign, start_session
from lumencare.remote.actions.coding import try_code
from lumencare.remote.models import (
    OneTimeCode,
    RemoteAgreement,
    RemoteSession,
    SignatureEvidence,
    SigningLink,
)
from tests.at_once import at_once, told
from tests.desk.cases import served
from tests.office import NOW
from tests.remote.agreements import (
    case_of,
    code_of,
    connection,
    fresh,
    sent,
    signed,
    technician,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_sign_at_once_one_wins() -> None:
    link = sent()
    code = code_of(link)
    links = [fresh(link), fresh(link)]
    signature = Signature(code=code, sha256=links[0].agreement.paper_sha256)
    results = at_once(*(lambda one=one: sign(one, signature, now=NOW) for one in links))
    assert len(told(results)) == 1
    assert SignatureEvidence.objects.count() == 1
    assert RemoteAgreement.objects.get().state == "signed"


def test_no_session_outlives_an_agreement_that_is_revoked_beside_its_start() -> None:
    """RS-2, D-24: whoever is first, nobody is connected afterwards."""
    found = served()
    signed(found)
    case, engineer = case_of(found), technician()
    row = RemoteAgreement.objects.get()
    at_once(
        lambda: start_session(case, connection(), by=engineer, now=NOW),
        lambda: revoke(row, why="发现异常", by=engineer, now=NOW),
    )
    assert RemoteAgreement.objects.get().state == "revoked"
    assert not RemoteSession.objects.exclude(state="ended").exists()
    with pytest.raises(Refused):
        start_session(case, connection(), by=engineer, now=NOW)


def test_many_guesses_at_once_are_no_more_than_five() -> None:
    link = sent()
    wrong = f"{(int(code_of(link)) + 1) % 10**6:06d}"
    links = [SigningLink.objects.get(pk=link.pk) for _ in range(8)]
    results = at_once(*(lambda one=one: try_code(one, wrong, now=NOW) for one in links))
    assert len(told(results)) == 8
    assert OneTimeCode.objects.get().tries == 5
