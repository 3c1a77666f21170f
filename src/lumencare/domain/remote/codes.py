"""One-time codes: how long one works, how often it may be tried, how soon another is sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from lumencare.domain.text import Reason, Text, does_not_apply

DIGITS = 6
WORKS_FOR = timedelta(minutes=10)
SENT_AGAIN_AFTER = timedelta(seconds=60)
MOST_TRIES = 5
# Over all codes of one link: a million codes are not guessed in fifteen tries.
MOST_TRIES_OF_LINK = 15
MOST_CODES_OF_LINK = 12


class CodeChannel(StrEnum):
    """How a code reaches the signer."""

    EMAIL = "email"
    HOTLINE = "hotline"


CHANNEL_NAMES = {
    CodeChannel.EMAIL: Text("邮件", "e-mail"),
    CodeChannel.HOTLINE: Text("热线电话告知", "read out by the hotline"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeFacts:
    """What is known of the last code of a link, and of all its codes together."""

    now: datetime
    sent_at: datetime | None = None
    expires_at: datetime | None = None
    tries: int = 0
    tries_of_link: int = 0
    codes_of_link: int = 0


def is_locked(facts: CodeFacts) -> bool:
    """Tell whether a link takes no code any more, as too many were tried."""
    return facts.tries_of_link >= MOST_TRIES_OF_LINK


def refusal_to_send(facts: CodeFacts) -> Reason | None:
    """Return why no code is sent now; None where one may be."""
    if is_locked(facts) or facts.codes_of_link >= MOST_CODES_OF_LINK:
        return does_not_apply("RS-2", LOCKED, locked=True)
    if facts.sent_at is not None and facts.now < facts.sent_at + SENT_AGAIN_AFTER:
        left = int((facts.sent_at + SENT_AGAIN_AFTER - facts.now).total_seconds()) + 1
        text = Text(f"{left} 秒后可重新发送。", f"It can be sent again in {left} seconds.")
        return does_not_apply("RS-2", text, seconds=left)
    return None


def refusal_to_try(facts: CodeFacts) -> Reason | None:
    """Return why the last code takes no more tries; None where it may be tried."""
    if is_locked(facts):
        return does_not_apply("RS-2", LOCKED, locked=True)
    if facts.sent_at is None or facts.expires_at is None:
        return does_not_apply("RS-2", NONE_SENT)
    if facts.now >= facts.expires_at:
        return does_not_apply("RS-2", TOO_OLD)
    if facts.tries >= MOST_TRIES:
        return does_not_apply("RS-2", TOO_MANY)
    return None


def say_wrong(tries: int) -> Text:
    """Say that a code is wrong, and how often it may still be tried."""
    left = MOST_TRIES - tries
    if left <= 0:
        return TOO_MANY
    return Text(
        f"验证码不对，还可以试 {left} 次。",
        f"The code is wrong; {left} {'try is' if left == 1 else 'tries are'} left.",
    )


NONE_SENT = Text("请先获取验证码。", "Get a code first.")
TOO_OLD = Text("验证码已过期，请重新获取。", "The code is too old; get another.")
TOO_MANY = Text(
    "此验证码试错次数过多，请重新获取。", "This code was tried too often; get another one."
)
LOCKED = Text(
    "试错次数过多，此链接已锁定；已通知我方人员，请联系发送链接的人。",
    "Too many wrong codes: this link is locked and its sender was told. Ask them for another.",
)
