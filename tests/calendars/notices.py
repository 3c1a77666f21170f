"""Holiday notices of a made-up 2027, typed, written down and approved, to start a test from."""

from datetime import datetime

from lumencare.accounts.models import User
from lumencare.calendars.actions import approve_notice, stage_notice
from lumencare.calendars.drafts import Draft
from lumencare.calendars.models import HolidayNotice
from tests.office import NOW, person

SOURCE = "国办发明电〔2026〕9号"
YEAR_2027 = """\
国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历除夕、周五）至12日（周五）放假调休，共8天。1月31日（周日）、2月14日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天。
六、中秋节：9月15日（周三）放假1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
"""


def typed(text: str = YEAR_2027, **more: str) -> Draft:
    """Return a notice as it is typed."""
    return Draft(text=text, source=more.pop("source", SOURCE), **more)


def somebody(name: str) -> User:
    """Return a coordinator by name; the same each time."""
    return User.objects.filter(name=name).first() or person("coordinator", name=name)


def staged(text: str = YEAR_2027, *, by: str = "writer", at: datetime = NOW) -> HolidayNotice:
    """Return a draft."""
    return stage_notice(typed(text), by=somebody(by), now=at)


def approved(text: str = YEAR_2027, *, at: datetime = NOW) -> HolidayNotice:
    """Return a notice in force."""
    return approve_notice(staged(text, at=at), by=somebody("approver"), now=at)
