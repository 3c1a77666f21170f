"""Words of the trail for System Care: the catalogue of systems, noted software, leads."""

from lumencare.domain.text import Text

ACTIONS = {
    "add-reason": Text("补充原因", "Added reasons"),
    "lead-open": Text("重新跟进", "Took up again"),
    "lead-proposal": Text("进入方案阶段", "Went on to a proposal"),
    "lead-won": Text("成交", "Won"),
    "lead-lost": Text("未成交", "Lost"),
}

KINDS = {
    "lifecycle.systementry": Text("系统目录条目", "Entry of the catalogue of systems"),
    "lifecycle.software": Text("软件版本", "Software version"),
    "lifecycle.component": Text("沿用方式", "Reuse of a component"),
    "lifecycle.installedsoftware": Text("现场软件", "Software on site"),
    "lifecycle.lead": Text("升级线索", "Lead to System Care"),
}

FIELDS = {
    "also": Text("其他名称", "Also called"),
    "category": Text("类别", "Category"),
    "clients": Text("客户端操作系统", "Client operating systems"),
    "component": Text("部件种类", "Kind of component"),
    "confidence": Text("可信度", "Confidence"),
    "followed_by_id": Text("跟进人", "Followed by"),
    "from_processor": Text("可否从处理器下载", "Download from the processor"),
    "functions": Text("功能与模块", "Functions and modules"),
    "lost_reason": Text("未成交原因", "Why it was lost"),
    "name_zh": Text("中文名称", "Name in Chinese"),
    "next_on": Text("下一步日期", "Day of the next step"),
    "next_step": Text("下一步", "Next step"),
    "note_en": Text("英文说明", "Note in English"),
    "note_zh": Text("中文说明", "Note in Chinese"),
    "reasons": Text("原因", "Reasons"),
    "released_on": Text("发布日", "Released on"),
    "reuse": Text("沿用方式", "Reuse"),
    "sales_end_on": Text("停售日", "Sales end on"),
    "seen_on": Text("查看日", "Seen on"),
    "spares_end_on": Text("备件供应结束日", "Spares end on"),
    "successors": Text("后继系统", "Successors"),
    "support_ends_on": Text("支持结束日", "Support ends on"),
    "system_code": Text("系统编号", "System code"),
    "target_code": Text("目标系统", "Target system"),
    "wanted": Text("客户需要的功能", "Functions asked for"),
    "withdrawn": Text("已撤下", "Withdrawn"),
}
