"""Each fixer: the failing cases of its rule, put right without a changed word."""

from collections import Counter

import pytest

from notice_kit.checking import check
from notice_kit.document.document import read_document
from notice_kit.fixes.registry import all_fixers
from notice_kit.fixing import fix
from notice_kit.profile import Profile
from notice_kit.rules.registry import all_rules
from tests.rules.editing import base, edited
from tests.rules.test_cases import CONFORMING, read

FOR_A_PERSON = {
    ("F-17", "wider than the type area"),  # the size of the mark is free
    ("P-19", "Word's watermark"),  # may be 密级, which somebody has to move
    ("H-09", "a year of two digits"),  # these five change figures, 第 or blanks
    ("H-09", "a zero before it"),
    ("H-09", "第"),
    ("H-09", "a blank"),
    ("H-09", "汉字"),
    ("W-09", "a thumbnail"),  # to which nothing refers
    ("W-09", "hidden text"),
    ("W-09", "recorded changes"),
}
CASES = [
    pytest.param(identifier, case, id=f"{identifier}: {case['case']}")
    for identifier in all_fixers()
    for case in read(identifier)["fail"]
]


FULL = str.maketrans(",;:?!.()[]", "，；：？！。（）（）") | str.maketrans("〔〕", "（）")


def words(content):
    document = read_document(content, "words.docx")
    texts = [p.bare for p in document.paragraphs if p.bare] + [s.text for s in document.footers]
    return [text.translate(FULL) for text in texts]


def codes(content, profile):
    return Counter(one.code for one in check(content, profile))


@pytest.mark.parametrize(("identifier", "case"), CASES)
def test_a_fault_is_put_right(identifier, case):
    broken = edited(base(case.get("base", "notice")), case.get("edit") or [])
    profile = Profile.model_validate(case.get("profile") or {})
    content, fixes = fix(broken, profile)
    before, after = codes(broken, profile), codes(content, profile)
    by_hand = (identifier, case["case"]) in FOR_A_PERSON
    assert (after[identifier] > 0) is by_hand
    assert after - before == Counter()
    assert (identifier in {one.finding.code for one in fixes}) is not by_hand
    assert words(content) == words(broken)
    assert fix(content, profile) == (content, [])


def test_every_fixer_is_of_a_rule_that_calls_itself_fixable():
    rules = all_rules()
    assert [one for one in all_fixers() if not rules[one].fixable] == []


@pytest.mark.parametrize("name", CONFORMING)
def test_a_good_document_stays_as_it_is(name):
    assert fix(base(name)) == (base(name), [])
