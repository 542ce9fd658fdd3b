"""Rules for dates in the running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.roles import TEXT
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules.literal import literals, told
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule

LEADING_ZERO = re.compile(r"(?<=\d年)0(?=[1-9]月)|(?<=\d月)0(?=[1-9]日)")
"""Zeros before a month or day in figures."""


@rule("D-13", source=Source.CUSTOM, severity=SHOULD, element=Element.NUMERALS, fixable=True)
def leading_zeros(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Months and days have no zero before them.

    What: Dates with 年, 月 and 日 in the running text of official documents. 成文日期 has a rule of
      its own; cells, codes and 2026-03-05 are let pass.
    Why: Custom, after 7.3.5.4: 月、日不编虚位（即1不编为01）.
    Good: 2026年3月5日
    Bad: 2026年03月05日
    """
    for one in literals(document):
        if document.layout.role(one.paragraph) in TEXT:
            yield from told(
                _("a zero stands before a month or day"),
                one.paragraph,
                (found.span() for found in LEADING_ZERO.finditer(one.text)),
                remedy=_("Write the date without zeros, such as 2026年3月5日."),
            )
