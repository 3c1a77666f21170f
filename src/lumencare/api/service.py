"""The interface as a whole: its parts, its answers to what goes wrong, its description."""

from ninja import Router
from ninja.openapi.docs import Swagger

from lumencare.api import (
    amendment_papers,
    amendments,
    bills,
    calendars,
    case_charges,
    case_clocks,
    case_mails,
    case_steps,
    case_talk,
    cases,
    claim_supply,
    claims,
    contacts,
    contracts,
    counts,
    desk_reports,
    drift,
    editions,
    hardware_lists,
    imports,
    lifecycle,
    loans,
    organizations,
    own,
    own_data,
    papers,
    parts,
    payments,
    phone,
    privacy,
    proposal_drafts,
    proposal_steps,
    proposals,
    questions,
    quote_steps,
    quotes,
    readiness,
    records,
    remote_agreements,
    remote_sessions,
    renewals,
    sites,
    stock,
    surveys,
    system_catalogue,
    systems,
    trail,
    upgrade_bills,
    upgrades,
    visit_papers,
    visits,
    webhooks,
    worklists,
)
from lumencare.api.budgets import OFFICE, QUESTIONS
from lumencare.api.description import DescribedApi
from lumencare.api.handlers import add_handlers
from lumencare.api.replies import StrictJson
from lumencare.api.tokens import Bearer

DESCRIPTION = """\
Service plans for installed lighting control systems. Amounts are decimal text in RMB, VAT excluded;
instants carry `+08:00`; words come in both languages. Refusals are `application/problem+json`.
Give a token as `Authorization: Bearer …`; it acts in one role of the person it belongs to.
"""


PARTS = (
    organizations,
    sites,
    systems,
    hardware_lists,
    contacts,
    records,
    readiness,
    imports,
    parts,
    worklists,
    renewals,
    quotes,
    quote_steps,
    contracts,
    amendments,
    drift,
    payments,
    bills,
    papers,
    amendment_papers,
    cases,
    case_steps,
    case_clocks,
    case_charges,
    desk_reports,
    case_talk,
    case_mails,
    claims,
    claim_supply,
    visits,
    visit_papers,
    phone,
    stock,
    counts,
    loans,
    remote_agreements,
    remote_sessions,
    editions,
    calendars,
    trail,
    own,
    webhooks,
    lifecycle,
    system_catalogue,
    surveys,
    proposals,
    proposal_drafts,
    proposal_steps,
    upgrades,
    upgrade_bills,
    privacy,
    own_data,
)


def _named(router: Router) -> Router:
    """Describe answers by the names that they have outside, such as `class`."""
    for view in router.path_operations.values():
        for operation in view.operations:
            operation.by_alias = True
    return router


service = DescribedApi(
    title="Lumencare 路明",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    docs=Swagger(settings={"persistAuthorization": False}),
    parser=StrictJson(),
    auth=Bearer(),
    throttle=OFFICE,
)
add_handlers(service)
service.add_router("", _named(questions.router), throttle=QUESTIONS)
for part in PARTS:
    service.add_router("", _named(part.router))
