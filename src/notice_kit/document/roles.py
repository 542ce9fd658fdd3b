"""The roles that paragraphs have in an official document."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a paragraph is; the values are the terms of GB/T 9704-2012 where it has one."""

    COPY_NUMBER = "份号"
    SECRECY = "密级和保密期限"
    URGENCY = "紧急程度"
    ISSUER_MARK = "发文机关标志"
    DOCUMENT_NUMBER = "发文字号"
    SIGNATORY = "签发人"
    ORDER_NUMBER = "令号"
    TITLE = "标题"
    PASSED_NOTE = "题注"
    ADDRESSEE = "主送机关"
    BODY = "正文"
    HEADING1 = "一级标题"
    HEADING2 = "二级标题"
    HEADING3 = "三级标题"
    HEADING4 = "四级标题"
    ATTACHMENT_NOTE = "附件说明"
    SIGNATURE = "发文机关署名"
    DATE = "成文日期"
    NOTE = "附注"
    ATTENDANCE = "出席"
    ATTACHMENT_LABEL = "附件标识"
    ATTACHMENT_TITLE = "附件标题"
    IMPRINT_MAIN = "版记主送机关"
    COPY_TO = "抄送机关"
    PRINTING = "印发机关和印发日期"
    IMPRINT_OTHER = "版记其他"
    CONTENTS = "目录"
    CAPTION = "图表题"
    FORM = "表单栏"
    CELL = "表格"
    BLANK = "空行"
    OTHER = "其他"


HEADINGS = (Role.HEADING1, Role.HEADING2, Role.HEADING3, Role.HEADING4)
TEXT = frozenset({Role.BODY, *HEADINGS})
"""The roles of running text."""
HEAD = frozenset(
    {
        Role.COPY_NUMBER, Role.SECRECY, Role.URGENCY, Role.ISSUER_MARK, Role.DOCUMENT_NUMBER,
        Role.SIGNATORY, Role.ORDER_NUMBER,
    }
)  # fmt: skip
"""The roles of the 版头."""
IMPRINT = frozenset({Role.IMPRINT_MAIN, Role.COPY_TO, Role.PRINTING, Role.IMPRINT_OTHER})
"""The roles of the 版记."""

BY_STYLE: dict[str, Role] = {
    "份号": Role.COPY_NUMBER,
    "密级": Role.SECRECY,
    "密级和保密期限": Role.SECRECY,
    "紧急程度": Role.URGENCY,
    "发文机关标志": Role.ISSUER_MARK,
    "发文机关标识": Role.ISSUER_MARK,
    "联合发文机关标志": Role.ISSUER_MARK,
    "联合发文机关标志的文件二字": Role.ISSUER_MARK,
    "发文字号": Role.DOCUMENT_NUMBER,
    "签发人": Role.SIGNATORY,
    "令号": Role.ORDER_NUMBER,
    "公文标题": Role.TITLE,
    "题注": Role.PASSED_NOTE,
    "主送机关": Role.ADDRESSEE,
    "公文正文": Role.BODY,
    "附件说明": Role.ATTACHMENT_NOTE,
    "附件说明首项": Role.ATTACHMENT_NOTE,
    "附件说明续项": Role.ATTACHMENT_NOTE,
    "署名": Role.SIGNATURE,
    "发文机关署名": Role.SIGNATURE,
    "成文日期": Role.DATE,
    "附注": Role.NOTE,
    "附件标识": Role.ATTACHMENT_LABEL,
    "附件标题": Role.ATTACHMENT_TITLE,
    "抄送机关": Role.COPY_TO,
    "印发机关": Role.PRINTING,
    "印发日期": Role.PRINTING,
    "目录标题": Role.CONTENTS,
    "表格标题": Role.FORM,
    "填报栏": Role.FORM,
    "填表说明": Role.FORM,
}
"""Names of styles that tell a role by themselves."""
