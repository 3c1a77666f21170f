"""What is over is erased by night, all of it and nothing else, however often the job runs."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from lumencare.accounts.models import SignInCode
from lumencare.accounts.rights import NotAllowed
from lumencare.audit.models import Entry
from lumencare.desk.models import Attachment, Case, Message
from lumencare.notices.retention import NOTICES_KEPT
from lumencare.privacy.finding import WORDS_GONE
from lumencare.privacy.models import RetentionRun
from lumencare.privacy.retention import count_late, erase_what_is_over, runs, what_is_due
from lumencare.sites.models import PortalLink
from lumencare.sites.sign_in import make_code
from tests.office import NOW, person
from tests.portal.guests import link_to
from tests.privacy.people import NAME, building, close, fault_of, keeper, zhao

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_codes_and_links_go_some_time_after_they_ran_out() -> None:
    place = building()
    zhao(place)
    assert make_code("zhao@example.com", NOW) is not None
    link = link_to(place, days=30)
    assert erase_what_is_over(NOW + 29 * DAY) == {}
    assert erase_what_is_over(NOW + 31 * DAY) == {"sign-in": 1}
    assert not SignInCode.objects.exists()
    assert erase_what_is_over(link.expires_at + 366 * DAY) == {"portal-link": 1}
    assert not PortalLink.objects.exists()


def test_words_and_pictures_of_a_closed_case_go_after_three_years_and_the_case_stays(
    django_capture_on_commit_callbacks: object,
) -> None:
    place = building()
    visitor = zhao(place)
    case = fault_of(visitor, place)
    live = fault_of(visitor, place, closed=False)
    picture = Attachment.objects.get(case=case).file.name
    assert default_storage.exists(picture)
    assert erase_what_is_over(NOW + 1094 * DAY) == {}
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert erase_what_is_over(NOW + 1097 * DAY)["conversation"] >= 2
    said = Message.objects.filter(case=case, kind="incoming").values_list("body", flat=True)
    assert set(said) == {WORDS_GONE}
    assert not Attachment.objects.filter(case=case).exists()
    assert Attachment.objects.filter(case=live).exists()
    assert Case.objects.get(pk=case.pk).summary == "灯不亮"
    # Other cases may show the same picture: its file is removed with the last row that names it.
    assert default_storage.exists(picture) == Attachment.objects.filter(file=picture).exists()


def test_a_caller_who_is_on_no_list_goes_after_a_year_others_after_five() -> None:
    place = building()
    visitor = zhao(place)
    known, unknown = fault_of(visitor, place), fault_of(visitor, place)
    Case.objects.filter(pk=unknown.pk).update(channel="hotline", contact=None)
    erase_what_is_over(NOW + 370 * DAY)
    unknown.refresh_from_db()
    known.refresh_from_db()
    assert unknown.reporter_name.startswith("已删除")
    assert (unknown.reporter_phone, unknown.phone_tail) == ("", "")
    assert known.reporter_name == NAME
    erase_what_is_over(NOW + 1830 * DAY)
    known.refresh_from_db()
    assert known.reporter_name.startswith("已删除")


def test_a_second_run_finds_nothing_and_writes_nothing() -> None:
    place = building()
    fault_of(zhao(place), place)
    later = NOW + 1830 * DAY
    done = erase_what_is_over(later)
    entries = Entry.objects.count()
    assert done
    assert erase_what_is_over(later) == {}
    assert Entry.objects.count() == entries
    assert RetentionRun.objects.count() == 1
    assert Entry.objects.filter(action="erase-old").count() == 1


def test_a_night_takes_no_more_than_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lumencare.privacy.retention.MOST_A_NIGHT", 2)
    monkeypatch.setattr("lumencare.privacy.retention.ROWS_AT_ONCE", 1)
    user = person("customer", name="zhao")
    SignInCode.objects.bulk_create(
        SignInCode(user=user, code_hash="0", made_at=NOW, expires_at=NOW + DAY) for _ in range(3)
    )
    assert erase_what_is_over(NOW + 40 * DAY) == {"sign-in": 2}
    assert erase_what_is_over(NOW + 41 * DAY) == {"sign-in": 1}


def test_looking_erases_nothing_and_is_for_who_settles_requests() -> None:
    zhao(building())
    make_code("zhao@example.com", NOW)
    later = NOW + 40 * DAY
    due = what_is_due(keeper(), later)
    assert sum(each.count for each in due) == 1
    assert SignInCode.objects.count() == 1
    assert runs(keeper()) == ()
    with pytest.raises(NotAllowed):
        what_is_due(person("engineer"), later)


def test_what_waits_longer_than_two_nights_is_counted_as_late() -> None:
    zhao(building())
    make_code("zhao@example.com", NOW)
    assert count_late(NOW + 31 * DAY) == 0
    assert count_late(NOW + 33 * DAY) == 1


def test_the_page_names_the_period_that_the_reminders_are_kept_for() -> None:
    assert NOTICES_KEPT.days == 800


def test_a_merged_or_open_case_is_left_alone() -> None:
    place = building()
    case = fault_of(zhao(place), place, closed=False)
    erase_what_is_over(NOW + 3000 * DAY)
    case.refresh_from_db()
    assert case.reporter_name == NAME
    close(case)
    erase_what_is_over(NOW + 3000 * DAY)
    case.refresh_from_db()
    assert case.reporter_name != NAME
