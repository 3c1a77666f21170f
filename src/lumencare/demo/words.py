"""The words that made-up names are put together from."""

from lumencare.accounts.roles import Role

# Nothing here names anybody: every organization carries this mark.
MARK = "（演示）"
TREES = (
    "云杉", "白榆", "青桐", "银杏", "玉兰", "石楠", "丹枫", "紫藤", "水杉",
    "海棠", "桂雨", "雪松", "木棉", "连翘", "合欢", "黄栌", "芙蓉", "木荷",
    "石榴", "梧桐", "黄葛", "雪莲", "胡杨", "丁香", "杜英", "红豆", "乌桕",
    "香樟", "栾树", "枇杷", "山茶", "秋枫",
)  # fmt: skip
BUSINESSES = ("置业", "商业", "酒店", "文化", "科技", "制造", "会展", "医疗", "教育", "投资")
TRADES = ("智能科技", "光环境", "弱电工程", "机电工程")
PLACES = (
    "滨江", "北岸", "云台", "河西", "太湖", "运河", "南湖", "镜湖", "东湾",
    "西溪", "星湖", "月湖", "金桥", "银滩", "松山", "梅岭", "龙湖", "凤鸣",
    "望江", "听涛", "揽月", "观澜", "锦绣", "长风", "天府", "江汉", "海河",
    "泉城", "鹭岛", "珠江", "秦淮", "钱塘", "洪崖", "燕山", "燕园", "柳岸",
)  # fmt: skip
# What stands there: Chinese, English, and the kinds of system that are sold for it.
OFFICE = ("Quantum", "Athena")
HOSPITALITY = ("myRoom plus", "Athena")
SMALL = ("Vive", "GRAFIK Eye QS", "Athena")
HOME = ("HomeWorks QS",)
BUILDINGS = (
    ("中心", "Centre", OFFICE),
    ("大厦", "Tower", OFFICE),
    ("总部", "Headquarters", OFFICE),
    ("酒店", "Hotel", HOSPITALITY),
    ("美术馆", "Art Museum", SMALL),
    ("图书馆", "Library", SMALL),
    ("会议中心", "Convention Centre", OFFICE),
    ("医院", "Hospital", SMALL),
    ("学校", "School", SMALL),
    ("研发楼", "Research Building", OFFICE),
)
HOUSES = (("别墅", "Villa", HOME), ("公馆", "Residence", HOME), ("云邸", "Penthouse", HOME))
PARTS_OF_A_SITE = (
    "A 座",
    "B 座",
    "裙楼",
    "东馆",
    "西馆",
    "大堂",
    "宴会厅",
    "二期",
    "办公层",
    "展厅",
)
OLD_TYPES = ("GRAFIK 6000", "GRAFIK 7000", "LCP128")
CITIES = (
    "上海市", "苏州市", "无锡市", "杭州市", "南京市", "宁波市", "嘉兴市", "常州市", "南通市",
    "绍兴市", "合肥市", "北京市", "天津市", "石家庄市", "济南市", "唐山市", "保定市", "郑州市",
    "青岛市", "太原市", "成都市", "重庆市", "武汉市", "长沙市", "广州市", "深圳市", "厦门市",
    "福州市", "西安市", "昆明市", "沈阳市", "大连市", "哈尔滨市", "乌鲁木齐市", "三亚市", "拉萨市",
)  # fmt: skip
STREETS = ("滨江大道", "人民路", "解放路", "建设路", "中山路", "和平路", "科技路", "文化路")
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚"
POSITIONS = ("工程部经理", "物业经理", "弱电主管", "设施经理", "业主代表", "采购")
CONSENTS = ("电话中口头同意", "合同条款同意", "邮件回复同意")

SIGNER, NOBODY_SIGNS = "王建国", "现场负责人已离开"
FINDINGS = "更换一块调光模块，重新下载数据库；全部场景试验正常。"

# One person for each role, who signs in as `<role>@lumencare.example`.
STAFF_NAMES = {
    Role.SALES: "宋妍",
    Role.COORDINATOR: "许晴",
    Role.SUPPORT: "唐磊",
    Role.ENGINEER: "顾峰",
    Role.CLERK: "潘洁",
    Role.FINANCE: "钱宁",
    Role.APPROVER: "沈从远",
    Role.MANAGER: "陆明",
    Role.ADMINISTRATOR: "安然",
}
OUTSIDER_NAMES = {Role.CUSTOMER: "方圆", Role.PARTNER: "石坚"}
MAIL_DOMAIN = "lumencare.example"
WEBHOOK = "ERP（示例）"
PASSWORD = "lamps-at-dusk-2026"  # shown on the login page of the demo  # nosec B105
