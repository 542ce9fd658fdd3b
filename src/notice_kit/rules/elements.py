"""The rule that a document has the elements of its format."""

from __future__ import annotations

from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.layout import Kind
from notice_kit.document.roles import TEXT, Role
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules.document_number import numbers
from notice_kit.rules.registry import Element, Fault, Source, rule

_HEADED = frozenset({Kind.FILE, Kind.LETTER})
_ADDRESSED = ("通知", "请示", "报告", "批复", "函", "议案")
"""文种 that are written to somebody."""


@rule(
    "R-01", clause="9", standard="党政机关公文处理工作条例", source=Source.UNCERTAIN,
    element=Element.GENRE, kinds=_HEADED,
)  # fmt: skip
def elements(document: Document, _profile: Profile) -> Iterator[Fault]:
    """A document has the elements that its format cannot do without.

    What: Under the mark of 文件格式 or 信函格式: 发文字号, 标题, 正文, 成文日期 (a 题注 with a date
      stands for it), and 发文机关署名 over the date; 主送机关, at its place or in the 版记, where
      the 文种 is 通知, 请示, 报告, 批复, 函 or 议案; in 文件格式 印发机关和印发日期. 签发人, 份号,
      red rule and page number have rules of their own.
    Why: 条例 9 lists the elements of which a document is made.
    Good: a 通知 with all of them
    Bad: a 请示 without 成文日期
    """
    missing = list(_missing(document))
    if missing:
        yield Fault(
            _("elements are missing"),
            wanted="、".join(role.value for role in missing),
            remedy=_("Add them, or look whether they stand where the standard wants them."),
        )


def _missing(document: Document) -> Iterator[Role]:
    def has(*roles: Role) -> bool:
        return bool(document.having(*roles))

    if not any(numbers(document)):
        yield Role.DOCUMENT_NUMBER
    if not has(Role.TITLE):
        yield Role.TITLE
    addressed = document.layout.genre in _ADDRESSED
    if addressed and not has(Role.ADDRESSEE, Role.IMPRINT_MAIN):
        yield Role.ADDRESSEE
    if not has(*TEXT):
        yield Role.BODY
    if not has(Role.DATE, Role.PASSED_NOTE):
        yield Role.DATE
    elif has(Role.DATE) and not has(Role.SIGNATURE):
        yield Role.SIGNATURE
    if document.kind is Kind.FILE and not has(Role.PRINTING):
        yield Role.PRINTING
