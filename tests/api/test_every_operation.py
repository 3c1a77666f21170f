"""Every operation, tried with the token of each role, by strangers outside and by nobody."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django import DjangoDbBlocker

from lumencare.accounts.rights import is_outsider, may
from lumencare.accounts.roles import Role
from lumencare.api.budgets import OFFICE
from lumencare.api.service import service
from lumencare.contracts.models import (
    Allowance,
    Amendment,
    Condition,
    Contract,
    ContractLine,
    Credit,
    Draw,
)
from lumencare.desk.actions import (
    Incoming,
    add_part,
    agree_charge,
    attach_files,
    charge_customer,
    give_goodwill,
    open_case,
    receive_message,
    show_charge,
)
from lumencare.desk.mail.intake import Arrived, take_mail
from lumencare.desk.reading import Report
from lumencare.field.models import VisitPhoto
from lumencare.sales.models import QuoteVersion
from lumencare.sites.models import Membership, Organization, System
from lumencare.stock.actions import Goods, Lending, Wish, lend, open_count, order_parts, reserve
from tests.api.calling import NOBODY, ROOT, Program, Told, token
from tests.api.doors import (
    CASES,
    CHARGES,
    CLAIMS,
    CONTRACTS,
    DOORS,
    MONEY,
    PAPERS,
    REMOTE,
    STOCK,
    TALK,
    VISITS,
    Door,
)
from tests.api.upgrade_doors import SURVEYS, UPGRADES
from tests.api.upgrade_worlds import survey_world, upgrade_world
from tests.claims.claims import asked, faulty
from tests.contracts.contracts import active, bought, coordinator
from tests.contracts.money import due_payment, received
from tests.desk.files import sent
from tests.desk.mail.mails import mail
from tests.field.visits import engineer, proposed
from tests.office import NOW, TODAY, organization, outsider, person
from tests.sales.quotes import draft
from tests.stock.parts import clerk, place, pool, slip, stocked
from tests.undoing import undone
from tests.web.world import make_world

YEAR = timedelta(days=365)
OUTSIDE = {Role.CUSTOMER, Role.PARTNER}
PROBLEM = {"type", "title", "status", "detail", "text", "because"}
KEYS = {
    "{contract}": "C-2601-001",
    "{amendment}": "1",
    "{city}": "苏州",
    "{year}": "2026",
    "{code}": "cn-mainland-1",
    "{part_number}": "A-1",
    "{batch}": "20260115-100000",
    "{option}": "A",
    "{key}": "1",
}


def operations() -> set[str]:
    """Return every operation as `METHOD /path`."""
    paths = service.get_openapi_schema()["paths"]
    return {
        f"{method.upper()} {path.removeprefix(ROOT)}"
        for path, each in paths.items()
        for method in each
    }


def test_every_operation_says_whom_it_is_for() -> None:
    missing = sorted(operations() - DOORS.keys())
    assert not missing, f"add a row to tests/api/doors.py for: {', '.join(missing)}"


def test_no_row_is_left_of_an_operation_that_is_gone() -> None:
    gone = sorted(DOORS.keys() - operations())
    assert not gone, f"drop the rows of tests/api/doors.py for: {', '.join(gone)}"


@pytest.fixture(scope="module")
def made(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[dict[str, Any], list[tuple[Any, Program]]]]:
    """Make the world of all operations once, and everybody with a program of theirs."""
    with django_db_blocker.unblock(), undone():
        world = whole_world()
        callers = [(user, Program(token(user, *user.role_set))) for user in everybody(world)]
        yield world, callers


@pytest.fixture
def db(made: tuple[dict[str, Any], list[tuple[Any, Program]]]) -> Iterator[None]:
    """Undo what an operation did, and what was made for it alone; the clock stands still, so
    that nobody's budget would fill up again by itself.
    """
    OFFICE.left.clear()
    with undone():
        yield


@pytest.mark.parametrize("name", sorted(DOORS))
def test_an_operation_is_for_whom_it_is_for_and_nobody_else(
    name: str, made: tuple[dict[str, Any], list[tuple[Any, Program]]], db: None
) -> None:
    callers = made[1]
    door, world = DOORS[name], {**made[0]}
    if door.of == "line":
        installed = System.objects.get(pk=world["system"])
        world["line"] = active("part-care-plus-annual", of=installed).lines.get().pk
    for rows, more in WORLDS:
        if name in rows:
            world |= more(world)
    if name in CONTRACTS:
        world |= sold(QuoteVersion.objects.get())
    if name in PAPERS:
        amended(bought("part-care-plus", of=System.objects.get(pk=world["system"])))
    assert (call(NOBODY, name, world).status == 401) is not door.is_public
    for user, caller in callers:
        with undone():
            told = call(caller, name, world)
        said = f"{name} as {user}: {told.status} {told.body}"
        assert fits(door, user, told.status), said
        if told.status >= 400:
            assert told.headers["Content-Type"] == "application/problem+json", said
            assert told.body.keys() >= PROBLEM, said
        else:
            assert told.headers["Cache-Control"] == "no-store", said


def whole_world() -> dict[str, Any]:
    """Return a key for each kind of thing that operations name."""
    world = make_world()
    made = draft(by=person("coordinator", name="author"))
    buyer = organization("新买家有限公司")
    return {**world, "quote": made.quote.number, "buyer": buyer.pk}


def sold(made: QuoteVersion) -> dict[str, Any]:
    """Return the keys of a contract of the quote; its rows alone, as no paper is needed here."""
    of, who, days = made.quote.system, made.quote.system.site.owner, (TODAY, TODAY + YEAR)
    contract = Contract.objects.create(
        number="C-2601-900", site=of.site, owner=who, bill_to=who, edition="cn-mainland-1",
        purchased_on=TODAY, net_fen=1, vat_fen=0, created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    line = ContractLine.objects.create(
        contract=contract, position=1, system=of, quote_version=made, kind="plan",
        code="service-care", name_zh="服务", name_en="Service", quantity=1, unit_fen=1, net_fen=1,
        vat_fen=0, vat_rate=600, edition="cn-mainland-1", rule="SC-2", formula="", bom_fen=1,
        bought_on=TODAY,
    )  # fmt: skip
    allowance = Allowance.objects.create(
        contract=contract, line=line, system=of, code="preventive-man-day", name_zh="巡检",
        name_en="Visit", rule="SC-5", starts_on=days[0], ends_on=days[1], tenths=10,
        drawn_tenths=5,
    )  # fmt: skip
    draw = Draw.objects.create(
        allowance=allowance, tenths=5, on=TODAY, why="巡检", key="k", by_name="周", at=NOW
    )
    condition = Condition.objects.create(contract=contract, kind="database", rule="SC-9")
    return {
        "contract": contract.number,
        "allowance": allowance.pk,
        "draw": draw.pk,
        "condition": condition.pk,
    }


def amended(contract: Contract) -> None:
    """Write an amendment to a contract; its row alone."""
    Amendment.objects.create(
        contract=contract, number=1, kind="suspend", effective_on=TODAY, why="停业", by_name="周",
        before={"state": "active"}, after={"state": "suspended"}, at=NOW,
    )  # fmt: skip


def money_world(world: dict[str, Any]) -> dict[str, Any]:
    """Return keys of a payment that is paid in part, its receipt, and a credit."""
    payment = due_payment(of=System.objects.get(pk=world["system"]))
    receipt = received(payment, "5000", key="world")
    credit = Credit.objects.create(
        contract=payment.contract, treatment="stated", state="waiting", net_fen=1, vat_fen=0,
        ends_on=TODAY, why="x", key="world", decided_by=coordinator(), decided_at=NOW,
    )  # fmt: skip
    return {"payment": payment.pk, "receipt": receipt.pk, "credit": credit.pk}


def case_world(world: dict[str, Any]) -> dict[str, Any]:
    """Return keys of a case, of an event of its clock and of a part line."""
    at, of = NOW - timedelta(hours=1), System.objects.get(pk=world["system"])
    case = open_case(Report(summary="灯不亮", system=of), by="热线", now=at).case
    by = person("support", name="hotline")
    part = add_part(case, {"part_number": "QSN-4A-S"}, by=by, now=at)
    event = case.clock_events.order_by("pk").first()
    assert event is not None
    return {"case": case.number, "case_event": event.pk, "case_part": part.pk}


def talk_world(world: dict[str, Any]) -> dict[str, Any]:
    """Return keys of a case, an earlier one, a message, a file, and a mail that was set aside."""
    at, of = NOW - timedelta(hours=1), System.objects.get(pk=world["system"])
    report = Report(summary="灯不亮", system=of)
    earlier = open_case(report, by="热线", now=at - timedelta(hours=1)).case
    case = open_case(report, by="热线", now=at).case
    incoming = Incoming(body="另一处也不亮", at=at)
    message = receive_message(case, incoming, by="邮箱", now=at).message
    by = person("support", name="hotline")
    (file,) = attach_files(case, [sent()], by=by, now=at)
    aside = take_mail(Arrived(mail(Precedence="bulk"), at), at)
    keys = {"message": message.pk, "case_file": file.pk, "mail": aside.pk}
    return {"case": case.number, "other_case": earlier.number, **keys}


def charge_world(world: dict[str, Any]) -> dict[str, Any]:
    """Return keys of a case with a charge, of goodwill that waits, and of a bill."""
    at, of = NOW - timedelta(hours=1), System.objects.get(pk=world["system"])
    case = open_case(Report(summary="灯不亮", system=of), by="热线", now=at).case
    by = person("coordinator", name="desk")
    shown, given_up, agreed = (
        show_charge(
            case,
            {"code": "on-request", "shown_to": "李", "amount": "6000", "why": "元旦"},
            by=by,
            now=at,
        )
        for _ in range(3)
    )
    given = give_goodwill(given_up, {"why": "老客户"}, by=by, now=at)
    agree_charge(agreed, {"agreed_by": "李", "agreed_how": "邮件"}, by=by, now=at)
    bill = charge_customer(agreed, by=by, now=at)
    keys = {"charge": shown.pk, "goodwill": given.pk, "case_bill": bill.pk}
    return {"case": case.number, **keys}


def visit_world(world: dict[str, Any]) -> dict[str, Any]:
    """Return keys of a visit that nobody is to make yet, of an engineer, and of a photo."""
    row, who = proposed(System.objects.get(pk=world["system"]).site), engineer()
    photo = VisitPhoto.objects.create(
        visit=row, file=ContentFile(b"\xff\xd8\xff", "a.jpg"), media_type="image/jpeg", size=3,
        sha256="0" * 64, taken_at=NOW, added_by=who.person, added_at=NOW,
    )  # fmt: skip
    return {"case": row.number, "visit": row.number, "engineer": who.pk, "photo": photo.pk}


def stock_world(_world: dict[str, Any]) -> dict[str, Any]:
    """Return keys of a part that is reserved, of one lent and one on order, and of a count."""
    one, by = stocked(5), clerk()
    wish = Wish(part=one, place=pool())
    row = reserve(wish, slip(plan_customer=True), by=by, now=NOW)
    place()
    count = open_count(pool(), "", by=by, now=NOW).number
    lending = Lending("许工", NOW.date())
    loan = lend(Goods(part=one), pool(), lending, slip(plan_customer=True), by=by, now=NOW)
    wanted = {"quantity": "2", "expected_on": "2026-03-01"}
    supply = order_parts(one, pool(), wanted, key="o-1", by=by, now=NOW)
    return {
        "reservation": row.number, "count": count, "loan": loan.number, "supply": supply.number,
    }  # fmt: skip


def remote_world(world: dict[str, Any]) -> dict[str, Any]:
    """Return keys of an agreement, and of a session under way."""
    return {name: world[name] for name in ("case", "agreement", "session")}


def claim_world(world: dict[str, Any]) -> dict[str, Any]:
    """Return keys of a claim of a case."""
    claim = asked(faulty(System.objects.get(pk=world["system"])))
    return {"case": claim.number, "of_claim": claim.case.number}


WORLDS = (
    (UPGRADES, upgrade_world),
    (SURVEYS, survey_world),
    (REMOTE, remote_world),
    (CLAIMS, claim_world),
    (MONEY, money_world),
    (CASES, case_world),
    (TALK, talk_world),
    (CHARGES, charge_world),
    (VISITS, visit_world),
    (STOCK, stock_world),
)


def everybody(world: dict[str, Any]) -> Iterator[Any]:
    """Yield somebody in each role, who owns nothing, and then the owner of all things."""
    yield from (person(role) for role in Role if role not in OUTSIDE)
    elsewhere = organization("不相干有限公司")
    yield from (outsider(elsewhere), outsider(elsewhere, "partner"))
    yield person("customer", name="alone")
    owner = person("customer", name="owner")
    theirs = Organization.objects.get(pk=world["organization"])
    Membership.objects.create(organization=theirs, user=owner, created_at=NOW)
    yield owner


OF_WORLD = ("agreement", "session", "lead", "family", "survey", "proposal", "upgrade")


def keys_of(world: dict[str, Any]) -> dict[str, str]:
    """Return what stands for each word of an address."""
    return {**KEYS, **{f"{{{word}}}": str(world.get(word)) for word in OF_WORLD}}


def call(caller: Program, name: str, world: dict[str, Any]) -> Told:
    """Send the request that a row describes."""
    door = DOORS[name]
    method, path = name.split()
    path = path.replace("/cases/{number}/claims", f"/cases/{world.get('of_claim')}/claims")
    if name in CONTRACTS:
        path = path.replace("{number}", world["contract"])
    if any(name in rows for rows in (CASES, TALK, CHARGES, VISITS, REMOTE, CLAIMS)):
        path = path.replace("{number}", world.get("case", ""))
    if name in STOCK:
        path = path.replace("{number}", str(world.get(door.of)))
    for word, value in {
        **keys_of(world),
        "{id}": str(world.get(door.of)),
        "{number}": "{quote}",
    }.items():
        path = path.replace(word, value)
    path = path.replace("{line}", str(world.get("line")))
    path = path.replace("{quote}", world["quote"]) + ("?q=x" if path == "/search" else "")
    if door.form:
        return caller.upload(path, filled(door.form, world))
    if method == "GET":
        return caller.get(path)
    if method == "DELETE":
        return caller.delete(path, If_Match="*")
    send = caller.patch if method == "PATCH" else caller.post
    return send(path, filled(door.body or {}, world), If_Match="*")


def filled(fields: dict[str, Any], world: dict[str, Any]) -> dict[str, Any]:
    """Return fields with the world's keys and with files in place of their names."""
    return {name: _filled(value, world) for name, value in fields.items()}


def _filled(value: Any, world: dict[str, Any]) -> Any:
    if isinstance(value, tuple):
        return SimpleUploadedFile(value[0], value[1].encode())
    if isinstance(value, list):
        return [_filled(each, world) for each in value]
    if isinstance(value, str) and value.startswith("{"):
        return world[value.strip("{}")]
    return value


def is_at_the_door(user: Any) -> bool:
    """Tell whether somebody is of a customer or a partner, and of some organization there."""
    return is_outsider(user) and Membership.objects.filter(user=user).exists()


def fits(door: Door, user: Any, status: int) -> bool:
    """Tell whether an answer is what somebody should get."""
    if door.right is not None and not may(user, door.right):
        # To somebody outside, what is not theirs does not exist.
        return status == 403 or (status == 404 and is_outsider(user))
    if door.is_own and not is_at_the_door(user):
        return status == 403
    if door.of == "token":
        return status == 404
    if door.of and is_outsider(user) and user.name != "owner":
        return status in {403, 404}
    return status not in {401, 403} and status < 500
