"""Every trail reads in words: what was done, to what, to which field, and what a code means."""

import ast
from collections.abc import Iterator
from pathlib import Path

import lumencare
from lumencare.audit import codes, words
from lumencare.domain.lifecycle.kinds import LeadState
from lumencare.domain.remote.sessions import SessionStep
from lumencare.domain.remote.states import AgreementStep
from lumencare.domain.stock.kinds import LoanState, MoveKind, ReservationState

SOURCE = Path(lumencare.__file__).parent
# Actions whose names are made of a code.
MADE = {
    # A time is given by `give-consent`.
    *(each for each in AgreementStep if each is not AgreementStep.CONSENT),
    *(f"session-{each}" for each in SessionStep),
    *(f"{each}-parts" for each in MoveKind),
    *(f"{each}-reservation" for each in ReservationState if each is not ReservationState.HELD),
    *(f"loan-{each}" for each in LoanState if each is not LoanState.OUT),
    *(f"lead-{each}" for each in LeadState),
}


def written() -> Iterator[object]:
    """Yield every action that the source names outright."""
    for path in SOURCE.rglob("actions/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "action":
                yield from (each.value for each in [node.value] if isinstance(each, ast.Constant))


def test_every_action_has_words() -> None:
    assert sorted(({*map(str, written()), *map(str, MADE)}) - words.ACTIONS.keys()) == []


def test_an_action_may_read_otherwise_of_some_things() -> None:
    agreement = words.action_words("revoke", "remote.remoteagreement")
    assert (agreement.zh, words.action_words("revoke", "accounts.apitoken").zh) == ("撤回", "撤销")


def test_what_rooms_share_by_name_they_call_by_their_own_words() -> None:
    """A part is issued from stock (出库), a quote is issued (定稿), an invoice issued (开票)."""
    assert words.action_words("issue", "claims.claim").zh == "出库"
    assert words.action_words("issue", "sales.quoteversion").zh == "定稿"
    assert words.field_words("issued_on", "claims.claim").zh == "出库日期"
    assert words.field_words("issued_on", "contracts.invoicerequest").zh == "开票日期"
    assert words.field_words("place", "claims.claim").zh == "位置"
    assert words.field_words("place", "stock.reservation").zh == "库位"


def test_codes_read_in_words_and_others_as_they_stand() -> None:
    said = codes.code_words("remote.remoteagreement", "state", "revoked")
    assert said is not None
    assert (said.zh, said.en) == ("已撤回", "Revoked")
    assert codes.code_words("remote.remoteagreement", "state", "unheard of") is None
    assert codes.code_words("sites.site", "state", "revoked") is None
