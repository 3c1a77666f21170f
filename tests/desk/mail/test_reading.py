"""Mails are read as people wrote them, whatever their mailers made of it."""

import base64

import pytest

from lumencare.desk.mail.reading import NO_TEXT, Unreadable, mail_id_of, read_mail
from lumencare.desk.mail.texts import bare_subject, split_quoted, text_of_page
from tests.desk.files import JPEG
from tests.desk.mail.mails import mail, multipart, part

# 镕 and 喆 are letters of GBK that GB 2312 has not.
NAME = "朱镕喆"


@pytest.mark.parametrize(
    ("letters", "declared"),
    [
        ("gbk", "gb2312"),
        ("gb18030", "GB18030"),
        ("gbk", "us-ascii"),
        ("gbk", "iso-8859-1"),
        ("gbk", "utf-8"),
        ("utf-8", "gb2312-wrong"),
        ("utf-8", "us-ascii"),
        ("utf-8", ""),
    ],
)
def test_letters_are_read_whatever_the_mail_calls_them(letters: str, declared: str) -> None:
    kind = f"text/plain; charset={declared}" if declared else "text/plain"
    read = read_mail(mail(f"{NAME}：灯不亮".encode(letters), Content_Type=kind))
    assert read.body == f"{NAME}：灯不亮"


def test_western_letters_stay_what_they_are() -> None:
    read = read_mail(
        mail("café à Paris".encode("latin-1"), Content_Type="text/plain; charset=iso-8859-1")
    )
    assert read.body == "café à Paris"


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8"])
def test_names_and_subjects_are_read_whatever_they_call_their_letters(declared: str) -> None:
    word = base64.b64encode(NAME.encode("gbk")).decode()
    encoded = f"=?{declared}?B?{word}?="
    read = read_mail(mail(From=f"{encoded} <zhu@a.example>", Subject=f"Re: {encoded} ok"))
    assert (read.from_name, read.from_address) == (NAME, "zhu@a.example")
    assert read.subject == f"Re: {NAME} ok"


def test_bytes_that_stand_in_a_header_as_they_are_are_read() -> None:
    raw = mail(Subject="?").replace(b"Subject: ?", b"Subject: " + NAME.encode("gbk"))
    assert read_mail(raw).subject == NAME


def test_a_page_becomes_text_and_runs_nothing() -> None:
    page = (
        "<html><head><style>p{}</style></head><body><p>您好，</p><p>三楼&nbsp;灯光<br>不亮</p>"
        "<script>alert(1)</script><ul><li>一</li><li>二</li></ul></body></html>"
    )
    read = read_mail(mail(page, Content_Type="text/html; charset=utf-8"))
    assert "alert" not in read.body
    assert read.body.split("\n")[0] == "您好，"
    assert "三楼 灯光\n不亮" in read.body
    assert "- 一\n" in read.body


def test_of_text_and_page_the_text_is_read() -> None:
    read = read_mail(
        multipart(part(b"plain"), part(b"<p>page</p>", "text/html"), kind="alternative")
    )
    assert (read.body, read.uploads) == ("plain", ())


def test_files_keep_their_names_and_content() -> None:
    name = base64.b64encode(f"{NAME}.jpg".encode("gbk")).decode()
    photo = part(
        base64.b64encode(JPEG),
        "image/jpeg",
        "Content-Transfer-Encoding: base64\r\n"
        f'Content-Disposition: attachment; filename="=?gb2312?B?{name}?="\r\n',
    )
    later = part(
        b"log",
        "text/plain",
        "Content-Disposition: attachment; filename*=utf-8''%E6%97%A5%E5%BF%97.log\r\n",
    )
    read = read_mail(multipart(part("见附件".encode()), photo, later))
    assert [each.name for each in read.uploads] == [f"{NAME}.jpg", "日志.log"]
    assert read.uploads[0].file.read() == JPEG
    assert read.body == "见附件"


def test_a_mail_inside_of_a_mail_is_a_file() -> None:
    inner = part(mail("旧信"), "message/rfc822")
    read = read_mail(multipart(part("转给你们".encode()), inner))
    assert read.body == "转给你们"
    assert [each.name for each in read.uploads] == ["2.eml"]
    assert "旧信".encode() in read.uploads[0].file.read()


def test_a_mail_without_words_says_so() -> None:
    assert read_mail(mail("")).body == NO_TEXT


def test_a_mail_without_an_id_has_one_of_its_content() -> None:
    raw = mail(Message_ID="")
    raw = raw.replace(b"Message-ID: <1@binjiang.example>\r\n", b"")
    assert mail_id_of(raw) == mail_id_of(raw)
    assert mail_id_of(raw) != mail_id_of(raw + b"x")


def test_a_mail_of_parts_without_end_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        read_mail(multipart(*[part(b"x")] * 300))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("好了，谢谢\n\n> 请重启\n> 试试", "好了，谢谢"),
        ("好了\n\nOn Thu, Jan 15, 2026 at 10:00 Lu Ming <a@b.c> wrote:\n> 请重启", "好了"),
        (
            "好了\n\n在 2026年1月15日，路明 <a@b.c> 写道：\n> 请重启\n\n下面还有一句",
            "好了\n\n下面还有一句",
        ),
        ("好了\n\n在 2026-01-15 10:00:00，路明 写道：\n请重启", "好了"),
        ("好了\n\n-----Original Message-----\nFrom: a\nSent: b", "好了"),
        ("好了\n\n------------------ 原始邮件 ------------------\n发件人: 路明", "好了"),
        ("好了\n\n发件人: 路明 <a@b.c>\n发送时间: 2026-01-15\n收件人: 我\n主题: 灯", "好了"),
        ("好了\n\nFrom: Lu Ming <a@b.c>\nSent: Thursday\nTo: me\nSubject: light", "好了"),
        ("发件人: 这个按钮不好用", "发件人: 这个按钮不好用"),
        ("> 哪一层？\n三层\n> 哪个房间？\n会议室", "> 哪一层？\n三层\n> 哪个房间？\n会议室"),
        ("> 只有引用", "> 只有引用"),
    ],
)
def test_what_hangs_below_a_reply_is_kept_apart(text: str, written: str) -> None:
    body, quoted = split_quoted(text)
    assert body == written
    assert bool(quoted) == (body != text)


def test_a_mail_that_is_passed_on_is_kept_whole() -> None:
    text = "请看\n\n-----Original Message-----\nFrom: a"
    assert split_quoted(text, "Fwd: 灯") == (text, "")


def test_quotations_of_a_page_are_kept_apart_too() -> None:
    for page in (
        "<div>好了</div><blockquote type=cite><div>请重启</div></blockquote>",
        '<div>好了</div><div class="gmail_quote"><div>请重启</div></div>',
        '<div>好了</div><div id="divRplyFwdMsg">From: a</div><div>请重启</div>',
    ):
        body, quoted = split_quoted(text_of_page(page))
        assert body == "好了"
        assert "请重启" in quoted


@pytest.mark.parametrize("marks", ["Re: ", "RE: 回复：", "答复: Fw: ", "转发:"])
def test_a_subject_is_read_without_its_marks(marks: str) -> None:
    assert bare_subject(f"{marks}三楼灯光") == "三楼灯光"
