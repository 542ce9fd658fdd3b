"""Conforming documents broken in one known way each: the right rule tells of it, and it alone.

`breaks.yaml` is the table; it says how to read it.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from notice_kit.checking import check_document
from notice_kit.document.document import read_document
from notice_kit.findings import Finding
from notice_kit.rules.registry import all_rules
from tests.rules.breaking import BASES, breaks, broken, conforming

BREAKS = list(breaks())
LEAST = 200


def findings(name: str, content: bytes) -> list[Finding]:
    return check_document(read_document(content, name))


@cache
def told(name: str) -> Counter[str]:
    """How often each rule tells of something in the document as it stands."""
    return Counter(one.code for one in findings(name, conforming(name)))


@pytest.mark.parametrize("one", BREAKS, ids=str)
def test_a_break_is_told_by_its_rule_alone(one):
    found = findings(one.base, broken(one))
    new = Counter(finding.code for finding in found) - told(one.base)
    assert set(new) == {one.rule, *one.also}, [str(finding) for finding in found]


@pytest.mark.parametrize("name", BASES)
def test_the_documents_conform_before_they_are_broken(name):
    assert [str(one) for one in findings(name, conforming(name))] == []


def test_the_table_is_large_and_of_rules_that_there_are():
    assert len(BREAKS) >= LEAST
    assert {one.rule for one in BREAKS} <= set(all_rules())
    assert all(reason for one in BREAKS for reason in one.also.values())
