"""Remote agreements: asked for, listed, sent again, revoked; and whether one may connect now."""

from dataclasses import asdict
from io import BytesIO
from typing import Annotated, Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Path, Query, Router

from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import Wanted, listed, opened
from lumencare.api.replies import attach, file_described, reply
from lumencare.api.shapes.basic import NO_NUL, Key, Listed, shown
from lumencare.api.shapes.remote import (
    AccessMode,
    AgreementState,
    AskingForSignature,
    GivingConsent,
    RemoteAgreementShape,
    RemoteAnswerShape,
    Revoking,
    SentAgreementShape,
    WithdrawingConsent,
)
from lumencare.api.tokens import Call
from lumencare.desk.queries import find_case
from lumencare.domain.answers import reasons_answer
from lumencare.domain.problems import Refused
from lumencare.domain.text import does_not_apply
from lumencare.remote import actions
from lumencare.remote.facts import NO_SYSTEM
from lumencare.remote.queries import (
    AgreementFilters,
    agreement_page,
    find_agreement,
    gate_of_case,
    list_agreements,
)
from lumencare.remote.queries.pages import link_facts, paper_of
from lumencare.remote.queries.rows import find_people
from lumencare.sites.queries import find_organization, find_system

router = Router(tags=["remote"])
Agreement = Annotated[str, Path(max_length=40, pattern=NO_NUL, examples=["RA-2601-001"])]
CaseNumber = Annotated[str, Path(max_length=40, pattern=NO_NUL, examples=["R-2601-001"])]


class WantedAgreements(Wanted):
    """Which agreements are wanted; `ending`: within 30 days."""

    state: AgreementState | None = None
    mode: AccessMode | None = None
    ending: bool = False
    system: Key | None = None
    site: Key | None = None


@router.get("/cases/{number}/remote", response=RemoteAnswerShape)
def may_connect(request: Call, number: CaseNumber, mode: AccessMode | None = None) -> HttpResponse:
    """Tell whether one may connect for a case now, with every reason (RS-2, D-24)."""
    gate = gate_of_case(request.user, number, request.now, mode or "")
    if gate is None:
        raise Refused(does_not_apply("RS-2", NO_SYSTEM))
    told = {
        "may": gate.answer.may,
        "because": reasons_answer(gate.answer.because),
        "mode": gate.mode,
        "mode_name": gate.mode_name,
        "wants_signature": gate.answer.wants_signature,
        "offers_visit": gate.answer.offers_visit,
        "charged": gate.charged,
        "records_against": reasons_answer(gate.records.against),
        "may_state": gate.may_state,
        "agreement": gate.agreement,
    }
    return reply(shown(RemoteAnswerShape, told))


@router.get("/remote/agreements", response=Listed[RemoteAgreementShape])
def agreements(request: Call, wanted: Query[WantedAgreements]) -> HttpResponse:
    """List the agreements, newest first, each as it stands now."""
    filters = AgreementFilters(
        q=wanted.q,
        state=wanted.state or "",
        mode=wanted.mode or "",
        ending=wanted.ending,
        system=wanted.system,
        site=wanted.site,
    )
    page = list_agreements(
        request.user, filters, request.now, cursor=opened(wanted.cursor), size=wanted.limit
    )
    return listed(page, lambda each: shown(RemoteAgreementShape, each))


@router.post("/remote/agreements", response={201: SentAgreementShape})
@once_by_key
def ask(request: Call, asking: AskingForSignature) -> HttpResponse:
    """Make a paper and send the link by which it is signed; its address is in the answer."""
    user = request.user
    system = find_system(user, asking.system)
    given = asking.organization
    draft = actions.Draft(
        system=system,
        organization=find_organization(user, given) if given else system.site.owner,
        signer_name=asking.signer_name,
        signer_email=asking.signer_email,
        signer_phone=asking.signer_phone,
        mode=asking.mode,
        server=asking.server,
        engineers=find_people(user, asking.engineers),
        case=find_case(user, asking.case) if asking.case else None,
    )
    link = actions.ask_for_signature(draft, by=user, now=request.now)
    return _sent(request, link, 201)


@router.get("/remote/agreements/{agreement}", response=RemoteAgreementShape)
def agreement(request: Call, agreement: Agreement) -> HttpResponse:
    """Give an agreement as it stands now."""
    return _shown(request, agreement)


@router.get(
    "/remote/agreements/{agreement}/document",
    response={200: None},
    openapi_extra=file_described("application/pdf"),
)
def agreement_document(request: Call, agreement: Agreement) -> HttpResponseBase:
    """Download the paper: the signed one where there is one."""
    name, pdf = paper_of(request.user, agreement)
    return attach(BytesIO(pdf), name, "application/pdf")


@router.post("/remote/agreements/{agreement}/send", response=SentAgreementShape)
@once_by_key
def send_again(request: Call, agreement: Agreement) -> HttpResponse:
    """Send the link once more; the one before it works no more."""
    row = find_agreement(request.user, agreement)
    return _sent(request, actions.send(row, by=request.user, now=request.now))


@router.post("/remote/agreements/{agreement}/revoke", response=RemoteAgreementShape)
@once_by_key
def revoke(request: Call, agreement: Agreement, revoking: Revoking) -> HttpResponse:
    """Revoke an agreement at once; whoever is connected is stopped (D-24)."""
    row = find_agreement(request.user, agreement)
    actions.revoke(row, why=revoking.why, by=request.user, now=request.now)
    return _shown(request, agreement)


@router.post("/remote/agreements/{agreement}/consent", response=RemoteAgreementShape)
@once_by_key
def give_consent(request: Call, agreement: Agreement, giving: GivingConsent) -> HttpResponse:
    """Write down when the customer lets somebody connect, in the place of the time before."""
    row = find_agreement(request.user, agreement)
    window = actions.Window(**giving.model_dump())
    actions.give_consent(row, window, by=request.user, now=request.now)
    return _shown(request, agreement)


@router.post("/remote/agreements/{agreement}/withdraw", response=RemoteAgreementShape)
@once_by_key
def withdraw_consent(
    request: Call, agreement: Agreement, withdrawing: WithdrawingConsent
) -> HttpResponse:
    """Write down that the customer withdrew consent; whoever is connected is stopped."""
    row = find_agreement(request.user, agreement)
    actions.withdraw_consent(row, who=withdrawing.who, by=request.user, now=request.now)
    return _shown(request, agreement)


def _shown(request: Call, number: str) -> HttpResponse:
    facts = agreement_page(request.user, number, request.now).facts
    return reply(shown(RemoteAgreementShape, facts), 200, facts.version)


def _sent(request: Call, link: Any, status: int = 200) -> HttpResponse:
    facts = agreement_page(request.user, link.agreement.number, request.now).facts
    told = {"agreement": facts, **asdict(link_facts(link))}
    return reply(shown(SentAgreementShape, told), status, facts.version)
