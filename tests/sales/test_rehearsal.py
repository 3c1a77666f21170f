"""A draft edition is rehearsed on every open quote before anybody publishes it."""

from datetime import timedelta

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.domain.edition import Edition
from lumencare.domain.money import Money
from lumencare.pricebook.actions import upload_draft
from lumencare.pricebook.standing import examine_row
from lumencare.sales.actions import withdraw
from lumencare.sales.rehearsal import rehearse
from tests.office import NOW, TODAY, person, site, system
from tests.pricebook.editions import dearer
from tests.sales.quotes import BASIC, LOWERED, PLUS, draft, issued, seller, sent

pytestmark = pytest.mark.django_db


def dearer_edition() -> Edition:
    """Return a draft edition in which Basic costs 4 % for both classes."""
    row = upload_draft(dearer().encode(), by=person("manager", name="keeper"), now=NOW)
    edition = examine_row(row, TODAY).edition
    assert edition is not None
    return edition


def test_every_open_quote_is_priced_beside_the_draft() -> None:
    """D-26: what was issued keeps its price on the side of today."""
    by = seller()
    owner = issued(BASIC, by=by).quote.system.site.owner
    draft(PLUS, by, system(site(owner, name="云栖会议中心"), ref="S-002"))
    found = rehearse(by, dearer_edition(), TODAY)
    assert [(str(each.now.net), str(each.then.net)) for each in found.rows] == [
        ("30000.00", "40000.00"),
        ("80000.00", "80000.00"),
    ]
    assert (len(found.changed), found.difference, found.refused) == (1, Money.of(10_000), 0)


def test_what_is_over_is_not_rehearsed() -> None:
    by = seller()
    version = issued(BASIC, by=by)
    withdraw(version, why="客户取消", by=by, now=NOW)
    sent(PLUS, by=by)
    edition = dearer_edition()
    assert [each.state for each in rehearse(by, edition, TODAY).rows] == ["sent"]
    assert rehearse(by, edition, TODAY + timedelta(days=31)).rows == ()


def test_a_price_that_was_set_stays_on_both_sides() -> None:
    """D-20."""
    by = seller()
    issued(LOWERED, by=by)
    (row,) = rehearse(by, dearer_edition(), TODAY).rows
    assert (row.now.net, row.then.net, row.changes) == (Money.of(70_000), Money.of(70_000), False)


def test_whoever_sees_no_prices_rehearses_nothing() -> None:
    with pytest.raises(NotAllowed):
        rehearse(person("engineer"), dearer_edition(), TODAY)
