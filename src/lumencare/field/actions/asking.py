"""Asking the people of the owner by mail whether the time of a visit suits them."""

from datetime import datetime

from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.field.models import Visit
from lumencare.notices.actions import Recipient, Reminder, cancel, put_down
from lumencare.sites.addressed import people_of


def ask_about_time(visit: Visit, now: datetime) -> None:
    """Put a mail down for each of the owner's people; one about an earlier time is called off."""
    if visit.starts_at is None:
        return
    key = f"appointment:{visit.number}:"
    cancel(keys_prefix=key, why="asked anew", now=now)
    moment = f"{in_shanghai(visit.starts_at):%Y-%m-%d %H:%M}"
    place = visit.site.name
    put_down(
        [
            Reminder(
                key=f"{key}{now:%Y%m%d%H%M%S}",
                recipient=Recipient.of(each),
                subject=Text(
                    f"请确认上门时间：{place} {moment}", f"Does this time suit? {place} {moment}"
                ),
                text=Text(
                    f"我们拟于 {moment} 到 {place} 上门服务（{visit.summary}）。"
                    "请在客户门户中确认，或提出其他时间。",
                    f"We would come to {place} at {moment} ({visit.summary}). "
                    "Please say in the portal whether it suits, or name another time.",
                ),
                due_at=now,
                path="/portal/",
            )
            for each in people_of(visit.site.owner_id)
        ],
        now,
    )


def no_more_asking(visit: Visit, now: datetime) -> None:
    """Call off what still waits to ask about the time of a visit."""
    cancel(keys_prefix=f"appointment:{visit.number}:", why="settled", now=now)
