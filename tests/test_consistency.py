"""What must agree between rows, sheets and campaign.yaml: each mistake planted and found."""

import pytest

from notice_kit.loading import load
from tests.support.campaign import ROSTER, codes, id_number, line_of, plant, the_one, write_tree

V01_SECRETARY = id_number("19800101", 2)
V01_MEMBER = id_number("19800101", 4)

CAMPAIGN_MISTAKES = [
    ("quotas: {town: 1, direct: 1, total: 2}", "total: 2", "total: 3", "NK-D30", "3", "1 + 1 = 2"),
    (
        "nominations: {town: 2, direct: 1, total: 3}",
        "total: 3",
        "total: 4",
        "NK-D30",
        "4",
        "2 + 1 = 3",
    ),
    (
        "  - {grade: 一等, winners: 1, amount: 20000}",
        "winners: 1",
        "winners: 2",
        "NK-D31",
        "3",
        "2",
    ),
    (
        "  printed: 2026-06-16",
        "2026-06-16",
        "2026-06-14",
        "NK-D32",
        "2026-06-14",
        "2026-06-15 or later",
    ),
    (
        "tie_break: [central_work, membership]",
        "membership",
        "member",
        "NK-D33",
        None,
        None,
    ),
]

ROSTER_MISTAKES = [
    ("{code: G02,", "code: G02", "code: G01", "NK-D40", "G01"),
    ("{code: G02,", "name: 教育局党支部", "name: 财政局党支部", "NK-D40", "财政局党支部"),
    ("{code: D01,", "short_name: 直属机关党委", "short_name: 柳溪镇党委", "NK-D40", "柳溪镇党委"),
    ("name: 杏花村人4,", V01_MEMBER, V01_SECRETARY, "NK-D40", V01_SECRETARY),
    ("{code: G02,", "unit: D01", "unit: D02", "NK-D41", "D02"),
    ("{branch: G02, area", "branch: G02", "branch: G20", "NK-D41", "G20"),
    ("{branch: G01, leadership", "branch: G01", "branch: X99", "NK-D41", "X99"),
    ("{code: G02,", "candidate: 否", "candidate: 是", "NK-D45", "2"),
    ("{code: T01,", "2026-07-18", "2026-07-21", "NK-D47", "2026-07-21"),
    ("{code: G02,", "2001-07-01", "2026-07-01", "NK-D48", "2026-07-01"),
    ("name: 杏花村人4,", "born: 1980-01-01", "born: 1981-01-01", "NK-D50", "1981-01-01"),
    ("name: 杏花村人4,", "gender: 女", "gender: 男", "NK-D51", "男"),
    ("name: 杏花村人4,", "joined: 2010-07-01", "joined: null", "NK-D52", None),
    ("name: 杏花村人6,", "joined: ,", "joined: 2024-07-01,", "NK-D53", "入党积极分子"),
    ("name: 杏花村人6,", "post: 无", "post: 组织委员", "NK-D53", "入党积极分子"),
    ("name: 杏花村人4,", "joined: 2010-07-01", "joined: 1997-12-31", "NK-D54", "1997-12-31"),
    ("{branch: V01, leadership", "leadership: 14", "leadership: 16", "NK-D61", "16"),
    ("{branch: V01, leadership", "total: 99", "total: 98", "NK-D62", "98"),
]


def plant_in_line(files, path, line_begins, old, new):
    """Change one line of a file; its number."""
    (line,) = [line for line in files[path].splitlines() if line_begins in line]
    assert line.count(old) == 1
    return plant(files, path, line, line.replace(old, new))


def test_a_right_campaign_has_no_findings(folder):
    campaign, findings = load(folder)
    assert findings == []
    assert [record.value.code for record in campaign.roster.branches] == [
        "V01",
        "V02",
        "G01",
        "G02",
    ]


@pytest.mark.parametrize(("line", "old", "new", "code", "found", "wanted"), CAMPAIGN_MISTAKES)
def test_a_mistake_in_campaign_yaml_is_found(tmp_path, files, line, old, new, code, found, wanted):
    number = plant_in_line(files, "campaign.yaml", line, old, new)
    campaign, findings = load(write_tree(tmp_path, files))
    finding = the_one(findings, code)
    assert campaign is None
    assert line_of(finding.location) == ("campaign.yaml", number)
    assert (finding.found, finding.wanted) == (found, wanted)
    assert finding.remedy


def test_a_year_whose_exchanged_weekends_are_not_known_is_warned_of(tmp_path, files):
    number = plant_in_line(files, "campaign.yaml", "year: 2026", "2026", "2190")
    campaign, findings = load(write_tree(tmp_path, files))
    finding = the_one(findings, "NK-D34")
    assert campaign is not None
    assert line_of(finding.location) == ("campaign.yaml", number)


@pytest.mark.parametrize(("line", "old", "new", "code", "found"), ROSTER_MISTAKES)
def test_a_mistake_in_the_roster_is_found(tmp_path, files, line, old, new, code, found):
    number = plant_in_line(files, "data/units.yaml", line, old, new)
    _campaign, findings = load(write_tree(tmp_path, files))
    finding = next(item for item in findings if item.code == code)
    assert line_of(finding.location) == ("data/units.yaml", number)
    assert finding.found == found
    assert finding.remedy


def test_quotas_that_do_not_add_up_are_told_for_each_affiliation(tmp_path, files):
    plant_in_line(files, "data/units.yaml", "{code: T01,", "quota: 2", "quota: 3")
    plant_in_line(files, "data/units.yaml", "{code: D01,", "quota: 1", "quota: 0")
    _campaign, findings = load(write_tree(tmp_path, files))
    town, direct = (item for item in findings if item.code == "NK-D42")
    assert line_of(town.location) == line_of(direct.location) == ("campaign.yaml", 19)
    assert (town.found, town.wanted) == ("3 in data/units.yaml", "2")
    assert (direct.found, direct.wanted) == ("0 in data/units.yaml", "1")


@pytest.mark.parametrize(
    ("row", "code", "message"),
    [
        ("{branch: G02, area", "NK-D43", "教育局党支部 has no row in sheet 活动室"),
        ("{branch: G02, procedure", "NK-D43", "教育局党支部 has no row in sheet 制度台账"),
        ("name: 教育局人20", "NK-D44", "教育局党支部 has 0 书记 in sheet 人员"),
    ],
)
def test_a_row_that_a_branch_must_have_is_missed(tmp_path, files, row, code, message):
    (line,) = [line for line in ROSTER.splitlines(keepends=True) if row in line]
    plant(files, "data/units.yaml", line, "")
    _campaign, findings = load(write_tree(tmp_path, files))
    (finding,) = findings
    there = next(n for n, text in enumerate(ROSTER.splitlines(), 1) if "{code: G02," in text)
    assert (finding.code, finding.message) == (code, message)
    assert line_of(finding.location) == ("data/units.yaml", there)
    assert finding.remedy


def test_a_second_secretary_is_told(tmp_path, files):
    plant_in_line(files, "data/units.yaml", "name: 杏花村人4,", "post: 无", "post: 书记")
    _campaign, findings = load(write_tree(tmp_path, files))
    (finding,) = findings
    assert (finding.code, finding.message) == ("NK-D44", "杏花村党支部 has 2 书记 in sheet 人员")
    assert finding.wanted == "1"


def test_scores_of_a_branch_that_is_no_candidate_are_told(tmp_path, files):
    line = plant_in_line(files, "data/units.yaml", "{branch: V01, leadership", "V01", "G02")
    _campaign, findings = load(write_tree(tmp_path, files))
    (finding,) = findings
    assert (finding.code, finding.found) == ("NK-D60", "G02")
    assert line_of(finding.location) == ("data/units.yaml", line)


def test_a_unit_that_nominates_too_few_is_warned_of(tmp_path, files):
    line = plant_in_line(files, "data/units.yaml", "{code: T01,", "quota: 2", "quota: 3")
    plant(
        files, "campaign.yaml", "{town: 2, direct: 1, total: 3}", "{town: 3, direct: 1, total: 4}"
    )
    campaign, findings = load(write_tree(tmp_path, files))
    (finding,) = findings
    assert (finding.code, finding.severity, finding.found) == ("NK-D46", "warning", "2")
    assert line_of(finding.location) == ("data/units.yaml", line)
    assert finding.remedy
    assert campaign is not None


def test_whoever_is_born_on_29_february_is_adult_on_1_march(tmp_path, files):
    new = id_number("19800229", 4)
    plant_in_line(files, "data/units.yaml", "name: 杏花村人4,", V01_MEMBER, new)
    plant_in_line(files, "data/units.yaml", "name: 杏花村人4,", "1980-01-01", "1980-02-29")
    plant_in_line(files, "data/units.yaml", "name: 杏花村人4,", "2010-07-01", "1998-02-28")
    _campaign, findings = load(write_tree(tmp_path, files))
    assert the_one(findings, "NK-D54").wanted == "1998-03-01 or later"


def test_codes_that_differ_in_case_only_are_the_same(tmp_path, files):
    text = files["data/units.yaml"].replace("code: G02", "code: g01").replace(": G02", ": g01")
    files["data/units.yaml"] = text
    _campaign, findings = load(write_tree(tmp_path, files))
    assert "NK-D40" in codes(findings)


@pytest.mark.parametrize(
    ("line", "old", "new"),
    [
        ("{code: T01,", "kind: 镇党委", "kind: 镇党位"),
        ("{code: V01,", "kind: 农村", "kind: 农材"),
        ("{branch: V01, area", "sign: 有", "sign: 也有"),
        ("{branch: V01, procedure", "meetings: 有", "meetings: 也有"),
        ("name: 杏花村人2,", "gender: 女", "gender: 妇"),
        ("{branch: V01, leadership", "room: 20", "room: 二十"),
    ],
)
def test_a_row_left_out_for_its_own_mistake_brings_no_other_findings(
    tmp_path, files, line, old, new
):
    number = plant_in_line(files, "data/units.yaml", line, old, new)
    campaign, findings = load(write_tree(tmp_path, files))
    assert campaign is not None
    assert [(item.code, item.location.line) for item in findings] == [("NK-D06", number)]


def test_a_code_that_there_is_not_is_told_beside_a_row_with_a_mistake(tmp_path, files):
    first = plant_in_line(files, "data/units.yaml", "{code: T01,", "kind: 镇党委", "kind: 镇党位")
    second = plant_in_line(files, "data/units.yaml", "{code: G02,", "unit: D01", "unit: D02")
    _campaign, findings = load(write_tree(tmp_path, files))
    found = [(item.code, item.location.line) for item in findings]
    assert found == [("NK-D06", first), ("NK-D41", second)]


def test_a_misspelt_sheet_brings_no_findings_about_its_rows(tmp_path, files):
    line = plant(files, "data/units.yaml", "branches:\n", "branchs:\n")
    _campaign, findings = load(write_tree(tmp_path, files))
    (finding,) = findings
    assert (finding.code, finding.location.line) == ("NK-D11", line)
    assert finding.remedy == "Did you mean “branches”?"


def test_a_data_file_that_cannot_be_read_brings_no_findings_about_its_rows(tmp_path, files):
    line = plant(files, "campaign.yaml", "[data/units.yaml]", "[data/unit.yaml, data/units.doc]")
    _campaign, findings = load(write_tree(tmp_path, files))
    assert codes(findings) == ["NK-S01", "NK-D12"]
    assert line_of(findings[1].location) == ("campaign.yaml", line)
    assert all(finding.remedy for finding in findings)


def test_all_planted_mistakes_of_a_folder_come_out_in_one_run(tmp_path, files):
    expected = []
    for line, old, new, code, *_rest in CAMPAIGN_MISTAKES[:2]:
        plant_in_line(files, "campaign.yaml", line, old, new)
        expected.append(code)
    for line, old, new, code in (
        ("{code: T01,", "2026-07-18", "2026-07-21", "NK-D47"),
        ("{code: G02,", "2001-07-01", "2026-07-01", "NK-D48"),
        ("name: 杏花村人4,", "gender: 女", "gender: 男", "NK-D51"),
        ("{branch: V02, area", "area: 120", "area: 大", "NK-D06"),
        ("{branch: V01, leadership", "total: 99", "total: 98", "NK-D62"),
    ):
        plant_in_line(files, "data/units.yaml", line, old, new)
        expected.append(code)
    plant(files, "criteria.yaml", "field: room.dvd", "field: room.dvds")
    plant(files, "campaign.yaml", "  - 三会一课制度\n", "  - 三会两课制度\n")
    plant(files, "rules/01-议事规则.md", "{{ branch.name }}", "{{ branch.name }")
    expected += ["NK-D08", "NK-D21", "NK-T01"]
    _campaign, findings = load(write_tree(tmp_path, files))
    assert sorted(codes(findings)) == sorted(expected)
