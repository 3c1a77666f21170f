"""Idempotency-Key: the same request is done once, however often it is sent."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils.timezone import now

from lumencare.api.models import KeptAnswer
from lumencare.sites.models import Organization
from tests.api.calling import Program, Told, program
from tests.office import person

BODY = {"kind": "end-user", "name": "滨江置业有限公司"}


@pytest.mark.django_db
def test_the_same_request_gets_the_same_answer_and_is_done_once() -> None:
    caller = program("sales")
    first = caller.post("/organizations", BODY, Idempotency_Key="a-1")
    again = caller.post("/organizations", BODY, Idempotency_Key="a-1")
    assert (first.status, again.status) == (201, 201)
    assert first.body == again.body
    assert first.headers["ETag"] == again.headers["ETag"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    assert Organization.objects.count() == 1


@pytest.mark.django_db
def test_a_key_is_for_one_request() -> None:
    caller = program("sales")
    caller.post("/organizations", BODY, Idempotency_Key="a-1")
    other = caller.post("/organizations", {**BODY, "name": "别家"}, Idempotency_Key="a-1")
    assert (other.status, other.body["type"]) == (422, "/api/v1/problems/key-reused")
    assert caller.post("/sites", BODY, Idempotency_Key="a-1").status == 422
    assert Organization.objects.count() == 1


@pytest.mark.django_db
def test_a_refusal_is_not_kept_so_that_it_can_be_mended() -> None:
    caller = program("sales")
    wrong = caller.post("/organizations", {**BODY, "credit_code": "1"}, Idempotency_Key="a-1")
    assert wrong.status == 422
    assert KeptAnswer.objects.count() == 0
    assert caller.post("/organizations", BODY, Idempotency_Key="a-1").status == 201


@pytest.mark.django_db
def test_a_key_belongs_to_who_gave_it_and_lasts_a_day() -> None:
    caller = program("sales")
    assert caller.post("/organizations", BODY, Idempotency_Key="a-1").status == 201
    other = program("manager").post(
        "/organizations", {**BODY, "name": "别家"}, Idempotency_Key="a-1"
    )
    assert other.status == 201
    KeptAnswer.objects.update(created_at=now() - timedelta(hours=25))
    assert caller.post("/organizations", BODY, Idempotency_Key="a-1").status == 422
    assert Organization.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "x" * 129, "schlüssel", "a\tb", "a b"])
def test_a_key_that_cannot_be_one_is_refused(key: str) -> None:
    told = program("sales").post("/organizations", BODY, Idempotency_Key=key)
    assert told.status == 422
    assert Organization.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_done_once_and_answered_alike() -> None:
    user = person("sales")
    callers = [program(of=user, role="sales") for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(_post_and_leave, callers))
    assert [each.status for each in told] == [201] * 4
    assert len({each.body["id"] for each in told}) == 1
    assert Organization.objects.count() == 1


def _post_and_leave(caller: Program) -> Told:
    """Send the request from a thread with a connection of its own."""
    try:
        return caller.post("/organizations", BODY, Idempotency_Key="k")
    finally:
        connection.close()


@pytest.mark.django_db
def test_a_token_of_another_role_is_not_told_what_this_one_was() -> None:
    user = person("sales", "engineer")
    mine, other = program(of=user, role="sales"), program(of=user, role="engineer")
    assert mine.post("/organizations", BODY, Idempotency_Key="a-1").status == 201
    told = other.post("/organizations", BODY, Idempotency_Key="a-1")
    assert (told.status, told.body["type"]) == (422, "/api/v1/problems/key-reused")
