"""Build the made-up office, whole or not at all."""

from datetime import datetime, timedelta

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.demo.calendars import add_notice_draft
from lumencare.demo.cases import add_cases
from lumencare.demo.claims import add_claims
from lumencare.demo.contracts import add_contracts
from lumencare.demo.doors import add_doors
from lumencare.demo.growth import add_growth
from lumencare.demo.lifecycle import add_lives
from lumencare.demo.office import add_outsiders, add_portfolio
from lumencare.demo.old_site import add_old_site
from lumencare.demo.parts import add_parts
from lumencare.demo.people import add_staff
from lumencare.demo.quotes import add_quotes
from lumencare.demo.records import add_site_records
from lumencare.demo.remote import add_remote
from lumencare.demo.showroom import add_showroom
from lumencare.demo.stock import add_stock
from lumencare.demo.upgrades import add_upgrades
from lumencare.demo.visits import add_visits
from lumencare.demo.webhooks import add_webhook

# The office was opened a while ago; its quotes and contracts were made since.
FILLED_BEFORE = timedelta(days=6 * 366)


def is_built() -> bool:
    """Tell whether somebody is there already."""
    return User.objects.exists()


def build(now: datetime) -> None:
    """Fill an empty database with the made-up office, on dates relative to today."""
    with transaction.atomic():
        staff = add_staff(now - FILLED_BEFORE)
        portfolio = add_portfolio(staff, now)
        add_quotes(staff, portfolio.systems, now)
        add_contracts(staff, portfolio.systems, now)
        add_growth(staff, portfolio.systems, now)
        add_parts(staff, portfolio.systems, now)
        add_site_records(staff, portfolio.sites, now)
        cases = add_cases(staff, now)
        add_remote(staff, cases, portfolio.systems, now)
        add_visits(staff, cases, now)
        add_stock(staff, cases, now)
        add_claims(staff, cases, now)
        add_lives(staff, portfolio.systems, now)
        add_upgrades(staff, portfolio.systems, now)
        add_outsiders(staff, now)
        showroom = add_showroom(staff, now)
        add_old_site(staff, now)
        add_doors(staff, showroom.full, now)
        add_webhook(staff, now)
        add_notice_draft(staff, now)
