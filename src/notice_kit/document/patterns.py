"""Patterns by which the elements of an official document are known, right or wrong in form."""

from __future__ import annotations

import re

_HAN = "〇○零一二三四五六七八九十"

DOCUMENT_NUMBER = re.compile(
    rf"^\s*(?P<number>[\u4e00-\u9fffA-Za-z（）()·]{{1,24}}?\s*"
    rf"[〔\[［【(（﹝]\s*(?:\d{{2,4}}|[{_HAN}]{{2,4}})\s*年?\s*[〕\]］】)）﹞]\s*"
    rf"第?\s*(?:[\d{_HAN}百]+|[×ＸXx_＿\s]*)\s*号)"
)
"""青组发〔2026〕5号, and what people write in its place."""

ORDER_NUMBER = re.compile(rf"^\s*第\s*[\d{_HAN}百×]+\s*号\s*$")

DATE = re.compile(
    rf"^\s*(?P<date>\d{{4}}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*[日号]"
    rf"|[{_HAN}]{{4}}\s*年\s*[{_HAN}]{{1,3}}\s*月\s*[{_HAN}]{{1,3}}\s*[日号]"
    r"|\d{4}\s*[-./]\s*\d{1,2}\s*[-./]\s*\d{1,2}"
    r"|\d{4}\s*年\s*[×Xx_＿\s]*\s*月\s*[×Xx_＿\s]*\s*日)\s*$"
)
"""A date that stands alone, whatever its form."""

COPY_NUMBER = re.compile(r"^\s*(?:份号\s*[:：]?\s*)?(?P<number>[0-9０-９]{3,8})\s*$")
SECRECY = re.compile(r"^\s*(绝\s*密|机\s*密|秘\s*密|内部)(?:\s*[★☆*＊].{0,8})?\s*$")
URGENCY = re.compile(r"^\s*(特\s*急|加\s*急|特\s*提|平\s*急|急\s*件|紧\s*急|火\s*急)\s*$")
SIGNATORY = re.compile(r"签\s*发\s*人\s*[:：]")
ATTACHMENT_NOTE = re.compile(r"^\s*附\s*件\s*\d*\s*[:：]\s*\S")
ATTACHMENT_ITEM = re.compile(r"^\s*(?:附件)?\s*\d{1,2}\s*[.．、]\s*\S")
ATTACHMENT_LABEL = re.compile(rf"^\s*附\s*件\s*(?:[\d{_HAN}]{{1,3}}|)\s*[:：]?\s*$")
UNBOUND_LABEL = re.compile(r"^.{2,30}号\s*附件\s*\d*$")
COPY_TO = re.compile(r"^\s*抄\s*(?:送|报|发)\s*[:：]")
IMPRINT_MAIN = re.compile(r"^\s*主\s*送\s*[:：]")
PRINTING = re.compile(r"印\s*发\s*$|印\s*发\s*[（(]?\s*共?\s*印?\s*\d+\s*份")
DAY_AT_END = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*$")
NOTE = re.compile(r"^\s*[（(].{2,80}[）)]\s*$")
PASSED = re.compile(r"^\s*[（(].*\d{4}年.*(?:通过|批准|会议|印发|发布|修订).*[）)]\s*$")
ATTENDANCE = re.compile(r"^\s*(?:出\s*席|请\s*假|列\s*席|缺\s*席|参\s*加)(?:人员)?\s*[:：]")
CAPTION = re.compile(r"^\s*(?:图|表)\s*[\d一二三四五六七八九十]+")
ADDRESSEE = re.compile(r"[:：]\s*$")
ORGANS = re.compile(
    r"^(?:[^。！？；:：]{0,200}[、，])?[^。！？；:：、，]{0,30}"
    r"(?:党委|党组|党总支|支部|委员会|组织部|部门|政府|单位|公司|企业|街道|办公室|[局办厅院校委])"
    r"\s*[，、。]?\s*$"
)
"""Names of organs in a row that no colon closes."""
ORGAN_FIRST = re.compile(r".{2,30}(?:委员会|[委部局厅办院]|政府|党组|支部|总支|代表大会).{0,20}")
"""A title that begins with the name of an organ."""
MARK = re.compile(r"(?:文\s*件|纪\s*要|命\s*令|令)\s*$")
ABOUT = re.compile(r"关\s*于.+的")
