"""What codes that a field holds are called in the trail; a code without words is shown as kept."""

from collections.abc import Mapping
from typing import Any

from lumencare.domain.claims.damage import DAMAGE_NAMES
from lumencare.domain.claims.days import BASIS_NAMES
from lumencare.domain.claims.states import RETURN_NAMES
from lumencare.domain.claims.states import STATE_NAMES as CLAIM_STATES
from lumencare.domain.contract.credit import TREATMENT_NAMES
from lumencare.domain.contract.invoicing import INVOICE_STATE_NAMES
from lumencare.domain.contract.invoicing import KIND_NAMES as INVOICE_KINDS
from lumencare.domain.contract.states import STATE_NAMES as CONTRACT_STATES
from lumencare.domain.desk.causes import CAUSE_NAMES
from lumencare.domain.desk.charges import CHARGE_STATE_NAMES
from lumencare.domain.desk.states import STATE_NAMES as CASE_STATES
from lumencare.domain.dispatch.states import KIND_NAMES as VISIT_KINDS
from lumencare.domain.dispatch.states import STATE_NAMES as VISIT_STATES
from lumencare.domain.lifecycle.kinds import LEAD_STATES
from lumencare.domain.readiness.facts import PAPER_NAMES
from lumencare.domain.readiness.relying import GROUND_NAMES
from lumencare.domain.remote.access import MODE_NAMES, SERVER_NAMES
from lumencare.domain.remote.parties import PARTY_NAMES
from lumencare.domain.remote.sessions import STATE_NAMES as SESSION_STATES
from lumencare.domain.remote.states import STATE_NAMES as AGREEMENT_STATES
from lumencare.domain.stock import kinds as stock
from lumencare.domain.text import Text
from lumencare.domain.upgrade.losing import LOSS_NAMES
from lumencare.domain.upgrade.states import STATE_NAMES as PROPOSAL_STATES
from lumencare.domain.upgrade.surveying import SURVEY_STATE_NAMES

# Keys are of the closed sets of the domain, each of which is a text.
CODES: Mapping[tuple[str, str], Mapping[Any, Text]] = {
    ("claims.claim", "counts_basis"): BASIS_NAMES,
    ("claims.claim", "damage"): DAMAGE_NAMES,
    ("claims.claim", "returned"): RETURN_NAMES,
    ("claims.claim", "state"): CLAIM_STATES,
    ("contracts.contract", "state"): CONTRACT_STATES,
    ("contracts.credit", "treatment"): TREATMENT_NAMES,
    ("contracts.invoicerequest", "kind"): INVOICE_KINDS,
    ("contracts.invoicerequest", "state"): INVOICE_STATE_NAMES,
    ("desk.case", "cause"): CAUSE_NAMES,
    ("desk.case", "state"): CASE_STATES,
    ("desk.charge", "state"): CHARGE_STATE_NAMES,
    ("field.visit", "kind"): VISIT_KINDS,
    ("field.visit", "records_ground"): GROUND_NAMES,
    ("field.visit", "state"): VISIT_STATES,
    ("lifecycle.lead", "lost_reason"): LOSS_NAMES,
    ("lifecycle.lead", "state"): LEAD_STATES,
    ("remote.remoteagreement", "mode"): MODE_NAMES,
    ("remote.remoteagreement", "party"): PARTY_NAMES,
    ("remote.remoteagreement", "server"): SERVER_NAMES,
    ("remote.remoteagreement", "state"): AGREEMENT_STATES,
    ("remote.remotesession", "mode"): MODE_NAMES,
    ("remote.remotesession", "records_ground"): GROUND_NAMES,
    ("remote.remotesession", "state"): SESSION_STATES,
    ("sites.siterecord", "kind"): PAPER_NAMES,
    ("stock.count", "state"): stock.COUNT_STATES,
    ("stock.loan", "condition"): stock.CONDITIONS,
    ("stock.loan", "state"): stock.LOAN_STATES,
    ("stock.move", "condition"): stock.CONDITIONS,
    ("stock.part", "state"): stock.PART_STATES,
    ("stock.part", "unit"): stock.UNITS,
    ("stock.place", "kind"): stock.PLACE_KINDS,
    ("stock.reservation", "condition"): stock.CONDITIONS,
    ("stock.reservation", "state"): stock.RESERVATION_STATES,
    ("stock.serial", "condition"): stock.CONDITIONS,
    ("stock.serial", "state"): stock.SERIAL_STATES,
    ("stock.supply", "state"): stock.SUPPLY_STATES,
    ("upgrades.proposalversion", "lost_reason"): LOSS_NAMES,
    ("upgrades.proposalversion", "state"): PROPOSAL_STATES,
    ("upgrades.survey", "state"): SURVEY_STATE_NAMES,
}


def code_words(kind: str, field: str, value: object) -> Text | None:
    """Return what a code is called; None where it has no words."""
    return CODES.get((kind, field), {}).get(value) if isinstance(value, str) else None
