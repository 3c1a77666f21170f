"""The one automatic answer: that a mail arrived and is a case now, once a day for each sender."""

from datetime import datetime, timedelta

from lumencare.desk.actions.writing import outgoing
from lumencare.desk.mail.reading import ReadMail
from lumencare.desk.models import Case, Message
from lumencare.domain.text import Text

DAY = timedelta(days=1)


def acknowledge(case: Case, mail: ReadMail, now: datetime) -> Message | None:
    """Write the answer, unless the case or, within a day, its sender had one; a job sends it."""
    automatic = Message.objects.filter(kind=Message.Kind.OUTGOING, automatic=True)
    lately = automatic.filter(to_address__iexact=mail.from_address, at__gt=now - DAY)
    if automatic.filter(case=case).exists() or lately.exists():
        return None
    said = _said(case)
    answer = outgoing(case, f"{said.zh}\n\n{said.en}", to=mail.from_address, now=now)
    answer.automatic, answer.author_name = True, "Lumencare"
    answer.save(force_insert=True)
    return answer


def _said(case: Case) -> Text:
    return Text(
        f"您的来信已收到，服务请求编号 {case.number}。我们会尽快与您联系；"
        "补充信息请直接回复本邮件。",
        f"We have your mail; it is case {case.number}. We will get in touch with you. To add "
        "something, just reply to this mail.",
    )
