"""Readiness of systems and sites: what is judged of their rows, what a list of it finds."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed
from lumencare.domain.money import Money
from lumencare.domain.problems import InputProblems, Refused
from lumencare.domain.readiness.facts import FromProcessor, Paper
from lumencare.domain.readiness.judging import Light, PaperState
from lumencare.sites import actions, queries
from lumencare.sites.models import BomSnapshot, HeldPlan, Site, System
from lumencare.sites.queries import ReadinessFilters
from lumencare.sites.queries.records import record_place
from lumencare.sites.uploads import Upload
from tests.office import NOW, TODAY, organization, outsider, person, site, system

pytestmark = pytest.mark.django_db
PDF, SQLITE = b"%PDF-1.7 drawing", b"SQLite format 3\x00 data"
DRAWINGS = (Paper.SINGLE_LINE, Paper.LAYOUT)


@pytest.fixture
def engineer() -> User:
    return person("engineer")


def keep(of: Site | System, by: User, paper: Paper, days_old: int = 10, mark: str = "") -> None:
    content = (SQLITE if paper is Paper.DATABASE else PDF) + mark.encode()
    actions.add_record(
        of,
        kind=paper.value,
        upload=Upload("file", BytesIO(content)),
        dated_on=TODAY - timedelta(days_old),
        by=by,
        now=NOW,
    )


def changed_list(row: System, *days: date) -> None:
    for number, day in enumerate(days, start=1):
        BomSnapshot.objects.create(
            system=row,
            number=number,
            taken_on=day,
            source="test",
            sha256="0" * 64,
            amount_fen=100,
            line_count=1,
            replaced_fen=100,
            recorded_by=person("sales", name=f"s{row.pk}-{number}"),
            recorded_at=NOW,
        )


def serve(row: System, **more: Any) -> HeldPlan:
    days = {"bought_on": TODAY, "starts_on": TODAY, "ends_on": TODAY + timedelta(365), **more}
    return HeldPlan.objects.create(system=row, code="service-care", source="test", **days)


def names(user: User, **filters: Any) -> list[str]:
    page = queries.list_readiness(user, ReadinessFilters(**filters), on=TODAY)
    return [each.name for each in page.rows]


def test_a_site_is_as_ready_as_the_worst_of_its_systems(engineer: User) -> None:
    """SC-9: each system is judged by its own records and by those of the whole site."""
    place = site()
    first, second = system(place, "S-1"), system(place, "S-2")
    for paper in DRAWINGS:
        keep(place, engineer, paper)
    keep(first, engineer, Paper.DATABASE)
    found = queries.site_readiness(engineer, place.pk, TODAY)
    assert [each.readiness.light for each in found.systems] == [Light.GREEN, Light.RED]
    assert found.light is Light.RED
    collection = found.systems[1].readiness.collection
    assert collection is not None
    assert (collection.papers, collection.man_days) == ((Paper.DATABASE,), 1)
    assert collection.net == Money.of(4800)
    keep(second, engineer, Paper.DATABASE, mark="2")
    assert queries.site_readiness(engineer, place.pk, TODAY).light is Light.GREEN


def test_a_record_that_is_older_than_the_hardware_is_to_be_checked(engineer: User) -> None:
    """SC-9, D-13: a first list changes nothing, the second does, until it is taken back."""
    row = system()
    for paper in Paper:
        keep(row.site, engineer, paper, days_old=30)
    changed_list(row, TODAY - timedelta(20))
    assert queries.system_readiness(engineer, row.pk, TODAY).readiness.light is Light.GREEN
    changed_list_again = BomSnapshot.objects.get()
    BomSnapshot.objects.create(
        **{
            each.name: getattr(changed_list_again, each.name)
            for each in BomSnapshot._meta.concrete_fields
            if each.name not in {"id", "number"}
        },
        number=2,
    )
    found = queries.system_readiness(engineer, row.pk, TODAY).readiness
    assert {each.state for each in found.papers} == {PaperState.AGED}
    assert names(engineer, lacks="aged") == [row.site.name]
    BomSnapshot.objects.filter(number=2).update(undone_at=NOW, undone_by=engineer)
    assert queries.system_readiness(engineer, row.pk, TODAY).readiness.light is Light.GREEN
    assert names(engineer, lacks="aged") == []


def test_what_staff_say_of_a_processor_goes_before_what_is_assumed(engineer: User) -> None:
    """X-10: Athena's is assumed to give the database, this one does not; the words are kept."""
    row = system(system_type="Athena")
    found = queries.system_readiness(engineer, row.pk, TODAY)
    assert (found.processor, found.processor_why) == (FromProcessor.YES, "")
    assert found.papers[-1].answer.state is PaperState.WAIVED
    with pytest.raises(InputProblems):
        actions.say_processor(row, gives_database=False, why=" ", by=engineer, now=NOW)
    actions.say_processor(row, gives_database=False, why="密码遗失", by=engineer, now=NOW)
    found = queries.system_readiness(engineer, row.pk, TODAY)
    assert (found.processor, found.processor_why) == (FromProcessor.NO, "密码遗失")
    assert found.papers[-1].answer.state is PaperState.MISSING
    assert row.site.name in names(engineer, lacks="database")
    actions.say_processor(row, gives_database=True, why="已重置", by=engineer, now=NOW)
    assert names(engineer, lacks="database") == []
    assert row.processor_words.count() == 2
    with pytest.raises(NotAllowed):
        actions.say_processor(row, gives_database=True, why="x", by=person("finance"), now=NOW)


def test_sites_are_found_by_what_they_lack_and_by_their_plan(engineer: User) -> None:
    """SC-9: the same as the check of each of their systems says."""
    rows = {
        name: system(site(organization(name), name=name), ref=name, system_type=kind)
        for name, kind in (
            ("完整", "Quantum"),
            ("缺图", "Quantum"),
            ("缺库", "Quantum"),
            ("无库", "GRAFIK Eye QS"),
            ("旧库", "Quantum"),
            ("停用", "Quantum"),
        )
    }
    for name, row in rows.items():
        for paper in Paper:
            if (name, paper) not in {("缺图", Paper.LAYOUT), ("缺库", Paper.DATABASE)}:
                if (name, paper) == ("无库", Paper.DATABASE):
                    continue
                old = 400 if (name, paper) == ("旧库", Paper.DATABASE) else 10
                keep(row.site, engineer, paper, days_old=old)
    System.objects.filter(ref="停用").update(retired_on=TODAY)
    serve(rows["缺图"])
    serve(rows["旧库"], ended_on=TODAY)
    assert set(names(engineer)) == {"完整", "缺图", "缺库", "无库", "旧库"}
    assert set(names(engineer, lacks="any")) == {"缺图", "缺库"}
    assert names(engineer, lacks="layout-drawing") == ["缺图"]
    assert names(engineer, lacks="single-line-drawing") == []
    assert names(engineer, lacks="aged") == ["旧库"]
    assert names(engineer, with_plan=True) == ["缺图"]
    page = queries.list_readiness(engineer, ReadinessFilters(), on=TODAY)
    lights = {each.name: each.light for each in page.rows}
    assert [lights[each] for each in ("完整", "缺图", "旧库")] == [
        Light.GREEN,
        Light.RED,
        Light.AMBER,
    ]
    assert {each.name for each in page.rows if each.plan} == {"缺图"}


@pytest.mark.parametrize(
    ("dated_on", "asked_on"),
    [(date(2024, 2, 29), date(2025, 2, 28)), (date(2024, 3, 1), date(2025, 3, 1))],
)
def test_the_list_finds_what_is_old_on_the_same_day_as_the_check(
    engineer: User, dated_on: date, asked_on: date
) -> None:
    """SC-9: at the ends of months as well."""
    row = system()
    for paper in Paper:
        keep(row.site, engineer, paper)
    row.site.records.filter(kind="database").update(dated_on=dated_on)
    for day, state in ((asked_on - timedelta(1), "current"), (asked_on, "aged")):
        answer = queries.system_readiness(engineer, row.pk, day).papers[-1].answer
        page = queries.list_readiness(engineer, ReadinessFilters(lacks="aged"), on=day)
        assert (answer.state.value, page.total) == (state, int(state == "aged"))


def test_the_list_asks_as_many_questions_for_many_sites_as_for_few(engineer: User) -> None:
    counts = []
    for start in (0, 2):
        for each in range(start, start * 5 + 2):
            place = site(organization(f"业主{each}"), name=f"项目{each}")
            system(place, ref=f"S-{each}")
            keep(place, engineer, Paper.LAYOUT)
        with CaptureQueriesContext(connection) as asked:
            names(engineer, lacks="any")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_outsiders_see_their_own_sites_alone_and_not_who_holds_a_plan(engineer: User) -> None:
    owner = organization("甲业主")
    mine, other = system(site(owner, name="甲"), "S-1"), system(site(organization("乙"), name="乙"))
    serve(mine)
    customer = outsider(owner)
    assert names(customer) == ["甲"]
    with pytest.raises(Http404):
        queries.site_readiness(customer, other.site_id, TODAY)
    with pytest.raises(NotAllowed):
        actions.say_processor(mine, gives_database=True, why="x", by=customer, now=NOW)


def test_a_record_of_a_system_of_another_site_is_none(engineer: User) -> None:
    place, other = site(), system(site(organization("乙"), name="乙"), "S-9")
    for given in (str(other.pk), "9" * 30, "x", "²"):
        with pytest.raises(InputProblems):
            record_place(engineer, place.pk, given)


def test_a_damaged_file_is_never_handed_out(engineer: User) -> None:
    """SC-9: nobody works by a drawing that is not the one that was kept."""
    row = system()
    keep(row.site, engineer, Paper.LAYOUT)
    record = row.site.records.get()
    with open(record.file.path, "ab") as file:
        file.write(b"!")
    with pytest.raises(Refused) as caught:
        queries.open_record(engineer, record.pk)
    assert caught.value.reason.rule == "SC-9"
    record.file.storage.delete(record.file.name)
    with pytest.raises(Refused):
        queries.open_record(engineer, record.pk)
