"""Which edition holds when: shipped and published ones together, in several processes."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lumencare.domain.codes import EditionUse
from lumencare.domain.problems import InputProblems
from lumencare.pricebook.models import OfficeEdition
from lumencare.pricebook.queries import edition_by_code, edition_in_force
from tests.office import NOW
from tests.pricebook.editions import LATER, NEXT, dearer, published, text_of

pytestmark = pytest.mark.django_db
DAY_BEFORE = LATER - timedelta(days=1)


def test_without_an_edition_of_the_office_the_shipped_one_holds() -> None:
    """A fresh installation can quote at once."""
    assert edition_in_force(LATER).code == "cn-mainland-1"
    assert edition_by_code("cn-mainland-1").code == "cn-mainland-1"


def test_a_published_edition_holds_from_its_day_on() -> None:
    """Up to the midnight in Shanghai before it, the earlier one does."""
    published(dearer())
    assert edition_in_force(DAY_BEFORE).code == "cn-mainland-1"
    assert edition_in_force(LATER).code == NEXT
    assert edition_by_code(NEXT).rates != edition_by_code("cn-mainland-1").rates


def test_drafts_and_withdrawn_editions_hold_for_nobody() -> None:
    """Only what two people published counts."""
    edition = published(dearer())
    for state in ("draft", "proposed", "withdrawn"):
        OfficeEdition.objects.filter(pk=edition.pk).update(state=state)
        assert edition_in_force(LATER).code == "cn-mainland-1"
        with pytest.raises(InputProblems, match="cn-mainland-1"):
            edition_by_code(NEXT)


def test_a_retired_edition_is_no_longer_sold_but_stays_for_contracts() -> None:
    """What was sold under it keeps its terms, and stays readable."""
    edition = published(dearer())
    OfficeEdition.objects.filter(pk=edition.pk).update(
        state="retired",
        retired_from=date(2026, 9, 1),
        retired_by=edition.published_by,
        retired_at=NOW,
    )
    assert edition_in_force(date(2026, 8, 31)).code == NEXT
    assert edition_in_force(date(2026, 9, 1)).code == "cn-mainland-1"
    assert edition_in_force(date(2026, 9, 1), EditionUse.RUNNING_CONTRACTS).code == NEXT
    assert edition_by_code(NEXT).code == NEXT


def test_of_two_editions_of_one_day_the_higher_number_holds() -> None:
    """A mistake can be mended on the day that it is found."""
    published(dearer())
    published(text_of("cn-mainland-3", 3))
    assert edition_in_force(LATER).code == "cn-mainland-3"


def test_asking_again_costs_one_query_and_sees_what_others_published() -> None:
    """Texts are parsed once; nothing else is remembered between two questions."""
    published(dearer())
    edition_in_force(LATER)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert edition_in_force(LATER).code == NEXT
    assert len(queries) == 1
    OfficeEdition.objects.update(state="withdrawn")
    assert edition_in_force(LATER).code == "cn-mainland-1"
