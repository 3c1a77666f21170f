"""Everything that can be done to surveys and proposals, each in one transaction with its entry."""

from lumencare.sales.actions.sending import BY_HAND, Delivery
from lumencare.upgrades.actions.approving import decide
from lumencare.upgrades.actions.drafting import (
    ProposalWish,
    add_option,
    change_draft,
    revise,
    start_proposal,
)
from lumencare.upgrades.actions.ending import Loss, expire_due, lose
from lumencare.upgrades.actions.findings import (
    Found,
    add_finding,
    cancel_survey,
    change_finding,
    drop_finding,
    finish_survey,
    take_over,
)
from lumencare.upgrades.actions.issuing import issue
from lumencare.upgrades.actions.sending import revoke_link, send
from lumencare.upgrades.actions.surveying import (
    SurveyWish,
    agree_price,
    decide_free,
    request_survey,
    right_to_decide,
    send_again,
)
from lumencare.upgrades.mailing import deliver_mails
from lumencare.upgrades.survey_offers import Decided

__all__ = [
    "BY_HAND",
    "Decided",
    "Delivery",
    "Found",
    "Loss",
    "ProposalWish",
    "SurveyWish",
    "add_finding",
    "add_option",
    "agree_price",
    "cancel_survey",
    "change_draft",
    "change_finding",
    "decide",
    "decide_free",
    "deliver_mails",
    "drop_finding",
    "expire_due",
    "finish_survey",
    "issue",
    "lose",
    "request_survey",
    "revise",
    "revoke_link",
    "right_to_decide",
    "send",
    "send_again",
    "start_proposal",
    "take_over",
]
