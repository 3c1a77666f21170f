"""What the codes of an edition are called on its pages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from lumencare.domain.codes import Approach, EditionUse, OverlapVerdict, OverlapWhen, PaymentBasis

PAYMENT = {
    PaymentBasis.ONCE: _("one payment"),
    PaymentBasis.PROJECT_YEAR: _("for each project year"),
    PaymentBasis.SERVICE_YEAR: _("for 12 months of service"),
    PaymentBasis.PROPOSAL: _("by a proposal for the project"),
}
USE = {
    EditionUse.NEW_SALES: _("For new sales"),
    EditionUse.RUNNING_CONTRACTS: _("For contracts that run"),
}
APPROACH = {
    Approach.ANYWHERE: _("any site"),
    Approach.RAIL_SHANGHAI: _("within 2 hours of Shanghai by high-speed rail"),
    Approach.RAIL_BEIJING: _("within 2 hours of Beijing by high-speed rail"),
    Approach.DIRECT: _("reached directly from Shanghai or Beijing"),
}
WHEN = {
    OverlapWhen.EVER: _("at any time"),
    OverlapWhen.SAME_PERIOD: _("in the same period"),
}
VERDICT = {
    OverlapVerdict.REFUSED: _("refused"),
    OverlapVerdict.STAFF_CONFIRM: _("staff must confirm"),
}
VAT = {"service": _("Services"), "replacement-part": _("Replacement parts")}
SETTING = {
    "proration": _("Part of a year that is charged for less"),
    "grace_days": _("Days of grace after a missed renewal"),
    "chargeable_visit": _("Price of a chargeable visit (RMB)"),
    "remote_agreement_months": _("Months that a remote agreement holds"),
    "quotation_valid_days": _("Days that a quotation holds"),
    "rail_yes_minutes": _("Minutes by rail up to which a site counts as within 2 hours"),
    "rail_confirm_minutes": _("Minutes by rail up to which staff must confirm"),
}
REMINDER = {
    "purchase-window": _("End of the purchase window"),
    "renewal": _("Renewal"),
    "contract-end": _("End of a contract"),
    "allowance": _("Unused man-day or training hour"),
}
GROUP = {
    "rates": _("Prices"),
    "effective": _("Effective from"),
    "offers": _("Who may buy"),
    "windows": _("Purchase windows"),
    "coverage": _("Coverage"),
    "option_holders": _("Who may add options"),
    "included": _("Included services"),
    "reminders": _("Reminders"),
    "overlaps": _("Plans that overlap"),
    "vat": _("VAT"),
    "settings": _("Decisions"),
    "cases": _("Published cases"),
    "clauses": _("Clauses"),
    "classes": _("Warranty classes"),
    "plans": _("Plans"),
    "responses": _("Response options"),
    "hours": _("Hours outside business"),
    "added_value": _("Added-value services"),
    "documents": _("Documents"),
    "remote_modes": _("Ways of remote service"),
    "contacts": _("Contacts"),
}
# The fields of rows that a list of changes names.
FIELD = {
    "percent": _("percent of the list"),
    "base": _("base (RMB)"),
    "below": _("list below (RMB)"),
    "at_least": _("list from (RMB)"),
    "from_price": _("floor price"),
    "rule": _("rule"),
    "text": _("wording"),
    "name": _("name"),
    "short_name": _("short name"),
    "net": _("net (RMB)"),
    "since": _("in force from"),
    "offered": _("offered"),
    "last_year": _("last project year"),
    "first_year": _("first project year"),
    "assumed": _("assumed"),
    "value": _("value"),
    "days": _("days before"),
    "published": _("published (RMB)"),
    "verdict": _("verdict"),
    "hours": _("hours"),
    "business_days": _("business days"),
}
CHANGE = {"added": _("new"), "removed": _("gone"), "changed": _("changed")}


def say(words: dict[Any, Any], code: Any) -> Any:
    """Return what a code is called; a code without a name stands as it is."""
    return words.get(code, code)
