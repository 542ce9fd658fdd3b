"""Members and applicants: id numbers, dates of birth and joining, and posts that must agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from notice_kit.findings import Finding, error
from notice_kit.messages import _
from notice_kit.model import Member, MemberStatus, Post
from notice_kit.validate import Record

_ADULT = 18  # 《中国共产党章程》第一条: members are eighteen or older


def check_members(members: Iterable[Record[Member]]) -> Iterator[Finding]:
    """What does not agree within the row of a member or applicant."""
    for member in members:
        yield from _check_id(member)
        yield from _check_joined(member)


def _check_id(member: Record[Member]) -> Iterator[Finding]:
    number = member.value.id_number
    born = f"{member.value.born:%Y%m%d}"
    if number[6:14] != born:
        yield error(
            "NK-D50",
            _("the date of birth is not the one in the id number"),
            member.place("born"),
            found=str(member.value.born),
            wanted=f"{number[6:10]}-{number[10:12]}-{number[12:14]}",
            remedy=_("Compare both with the card."),
        )
    gender = "男" if int(number[16]) % 2 else "女"
    if member.value.gender != gender:
        yield error(
            "NK-D51",
            _("the gender is not the one in the id number"),
            member.place("gender"),
            found=member.value.gender.value,
            wanted=gender,
            remedy=_("Compare both with the card."),
        )


def _check_joined(member: Record[Member]) -> Iterator[Finding]:
    joined = member.value.joined
    applicant = member.value.status is MemberStatus.APPLICANT
    if joined is None and not applicant:
        yield error(
            "NK-D52",
            _("a member of the party has no date of joining"),
            member.place("joined"),
            remedy=_("Fill it in."),
        )
    if applicant and (joined is not None or member.value.post is not Post.NONE):
        yield error(
            "NK-D53",
            _("an applicant has joined or holds a post"),
            member.place("status"),
            found=member.value.status.value,
            remedy=_("Correct 政治面貌, or empty 入党日期 and write 无 as 职务."),
        )
    if joined is not None and joined < _birthday(member.value.born, _ADULT):
        yield error(
            "NK-D54",
            _("joined before the age of eighteen"),
            member.place("joined"),
            found=str(joined),
            wanted=_("{day} or later").format(day=_birthday(member.value.born, _ADULT)),
            remedy=_("Correct the date of joining or of birth."),
        )


def _birthday(born: date, age: int) -> date:
    try:
        return born.replace(year=born.year + age)
    except ValueError:  # 29 February
        return date(born.year + age, 3, 1)
