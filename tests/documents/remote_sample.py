"""A remote agreement as the office would make it: to be signed, and signed."""

from datetime import date, time

from lumencare.data.contract_wordings import remote_wording
from lumencare.documents.clause_groups import ClauseGroup
from lumencare.documents.contract_clauses import as_clause
from lumencare.documents.contract_context import Contact, Sealing
from lumencare.documents.remote_context import Fact, RemoteContext, RemoteSystem, Signer
from lumencare.domain.remote.access import MODE_HINTS, MODE_NAMES, SERVER_NAMES, AccessMode, Server
from lumencare.domain.remote.parties import PARTY_NAMES, PartyKind
from lumencare.domain.shanghai import at
from lumencare.domain.text import Text
from tests.documents.contract_building import OWNER, PROVIDER

ON = date(2026, 11, 26)
MOMENT = at(ON, time(15))

UNSIGNED = RemoteContext(
    number="RA-2611-018",
    on=ON,
    edition="cn-mainland-1",
    wording="remote-1",
    months=12,
    customer=OWNER,
    provider=PROVIDER,
    system=RemoteSystem(
        project="云栖会议中心 3 号馆（含地下停车场与连廊）",
        ref="S-2208-07",
        name="Quantum 会议中心照明控制系统",
        system_type="Quantum",
        city="杭州市",
        address="转塘街道 88 号",
    ),
    server=SERVER_NAMES[Server.ONLINE],
    mode=MODE_NAMES[AccessMode.SERVER_INTERNET],
    mode_hint=MODE_HINTS[AccessMode.SERVER_INTERNET],
    engineers=("林若", "陈一鸣"),
    signer=Signer(
        name="王建国",
        party=PARTY_NAMES[PartyKind.END_USER],
        organization="滨江置业有限公司",
        reach="w***@example.com",
    ),
    clauses=(
        ClauseGroup(
            Text("通用条款", "General terms"), tuple(as_clause(each) for each in remote_wording())
        ),
    ),
    contacts=(Contact(label=Text("服务热线", "Hotline"), value="400-842-7731"),),
    check_address="https://service.example.com/check/RA-2611-018?hash=0123456789abcdef",
    sealing=Sealing(signer="Lumencare service.example.com", is_self_made=True),
)
EVIDENCE = (
    Fact(Text("签署人", "Signer"), "王建国"),
    Fact(Text("签署时间", "Time"), "2026-11-26 15:00:00 +08:00"),
    Fact(Text("文件摘要", "Hash of the document"), "ab" * 32),
    Fact(Text("验证码渠道", "Channel of the code"), "邮件 e-mail w***@example.com"),
)
