"""What people call the sheets and columns of a portfolio, and the words they write in them.

The first Chinese and the first English name of a column are those that messages use.
"""

from lumencare.domain.codes import StartUp, WarrantyClass
from lumencare.domain.text import Text

SYSTEMS_SHEET = ("systems", "system", "系统", "项目", "项目清单", "系统清单")
BOM_SHEET = ("bom", "硬件清单", "清单", "bom lines")

REF = ("ref", "编号", "reference", "id", "项目编号", "系统编号")

SYSTEM_COLUMNS: dict[str, tuple[str, ...]] = {
    "ref": REF,
    "project": ("project", "项目名称", "project name", "项目"),
    "customer": ("customer", "客户", "customer name", "end user", "客户名称", "最终用户", "业主"),
    "city": (
        "city",
        "城市",
        "location",
        "site",
        "所在城市",
        "项目地点",
        "项目所在地",
        "地点",
    ),
    "system_type": ("system type", "系统类型", "type", "系统型号"),
    "warranty_class": (
        "class",
        "原质保类别",
        "warranty class",
        "initial warranty",
        "质保类别",
        "原质保",
        "质保",
    ),
    "start_up": ("start-up", "调试方", "started up by", "commissioning", "调试"),
    "order_date": ("order date", "下单日期", "ordered", "订单日期", "订单之日"),
    "bom": ("BOM amount", "硬件清单金额", "BOM", "hardware list amount", "清单金额", "BOM 金额"),
    "list_amount": (
        "list-price amount",
        "列表价金额",
        "list amount",
        "列表价",
        "目录价金额",
    ),
    "plans": ("plans", "计划", "plan", "chosen plans", "所选计划", "服务计划"),
    "options": ("options", "选项", "option", "chosen options", "所选选项"),
}
BOM_COLUMNS: dict[str, tuple[str, ...]] = {
    "ref": REF,
    "part_number": (
        "part number",
        "型号",
        "part no",
        "part",
        "model",
        "部件号",
        "料号",
        "产品型号",
    ),
    "description": ("description", "描述", "名称", "品名", "产品描述"),
    "quantity": ("quantity", "数量", "qty"),
    "unit_price": ("post-sales unit price", "售后单价", "unit price", "单价"),
    "list_unit_price": ("list unit price", "列表单价", "list price", "列表价单价", "目录单价"),
}
SERIAL_COLUMNS: dict[str, tuple[str, ...]] = {
    "serials": ("serial numbers", "序列号", "serial number", "serials", "serial", "sn", "出厂编号"),
}
# These may be missing as a whole, and their cells may be blank.
OPTIONAL_COLUMNS = frozenset(
    {
        "start_up",
        "bom",
        "list_amount",
        "plans",
        "options",
        "description",
        "list_unit_price",
        "serials",
    }
)

# Besides the code and the names that the edition gives.
CLASS_WORDS: dict[str, tuple[str, ...]] = {
    WarrantyClass.ONE_YEAR: ("1 年", "一年", "1 year", "1-Year Limited"),
    WarrantyClass.TWO_YEAR: ("2 年", "两年", "二年", "2 year", "2 years", "2-Year Limited"),
    WarrantyClass.HWQS: ("8 年", "八年", "8 year", "8 years", "HWQS", "HWQS 8-Year Limited"),
}
START_UP_NAMES: dict[str, Text] = {
    StartUp.MANUFACTURER: Text("原厂", "manufacturer"),
    StartUp.PARTNER: Text("合作伙伴", "partner"),
}
START_UP_WORDS: dict[str, tuple[str, ...]] = {
    StartUp.MANUFACTURER: ("原厂调试", "厂家", "路创", "Lutron"),
    StartUp.PARTNER: ("合作伙伴调试", "集成商", "经销商", "dealer", "integrator"),
}
