"""Rule texts: which apply to a branch, their paragraphs, their mistakes."""

import io

import pytest
from docx import Document

from notice_kit.building import prepare
from notice_kit.findings import Location
from notice_kit.loading import load
from notice_kit.rulebook import check_rulebook, fill_rule, read_rulebook
from tests.support.campaign import codes, line_of, plant, the_one, write_tree

BRANCH = {"branch": {"name": "杏花村党支部", "committee_short": "支委会"}}


def book(tmp_path, files):
    return read_rulebook(write_tree(tmp_path, files) / "rules", "rules")


def filled(tmp_path, text, context=BRANCH):
    rulebook, findings = book(tmp_path, {"rules/01-议事规则.md": text})
    assert findings == []
    return fill_rule(rulebook.common[0], context)


def test_a_branch_has_the_common_rules_and_its_own_in_their_place(tmp_path, files):
    rulebook, findings = book(tmp_path, files)
    assert findings == []
    assert [rule.file for rule in rulebook.of("V01")] == [
        "rules/01-议事规则.md",
        "rules/02-三会一课制度.md",
    ]
    assert [rule.file for rule in rulebook.of("V02")] == [
        "rules/V02/01-议事规则.md",
        "rules/02-三会一课制度.md",
    ]


def test_a_rule_of_a_branch_alone_is_sorted_in_by_its_number(tmp_path, files):
    files["rules/V02/015-值班制度.md"] = "# 值班制度\n\n第一条　值班。\n"
    rulebook, _findings = book(tmp_path, files)
    assert [rule.stem for rule in rulebook.of("V02")] == ["议事规则", "值班制度", "三会一课制度"]


def test_a_folder_that_is_not_there_is_a_rulebook_without_rules(tmp_path):
    rulebook, findings = read_rulebook(tmp_path / "rules", "rules")
    assert (rulebook.common, dict(rulebook.own), findings) == ((), {}, [])


def test_paragraphs_are_told_apart_by_how_they_begin(tmp_path):
    rule, findings = filled(
        tmp_path,
        "# 议事规则\n\n第一章　总则\n\n第一条　{{ branch.name }}依照本规则\n议事。\n\n"
        "（一）先议后决；\n\n另起一段。\n",
    )
    assert findings == []
    assert rule == {
        "title": "议事规则",
        "paragraphs": [
            {"role": "chapter", "label": "第一章", "text": "总则"},
            {"role": "article", "label": "第一条", "text": "杏花村党支部依照本规则议事。"},
            {"role": "item", "label": "（一）", "text": "先议后决；"},
            {"role": "text", "label": "", "text": "另起一段。"},
        ],
        "word": "",
    }


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_the_title_is_the_first_line_even_without_a_blank_line_after_it(tmp_path, line_break):
    text = "# 议事规则\n第一条　议事。\n\n第二条　记录。\n".replace("\n", line_break)
    rule, findings = filled(tmp_path, text)
    assert findings == []
    assert rule["title"] == "议事规则"
    assert [part["label"] for part in rule["paragraphs"]] == ["第一条", "第二条"]


def test_a_rule_without_a_title_is_told(tmp_path):
    _rule, findings = filled(tmp_path, "议事规则\n\n第一条　议事。\n")
    finding = the_one(findings, "NK-D23")
    assert line_of(finding.location) == ("rules/01-议事规则.md", 1)
    assert finding.found == "议事规则"
    assert finding.remedy


@pytest.mark.parametrize(
    ("labels", "found", "wanted"),
    [
        (["第一条", "第三条"], "第三条", "第二条"),
        (["第一条", "第一条"], "第一条", "第二条"),
        (["第二条"], "第二条", "第一条"),
    ],
)
def test_articles_out_of_order_are_told(tmp_path, labels, found, wanted):
    text = "# 议事规则\n\n" + "\n\n".join(f"{label}　内容。" for label in labels)
    _rule, findings = filled(tmp_path, text)
    finding = the_one(findings, "NK-D24")
    assert finding.location.file == "rules/01-议事规则.md"
    assert (finding.found, finding.wanted) == (found, wanted)
    assert finding.remedy


def test_articles_are_numbered_beyond_ten(tmp_path):
    numbers = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    text = "# 议事规则\n\n" + "\n\n".join(f"第{number}条　内容。" for number in numbers)
    _rule, findings = filled(tmp_path, text)
    assert findings == []


def test_all_faults_of_a_rules_tags_are_told_with_their_lines(tmp_path):
    text = (
        "# 议事规则\n\n第一条　{{ branch.nam }}议事。\n\n"
        "第二条　{{ unit.name }}监督。\n\n第三条　{{ 1/0 }}\n"
    )
    _rule, findings = filled(tmp_path, text)
    assert codes(findings) == ["NK-T05"] * 3
    assert [item.location.line for item in findings] == [3, 5, 7]
    assert findings[0].message == "there is no field “nam”"
    assert findings[0].remedy == "Did you mean “name”?"
    assert findings[2].remedy


def test_tags_that_do_not_fit_together_are_told_and_the_rule_is_not_missed_too(tmp_path, files):
    line = plant(files, "rules/01-议事规则.md", "{{ branch.name }}", "{% if branch.name %}")
    _campaign, findings = load(write_tree(tmp_path, files))
    (finding,) = findings
    assert finding.code == "NK-T01"
    assert line_of(finding.location) == ("rules/01-议事规则.md", line)
    assert finding.remedy


def test_a_rule_that_is_missing_is_told_once_and_where_it_is_required(tmp_path, files):
    del files["rules/02-三会一课制度.md"]
    _campaign, findings = load(write_tree(tmp_path, files))
    (finding,) = findings
    assert finding.code == "NK-D21"
    assert finding.message == "the rule “三会一课制度” is missing for all branches"
    assert finding.location.file == "campaign.yaml"
    assert finding.remedy == "Add a file such as rules/01-三会一课制度.md."


def test_a_rule_that_is_there_twice_is_told(tmp_path, files):
    files["rules/03-议事规则.md"] = files["rules/01-议事规则.md"]
    _campaign, findings = load(write_tree(tmp_path, files))
    finding = the_one(findings, "NK-D22")
    # V02 has a rule of its own in the place of both.
    assert finding.message == (
        "the rule “议事规则” is there 2 times for 杏花村党支部、财政局党支部、教育局党支部"
    )
    assert finding.remedy


def test_rules_of_a_branch_that_is_not_there_are_told(tmp_path, files):
    files["rules/V03/01-议事规则.md"] = "# 议事规则\n"
    files["rules/杂项/01-议事规则.md"] = "# 议事规则\n"
    _campaign, findings = load(write_tree(tmp_path, files))
    near, far = findings
    assert codes(findings) == ["NK-D20", "NK-D20"]
    assert near.location == Location("rules/V03/01-议事规则.md")
    assert near.remedy == "Did you mean “V02”?"
    assert far.remedy == "Name the folder as the branch's code in sheet 党组织."


def test_a_rule_file_that_cannot_be_read_is_a_finding(tmp_path, files):
    files["rules/01-议事规则.md"] = ""
    _campaign, findings = load(write_tree(tmp_path, files))
    assert [(item.code, item.location.file) for item in findings] == [
        ("NK-S03", "rules/01-议事规则.md")
    ]


def test_a_fault_in_a_rule_stops_the_campaign_and_is_told_once(tmp_path, files):
    line = plant(files, "rules/02-三会一课制度.md", "按期", "{{ branch.nam }}按期")
    prepared = prepare(write_tree(tmp_path, files))
    assert not prepared.is_ready(strict=False)
    (finding,) = prepared.findings
    assert finding.code == "NK-T05"
    assert line_of(finding.location) == ("rules/02-三会一课制度.md", line)


def test_a_rule_that_is_twice_in_a_branchs_own_folder_names_that_branch(tmp_path, files):
    files["rules/V01/04-值班制度.md"] = files["rules/V01/05-值班制度.md"] = "# 值班制度\n\n值班。\n"
    _campaign, findings = load(write_tree(tmp_path, files))
    finding = the_one(findings, "NK-D22")
    assert finding.message == "the rule “值班制度” is there 2 times for 杏花村党支部"


def test_a_broken_rule_of_one_branch_does_not_hide_what_others_lack(tmp_path, files):
    del files["rules/02-三会一课制度.md"]
    files["rules/V01/02-三会一课制度.md"] = "# 三会一课制度\n\n{% if x %}\n"
    _campaign, findings = load(write_tree(tmp_path, files))
    assert codes(findings) == ["NK-T01", "NK-D21"]
    assert "杏花村党支部" not in findings[1].message
    assert "财政局党支部" in findings[1].message


def word(*paragraphs):
    document, target = Document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(target)
    return target.getvalue()


def book_with(folder, name, content):
    path = folder / "rules/V02" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    return read_rulebook(folder / "rules", "rules")


def test_a_word_file_is_a_rule_of_its_branch(tmp_path):
    rulebook, findings = book_with(tmp_path, "03-值班制度.docx", word("", "值班制度", "第一条"))
    assert findings == []
    (rule,) = rulebook.of("V02")
    assert (rule.file, rule.stem) == ("rules/V02/03-值班制度.docx", "值班制度")
    assert fill_rule(rule, BRANCH) == (
        {"title": "值班制度", "paragraphs": [], "word": "rules/V02/03-值班制度.docx"},
        [],
    )
    assert rulebook.of("V01") == []


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("03-值班制度.docx", word("值班制度", "{{ branch.name }}"), "NK-D25"),
        ("03-值班制度.docx", word(""), "NK-D23"),
        ("03-值班制度.docx", b"text", "NK-S34"),
        ("03-值班制度.doc", b"text", "NK-D26"),
    ],
)
def test_a_file_that_cannot_be_a_rule_is_told(tmp_path, name, content, code):
    rulebook, findings = book_with(tmp_path, name, content)
    assert [(one.code, one.location.file) for one in findings] == [(code, f"rules/V02/{name}")]
    assert rulebook.of("V02") == []


@pytest.mark.parametrize("name", ["~$值班制度.docx", ".DS_Store", "03-值班制度.yaml"])
def test_files_that_are_no_rules_are_passed_over(tmp_path, name):
    rulebook, findings = book_with(tmp_path, name, b"x")
    assert (rulebook.of("V02"), findings) == ([], [])


def test_nothing_is_required_of_a_campaign_without_branches(tmp_path, files):
    rulebook, _findings = book(tmp_path, {})
    assert check_rulebook(rulebook, ["议事规则"], {}, Location("campaign.yaml")) == []
