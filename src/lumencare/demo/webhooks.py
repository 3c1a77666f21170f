"""A webhook of the made-up office: switched off, so that a demo calls nobody."""

from datetime import datetime

from lumencare.accounts.roles import Role
from lumencare.demo import words
from lumencare.demo.people import Staff
from lumencare.notices.actions import add_endpoint, switch_off
from lumencare.notices.endpoints import Typed
from lumencare.notices.kinds import Form
from lumencare.notices.sending import spread


def add_webhook(staff: Staff, now: datetime) -> None:
    """Add a webhook that was to be told of what has happened, and switch it off."""
    typed = Typed(description=words.WEBHOOK, address=f"https://erp.{words.MAIL_DOMAIN}/events")
    by = staff[Role.ADMINISTRATOR]
    endpoint, _ = add_endpoint(Form.STANDARD, typed, by=by, now=now)
    spread(now)
    switch_off(endpoint, by=by, now=now)
