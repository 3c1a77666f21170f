"""Events are written with what caused them, and spread to those who subscribe."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.notices.actions import Happening, announce, announce_many
from lumencare.notices.kinds import ALL_KINDS, KINDS
from lumencare.notices.models import Delivery, Event
from lumencare.notices.sending import spread
from tests.house.tree import modules
from tests.notices.world import endpoint, event
from tests.office import NOW

pytestmark = pytest.mark.django_db
FACTS: dict[str, Any] = {"subject_kind": "contract", "subject_key": "7", "data": {}, "now": NOW}


def test_an_event_holds_plain_facts_whatever_it_is_given() -> None:
    made = event(net=Money.of("30000"), on=date(2026, 1, 15), rungs=[{"text": Text("到期", "due")}])
    kept = Event.objects.get()
    assert kept.pk == made.pk
    assert kept.pk.startswith("evt_")
    assert kept.data == {
        "net": "30000.00", "on": "2026-01-15", "rungs": [{"text": {"zh": "到期", "en": "due"}}],
    }  # fmt: skip


def test_every_kind_that_others_can_choose_is_announced_by_something() -> None:
    """A kind that nobody announces would be waited for in vain."""
    said = [each.text for each in modules("src") if each.path.name != "kinds.py"]
    silent = [kind for kind in KINDS if not any(f'"{kind}"' in text for text in said)]
    assert silent == ["reminder.sent"], "it is announced by its name in kinds.py"


def test_an_unknown_kind_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match=r"contract\.vanished"):
        announce("contract.vanished", **FACTS)


@pytest.mark.django_db(transaction=True)
def test_an_event_is_written_in_a_transaction_only_and_goes_with_it() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        announce("contract.activated", **FACTS)
    with transaction.atomic():
        announce("contract.activated", **FACTS)
        transaction.set_rollback(True)
    assert not Event.objects.exists()


def test_each_event_goes_once_to_each_endpoint_that_wants_it() -> None:
    everything, _ = endpoint("https://erp.example.com/hook")
    some, _ = endpoint("https://crm.example.com/hook", "payment.overdue")
    off, _ = endpoint("https://old.example.com/hook")
    off.is_active = False
    off.save(update_fields=["is_active"])
    event("contract.activated")
    event("payment.overdue")
    assert spread(NOW) == 2
    assert spread(NOW) == 0
    told = sorted(Delivery.objects.values_list("endpoint", "event__kind"))
    assert told == sorted([
        (everything.pk, "contract.activated"),
        (everything.pk, "payment.overdue"),
        (some.pk, "payment.overdue"),
    ])  # fmt: skip


def test_what_happened_before_somebody_subscribed_is_not_told_to_them() -> None:
    event()
    spread(NOW)
    endpoint("https://erp.example.com/hook")
    assert spread(NOW) == 0
    assert not Delivery.objects.exists()


def test_thousands_are_written_in_a_few_statements(django_assert_max_num_queries: Any) -> None:
    wanted = [Happening("renewal.due", "contract", number) for number in range(5000)]
    with django_assert_max_num_queries(120):
        announce_many(wanted, NOW)
    assert Event.objects.count() == 5000


def test_every_kind_has_words_in_both_languages() -> None:
    """G-2."""
    assert all(each.zh and each.en for each in ALL_KINDS.values())
