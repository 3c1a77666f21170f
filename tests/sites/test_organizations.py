"""Adding and changing end users and partners."""

import pytest

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.domain.problems import Conflict, InputProblems
from lumencare.sites import actions
from lumencare.sites.models import Organization
from lumencare.sites.search import find
from tests.office import NOW, organization, outsider, person, site

pytestmark = pytest.mark.django_db
CODE = "913100006073784046"
TYPED = {"kind": "end-user", "name": " 滨江  置业 ", "credit_code": CODE.lower()}


@pytest.fixture
def sales() -> User:
    return person("sales")


def wrong_fields(wrong: pytest.ExceptionInfo[InputProblems]) -> set[str]:
    return {each.where for each in wrong.value.problems}


def test_an_organization_is_added_tidy_with_its_entry_and_found(sales: User) -> None:
    row = actions.add_organization(TYPED, by=sales, now=NOW)
    assert (row.name, row.credit_code) == ("滨江 置业", CODE)
    entry = Entry.objects.get()
    assert (entry.action, entry.by, entry.after["credit_code"]) == ("add", sales, CODE)
    assert [each.key for each in find(sales, "bjzy")] == [str(row.pk)]


def test_everything_wrong_is_told_at_once(sales: User) -> None:
    with pytest.raises(InputProblems) as wrong:
        actions.add_organization(
            {"kind": "shop", "name": " ", "credit_code": CODE[:-1] + "A", "bank_account": "6222x"},
            by=sales,
            now=NOW,
        )
    assert wrong_fields(wrong) == {"kind", "name", "credit_code", "bank_account"}
    assert not Organization.objects.exists()


@pytest.mark.parametrize(
    ("code", "good"),
    [
        (CODE, True),
        ("９１３１００００６０７３７８４０４６", True),
        ("9131 0000 6073 7840 46", True),
        ("91310000607378404X", False),
        ("91310000607378404", False),
        ("913100006073784O46", False),
        ("", True),
    ],
)
def test_a_credit_code_needs_its_check_character(code: str, good: bool, sales: User) -> None:
    typed = {**TYPED, "credit_code": code}
    if good:
        assert actions.add_organization(typed, by=sales, now=NOW).credit_code in {CODE, ""}
    else:
        with pytest.raises(InputProblems) as wrong:
            actions.add_organization(typed, by=sales, now=NOW)
        assert wrong_fields(wrong) == {"credit_code"}


def test_a_name_and_a_credit_code_stand_once_per_kind(sales: User) -> None:
    actions.add_organization(TYPED, by=sales, now=NOW)
    with pytest.raises(InputProblems) as wrong:
        actions.add_organization(TYPED, by=sales, now=NOW)
    assert wrong_fields(wrong) == {"name", "credit_code"}
    assert actions.add_organization({**TYPED, "kind": "partner"}, by=sales, now=NOW).pk


def test_a_change_keeps_what_the_form_does_not_show(sales: User) -> None:
    row = organization(bank="中国银行")
    actions.change_organization(row, {"name": "江畔置业"}, by=sales, now=NOW, why="更名")
    fresh = Organization.objects.get(pk=row.pk)
    assert (fresh.name, fresh.bank, fresh.version) == ("江畔置业", "中国银行", 2)
    assert Entry.objects.get().why == "更名"


def test_a_site_is_found_by_its_owners_new_name(sales: User) -> None:
    row = organization()
    place = site(row)
    actions.change_organization(row, {"name": "江畔置业"}, by=sales, now=NOW)
    assert {(each.kind, each.key) for each in find(sales, "江畔")} == {
        ("organization", str(row.pk)),
        ("site", str(place.pk)),
    }


def test_of_two_people_one_wins_and_the_other_is_told(sales: User) -> None:
    row = organization()
    theirs = Organization.objects.get(pk=row.pk)
    actions.change_organization(theirs, {"bank": "工商银行"}, by=person("manager"), now=NOW)
    with pytest.raises(Conflict) as conflict:
        actions.change_organization(row, {"bank": "建设银行"}, by=sales, now=NOW)
    assert conflict.value.changed["bank"] == ("", "工商银行")
    assert Organization.objects.get(pk=row.pk).bank == "工商银行"


@pytest.mark.parametrize("role", ["finance", "engineer", "administrator", "customer", None])
def test_others_add_and_change_nothing(role: str | None) -> None:
    row = organization()
    by = outsider(row) if role == "customer" else person(*filter(None, [role]))
    with pytest.raises(NotAllowed):
        actions.add_organization(TYPED, by=by, now=NOW)
    with pytest.raises(NotAllowed):
        actions.change_organization(row, {"name": "别名"}, by=by, now=NOW)
