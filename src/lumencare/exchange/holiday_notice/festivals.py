"""The festivals that holiday notices name, in both languages."""

from lumencare.domain.text import Text

FESTIVALS = {
    each.zh: each
    for each in (
        Text("元旦", "New Year's Day"),
        Text("除夕", "Chinese New Year's Eve"),
        Text("春节", "Spring Festival"),
        Text("清明节", "Tomb-Sweeping Day"),
        Text("劳动节", "Labour Day"),
        Text("端午节", "Dragon Boat Festival"),
        Text("中秋节", "Mid-Autumn Festival"),
        Text("国庆节", "National Day"),
    )
}
# Every notice of a whole year sets days of these.
OF_EVERY_YEAR = tuple(FESTIVALS[zh] for zh in FESTIVALS if zh != "除夕")
# What people also write.
ALSO = {"元旦节": "元旦", "清明": "清明节", "五一": "劳动节", "端午": "端午节"}
ALSO |= {"五一劳动节": "劳动节", "中秋": "中秋节", "国庆": "国庆节", "新年": "元旦"}

AND = "、"


def named(names: list[str]) -> Text | None:
    """Return the name of a holiday of one festival or several; None where one is unknown."""
    known = [FESTIVALS.get(ALSO.get(each, each)) for each in names]
    found = [each for each in known if each is not None]
    if not found or len(found) < len(names):
        return None
    return Text(AND.join(each.zh for each in found), " and ".join(each.en for each in found))
