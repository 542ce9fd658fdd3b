"""Each fixer: the failing cases of its rule, put right without a changed word."""

from collections import Counter

import pytest

from notice_kit.checking import check
from notice_kit.document.document import read_document
from notice_kit.fixes.registry import Reach, all_fixers
from notice_kit.fixing import fix
from notice_kit.profile import Profile
from notice_kit.rules.registry import all_rules
from tests.rules.editing import base, edited
from tests.rules.test_cases import CONFORMING, read

FOR_A_PERSON = {
    ("F-17", "wider than the type area"),  # the size of the mark is free
    ("P-19", "Word's watermark"),  # may be 密级, which somebody has to move
    ("H-09", "a year of two digits"),  # of which century?
    ("H-09", "汉字"),
    ("Q-02", "the same half twice"),  # where does the quotation end?
    ("Q-02", "not closed"),
    ("Q-02", "not opened"),
    ("Q-03", "not closed"),
    ("S-13", "a day that there is not"),
    ("X-08", "a row of 印发"),  # words
    ("W-09", "a thumbnail"),  # to which nothing refers
    ("W-09", "hidden text"),
    ("W-09", "recorded changes"),
}
CASES = [
    pytest.param(identifier, case, id=f"{identifier}: {case['case']}")
    for identifier in all_fixers()
    for case in read(identifier)["fail"]
]
FIGURES = str.maketrans(
    dict.fromkeys("〇○◯零一二三四五六七八九十百元第O0123456789０１２３４５６７８９")
)


def letters(text):
    return "".join(filter(str.isalnum, text))


def words(content):
    """Every word with its role; marks, blanks and numbers of pages left out."""
    document = read_document(content, "words.docx")
    role = document.layout.role
    said = [(role(p), letters(p.bare)) for p in document.paragraphs if p.bare]
    stories = (*document.headers, *document.footers, *document.notes)
    return said, {letters(one.text).strip("0123456789") for one in stories} - {""}


def without_figures(content):
    said, stories = words(content)
    return [(role, text.translate(FIGURES)) for role, text in said], stories


def codes(content, profile):
    return Counter(one.code for one in check(content, profile))


@pytest.mark.parametrize(("identifier", "case"), CASES)
def test_a_fault_is_put_right(identifier, case):
    broken = edited(base(case.get("base", "notice")), case.get("edit") or [])
    profile = Profile.model_validate(case.get("profile") or {})
    by_hand = (identifier, case["case"]) in FOR_A_PERSON
    content, fixes = fix(broken, profile)
    assert words(content) == words(broken)
    if codes(content, profile)[identifier] and not by_hand:
        content, fixes = fix(broken, profile, text=True)
        assert without_figures(content) == without_figures(broken)
        assert fix(content, profile, text=True) == (content, [])
    else:
        assert fix(content, profile) == (content, [])
    before, after = codes(broken, profile), codes(content, profile)
    assert (after[identifier] > 0) is by_hand
    assert after - before == Counter()
    told = {one.finding.code for one in fixes}
    if by_hand:
        assert identifier not in told
    else:  # what puts one fault right may take the other with it
        assert told & {identifier, *case.get("also", ())}


def test_a_rule_has_a_fixer_if_it_calls_itself_fixable():
    assert {key for key, rule in all_rules().items() if rule.fixable} == set(all_fixers())


def test_figures_wait_until_they_are_asked_for():
    """Rules whose only fixer changes figures or takes marks out."""
    found = {key for key, one in all_fixers().items() if one[0].reach is Reach.WORDS}
    assert found == {"D-01", "D-03", "D-08", "D-13", "Q-04", "Q-05", "Q-11", "Q-12", "Q-13", "S-13"}


@pytest.mark.parametrize("name", CONFORMING)
def test_a_good_document_stays_as_it_is(name):
    assert fix(base(name), text=True) == (base(name), [])
