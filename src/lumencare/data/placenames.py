"""Names of places: how they are compared, and their short forms (苏州 for 苏州市)."""

import re
import unicodedata

# The peoples that stand in the names of autonomous places, longest reading first.
PEOPLES = (
    "各族|布依族|布朗族|朝鲜族|达斡尔族|傣族|侗族|独龙族|东乡族|哈尼族|哈萨克族|哈萨克|回族|景颇族|"
    "柯尔克孜|拉祜族|黎族|傈僳族|满族|毛南族|蒙古族|蒙古|苗族|仫佬族|纳西族|怒族|普米族|羌族|撒拉族|"
    "畲族|水族|塔吉克|土家族|土族|佤族|维吾尔|锡伯|瑶族|彝族|裕固族|藏族|壮族|仡佬族|保安族|白族"
)
AUTONOMOUS = re.compile(rf"^(.+?)(?:{PEOPLES})+自治(?:州|县|旗|区)$")
SUFFIX = re.compile(
    "(族?自治州|族?自治县|族?自治旗|自治区|地区|新区|林区|特区|省|市|盟|州|县|区|旗)$"
)
PUNCTUATION = re.compile(r"[\s'’‘`·.,，、()\-]+")
DIRECTION = re.compile("[东南西北]$")
ENGLISH_SUFFIX = re.compile(
    "(city|prefecture|league|district|county|newarea|province|shi|qu|xian)$"
)
COUNTRY = re.compile("^(中华人民共和国|中国)|(china|prc)$")


def normalise(name: str) -> str:
    """Return a name as it is compared: no case, spaces, accents, punctuation or country."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name)).casefold()
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return COUNTRY.sub("", PUNCTUATION.sub("", letters))


def short_name(name: str) -> str:
    """Return a Chinese name without what kind of place it is; of two characters at least."""
    autonomous = AUTONOMOUS.match(name)
    short = autonomous[1] if autonomous else SUFFIX.sub("", name)
    return short if len(short) > 1 else name


def without_kind(key: str) -> str:
    """Return a compared name without the word for its kind, in either language."""
    return ENGLISH_SUFFIX.sub("", key) if key.isascii() else short_name(key)


def without_direction(station: str) -> str:
    """Return the place that a station is named for: 昆山 for 昆山南."""
    return DIRECTION.sub("", station)
