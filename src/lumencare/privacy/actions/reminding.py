"""Which reminders somebody outside gets: by topic, by mail at all, and the consent to that."""

from collections.abc import Iterable
from datetime import datetime

from lumencare.accounts.queries import myself
from lumencare.notices.choices import choose
from lumencare.people.actions import choose_reminders
from lumencare.privacy.actions.consenting import BY_CHOOSING, end_topic, give
from lumencare.privacy.topics import Topic
from lumencare.sites.visitors import Visitor


def choose_topics(visitor: Visitor, wanted: Iterable[str], *, how: str, now: datetime) -> None:
    """Keep which topics a visitor wants to be reminded of; none at all is a choice, too.

    Where nothing is known to write to, nothing is kept.
    """
    if not visitor.email:
        return
    topics = list(wanted)
    choose(visitor.email, topics, how=how, now=now)
    if visitor.user is not None:
        user = myself(visitor.user)
        choose_reminders(user, by_mail=bool(topics), by=user, now=now)
    if topics:
        give(Topic.REMINDERS, visitor=visitor, how=BY_CHOOSING, now=now)
    else:
        end_topic(Topic.REMINDERS, visitor=visitor, now=now)
