"""Requirements as data: their own mistakes, and what a branch lacks."""

from decimal import Decimal

import pytest

from notice_kit.criteria import FIELDS, shortfalls
from notice_kit.loading import load
from tests.support.campaign import line_of, plant, the_one, write_tree


@pytest.fixture
def campaign(folder):
    loaded, findings = load(folder)
    assert findings == []
    return loaded


def branch(**changes):
    room = {"area": Decimal(120), "dvd": True, "projector": True} | changes
    founded_years = room.pop("founded_years", 25)
    return {"founded_years": founded_years, "room": room}


def lacking(campaign, branch, affiliation="town"):
    found = shortfalls(branch, affiliation, campaign.criteria, campaign.facts)
    return [(item.criterion.name, item.sentence) for item in found]


def test_a_branch_that_has_everything_lacks_nothing(campaign):
    assert lacking(campaign, branch()) == []


def test_what_is_lacking_comes_in_the_order_of_the_criteria(campaign):
    poor = branch(dvd=False, area=Decimal("99.5"), founded_years=4, projector=False)
    assert lacking(campaign, poor) == [
        ("成立年限", "成立4年，不足5年。"),
        ("活动室面积", "面积99.5平方米，不足100平方米。"),
        ("DVD机", "没有配备DVD机。"),
        ("投影仪", "建议配备投影仪。"),
    ]


@pytest.mark.parametrize(("affiliation", "met"), [("town", False), ("direct", True)])
def test_a_threshold_may_differ_by_affiliation(campaign, affiliation, met):
    assert (lacking(campaign, branch(area=Decimal(60)), affiliation) == []) is met


def test_a_threshold_is_met_by_its_own_value(campaign):
    assert lacking(campaign, branch(area=Decimal(100), founded_years=5)) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "found", "remedy"),
    [
        ("field: room.dvd", "field: room.dvds", "NK-D08", None, "Did you mean “room.dvd”?"),
        (
            "  at_least: room_area",
            "  at_least: roomarea",
            "NK-D09",
            None,
            "Did you mean “room_area”?",
        ),
        (
            "  at_least: room_area",
            "  at_least: xyz",
            "NK-D09",
            None,
            "Known are: founded_years、room_area、television.",
        ),
        ("没有配备DVD机。", "没有{{ fund }}。", "NK-D10", "没有{{ fund }}。", None),
        ("没有配备DVD机。", "没有{{ found }}。", "NK-D10", "没有{{ found }}。", None),
        ("没有配备DVD机。", "不足{{ wanted }}。", "NK-D10", "不足{{ wanted }}。", None),
        ("没有配备DVD机。", "没有{% if %}。", "NK-D10", "没有{% if %}。", None),
        ("requirement: 1", "requirement: 7", "NK-D06", "7", None),
        ("sentence: 建议", "sentense: 建议", "NK-D01", None, "Did you mean “sentence”?"),
        ("  sentence: 建议配备投影仪。\n", "", "NK-D05", None, "Add it."),
    ],
)
def test_a_mistake_in_criteria_yaml_is_found(tmp_path, files, old, new, code, found, remedy):
    line = plant(files, "criteria.yaml", old, new)
    line = 15 if code == "NK-D05" else line  # where the criterion begins
    campaign, findings = load(write_tree(tmp_path, files))
    finding = the_one(findings, code)
    assert campaign is None
    assert line_of(finding.location) == ("criteria.yaml", line)
    assert finding.found == found
    assert remedy is None or finding.remedy == remedy


def test_every_field_can_be_tested_and_spoken_of():
    assert "founded_years" in FIELDS
    assert "room.area" in FIELDS
    assert "systems.bound" in FIELDS
    assert "room.branch" not in FIELDS


def test_a_sentence_may_ask_whether_anything_was_found(tmp_path, files):
    sentence = '"{% if found %}只有{{ found }}平方米{% else %}没有{% endif %}，要{{ wanted }}"'
    plant(files, "criteria.yaml", "面积{{ found }}平方米，不足{{ wanted }}平方米。", sentence)
    _campaign, findings = load(write_tree(tmp_path, files))
    assert findings == []


def test_the_name_of_a_manager_who_is_not_there_may_be_printed(tmp_path, files):
    plant(files, "criteria.yaml", "field: room.dvd", "field: room.manager")
    plant(files, "criteria.yaml", "没有配备DVD机。", "管理员：{{ found }}。")
    _campaign, findings = load(write_tree(tmp_path, files))
    assert findings == []


def test_criteria_that_are_no_list_are_told(tmp_path, files):
    files["criteria.yaml"] = "requirement: 1\n"
    campaign, findings = load(write_tree(tmp_path, files))
    assert campaign is None
    finding = the_one(findings, "NK-D07")
    assert line_of(finding.location) == ("criteria.yaml", 1)
    assert finding.remedy == "Begin each criterion with “- ”."


def test_missing_criteria_are_told(tmp_path, files):
    del files["criteria.yaml"]
    campaign, findings = load(write_tree(tmp_path, files))
    assert campaign is None
    assert the_one(findings, "NK-S01").location.file == "criteria.yaml"
