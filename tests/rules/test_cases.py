"""Every rule has cases in `cases/<ID>.yaml`, and each case comes out as it says.

A case file has two lists. A case under `pass` must yield no finding of the rule; one under `fail`
must yield those under `find` and nothing else that its base does not yield.

    pass:
      - case: exactly 37 mm                # what it shows; required
      - case: 37.9 mm
        edit: [{at: //w:pgMar, set: {w:top: 2149}}]
    fail:
      - case: Word's default
        base: notice                       # bases/<name>.yaml (a manuscript) or .docx; notice
        edit: [{at: //w:pgMar, set: {w:top: 1440}}]
        find: [{found: 25.4 mm}]           # one for each finding of the rule; [{}] if left out
        also: [P-05]                       # other rules that rightly tell of it too
        profile: {lines: [29]}             # a profile's keys, where the case needs one

An entry of `find` may have `found`, `wanted` (equal), `message`, `paragraph` (contained), and
`severity` (error, warning, info).

Edits, made in order; `part` is the document unless named (`styles`, `settings`, `footer_odd`, or a
full name such as docProps/core.xml):

    {at: XPATH, part: styles, set: {w:val: 3}}      attributes; null takes one away
    {at: XPATH, remove: true}
    {at: XPATH, append|prepend|before|after: XML}   children, or neighbours
    {at: XPATH, content: text}                      the element's text
    {style: 公文正文, pPr: XML, rPr: XML}             put into a style's properties
    {format: words of a paragraph, pPr: XML, rPr: XML, nth: 2}   of the paragraph and all its runs
    {words: two words, rPr: XML}                    of these words alone; their run is cut
    {text: {old: new}}                              in the first paragraph that has it
    {title: [row, row]}                             the rows of the title, in the kit's style
    {delete: words of a paragraph}
    {add: text, after|before: words of a paragraph, style: NAME, pPr: XML, rPr: XML}
    {xml: XML, after|before: words of a paragraph}  paragraphs, tables
    {part: word/x.xml, content: XML}                a part made or, without content, taken away

All prefixes of `editing.NAMESPACES` may be used: w r wp a wps pic mc v o dc cp ct rel.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from notice_kit.checking import check_document
from notice_kit.document.document import read_document
from notice_kit.findings import Finding
from notice_kit.profile import Profile
from notice_kit.rules.registry import all_rules
from tests.rules.editing import BASES, base, edited

CASES = Path(__file__).parent / "cases"
RULES = all_rules()
KEYS = {"case", "base", "edit", "find", "also", "profile"}


def read(identifier: str) -> dict[str, list[dict[str, Any]]]:
    path = CASES / f"{identifier}.yaml"
    if not path.is_file():
        return {}
    read_: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read_


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(identifier, case, id=f"{identifier}: {case['case']}")
        for identifier in RULES
        for case in read(identifier).get(kind) or []
    ]


def findings(case: dict[str, Any], *, bare: bool = False) -> list[Finding]:
    content = base(case.get("base", "notice"))
    if not bare:
        content = edited(content, case.get("edit") or [])
    profile = Profile.model_validate(case.get("profile") or {})
    return check_document(read_document(content, "case.docx"), profile)


@pytest.mark.parametrize("identifier", RULES)
def test_every_rule_has_cases_of_both_kinds_and_its_sections(identifier):
    found = read(identifier)
    assert set(found) == {"pass", "fail"}
    assert found["pass"]
    assert found["fail"]
    assert all(case.keys() <= KEYS for case in [*found["pass"], *found["fail"]])
    rule = RULES[identifier]
    assert all((rule.title, rule.what, rule.why, rule.good, rule.bad))


def test_every_case_file_is_of_a_rule():
    assert {path.stem for path in CASES.glob("*.yaml")} <= set(RULES)


@pytest.mark.parametrize(("identifier", "case"), cases("pass"))
def test_a_good_document_passes(identifier, case):
    assert [str(one) for one in findings(case) if one.code == identifier] == []


@pytest.mark.parametrize(("identifier", "case"), cases("fail"))
def test_a_fault_is_told_by_its_rule_alone(identifier, case):
    found = findings(case)
    own = [one for one in found if one.code == identifier]
    wanted = case.get("find", [{}])
    assert len(own) == len(wanted), [str(one) for one in found]
    for finding, entry in zip(own, wanted, strict=True):
        _compare(finding, entry)
    new = Counter(one.code for one in found) - Counter(
        one.code for one in findings(case, bare=True)
    )
    others = {code for code in new if code != identifier}
    assert others == set(case.get("also", ())), [str(one) for one in found]


def _compare(finding: Finding, entry: dict[str, Any]) -> None:
    for key, value in entry.items():
        if key == "paragraph":
            assert value in (finding.location.paragraph or "")
        elif key == "message":
            assert value in finding.message
        else:
            assert getattr(finding, key) == value, str(finding)


CONFORMING = [path.stem for path in sorted(BASES.iterdir()) if path.stem != "plain"]


@pytest.mark.parametrize("name", CONFORMING)
def test_a_base_yields_nothing_at_all(name):
    assert [str(one) for one in check_document(read_document(base(name), name))] == []


def test_a_text_that_is_no_official_document_gets_one_info():
    found = check_document(read_document(base("plain"), "plain"))
    assert [one.code for one in found] == ["NK-G03"]
