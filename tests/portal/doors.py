"""The table of every address behind the customer's own door; one that is not here fails.

    "portal-case": Door(of="case"),
    "portal-write": Door(opens=False, sends={"body": "text"}, of="case"),

`of` names the thing whose key stands in the address; `tests/portal/world.py` makes one that is the
visitor's and one that is somebody else's. `opens` is for GET, `sends` what a form posts; its
values that are `TEXT` are tried with scripts. `by_account`: a link does not do.
"""

from dataclasses import dataclass, field
from typing import Any

TEXT = "text"


@dataclass(frozen=True, slots=True)
class Door:
    """What an address takes, and what it is about."""

    of: str = ""
    opens: bool = True
    sends: dict[str, Any] | None = None
    by_account: bool = False
    owner_only: bool = False
    # Where the page with what was sent stands, by the name of its address.
    shown_at: str = ""
    keys: dict[str, str] = field(default_factory=dict)


FAULT = {
    "summary": TEXT,
    "place": TEXT,
    "description": TEXT,
    "name": TEXT,
    "phone": "",
    "anyway": "1",
}
# Open to anybody: there the visitor is made.
WAYS_IN = {
    "portal-door",
    "portal-code",
    "portal-link",
    "portal-leave",
    "portal-notice",
    "portal-stop",
}

DOORS: dict[str, Door] = {
    "portal-home": Door(),
    "portal-site": Door(of="site"),
    "portal-report": Door(
        of="site", sends=FAULT, keys={"system": "system"}, shown_at="portal-cases"
    ),
    "portal-records": Door(of="site", sends={"kind": "layout-drawing", "dated_on": "2026-01-10"}),
    "portal-cases": Door(),
    "portal-case": Door(of="case"),
    "portal-write": Door(of="case", opens=False, sends={"body": TEXT}, shown_at="portal-case"),
    "portal-rate": Door(
        of="case", opens=False, sends={"stars": "5", "words": TEXT}, shown_at="portal-case"
    ),
    "portal-file": Door(of="file"),
    "portal-agree": Door(of="visit", opens=False, sends={}),
    "portal-refuse": Door(of="visit", sends={"why": TEXT}),
    "portal-sign": Door(of="reported", sends={"mark": "0" * 64, "name": TEXT, "agree": "on"}),
    "portal-visit-report": Door(of="reported"),
    "portal-allowances": Door(),
    "portal-book": Door(
        of="allowance",
        sends={"wanted_by": "2026-02-10", "words": TEXT},
        shown_at="portal-allowances",
    ),
    "portal-passport": Door(of="system"),
    "portal-passport-pdf": Door(of="system", opens=False, sends={"on": "2026-01-15"}),
    "portal-plans": Door(of="system", sends={"plan": "", "words": TEXT}, shown_at="portal-plans"),
    "portal-renew": Door(of="line", sends={}),
    "portal-papers": Door(),
    "portal-contract": Door(of="contract"),
    "portal-invoices": Door(),
    "portal-notice-read": Door(opens=False, sends={}),
    "portal-privacy": Door(),
    "portal-copy": Door(sends={}),
    "portal-copy-file": Door(opens=False, sends={"code": "000000"}),
    "portal-correct": Door(sends={"name": TEXT, "words": TEXT}, shown_at="portal-privacy"),
    "portal-erase": Door(sends={"words": TEXT, "sure": "on"}, shown_at="portal-privacy"),
    "portal-request-back": Door(of="request", opens=False, sends={}),
    "portal-consents": Door(),
    "portal-consent-end": Door(of="agreed", opens=False, sends={}),
    "portal-reminders": Door(sends={"topic": "window"}),
    "portal-remotes": Door(),
    "portal-remote": Door(of="agreement"),
    "portal-remote-paper": Door(of="agreement"),
    "portal-remote-log": Door(of="agreement"),
    "portal-remote-code": Door(
        of="agreement", opens=False, sends={"name": TEXT}, shown_at="portal-remote"
    ),
    "portal-remote-sign": Door(
        of="agreement", opens=False, sends={"code": "000000", "sha256": "0" * 64, "drawing": TEXT}
    ),
    "portal-remote-revoke": Door(of="agreement", opens=False, sends={}),
    "portal-remote-withdraw": Door(of="agreement", opens=False, sends={}),
    "portal-remote-consent": Door(
        of="agreement", opens=False, sends={"starts_at": TEXT, "ends_at": TEXT}
    ),
    "portal-people": Door(),
    "portal-invite": Door(
        of="organization",
        opens=False,
        sends={"name": TEXT, "email": "new@example.com"},
        by_account=True,
        shown_at="portal-people",
    ),
    "portal-remove": Door(of="member", opens=False, sends={}, by_account=True),
    "portal-keep": Door(of="member", opens=False, sends={"keeps": "on"}, by_account=True),
    "portal-partners": Door(),
    "portal-consent": Door(of="site", opens=False, sends={"may_see": "on"}, owner_only=True),
}
