"""What templates see of a campaign: shapes and computed values."""

from datetime import date
from decimal import Decimal

import pytest

from notice_kit.context import campaign_context
from notice_kit.loading import load
from notice_kit.template.plain import impure_path
from tests.support.campaign import plant, write_tree


@pytest.fixture
def context(folder):
    campaign, findings = load(folder)
    assert findings == []
    return campaign_context(campaign)


def branch_of(context, code):
    (found,) = [branch for branch in context["branches"] if branch["code"] == code]
    return found


def test_everything_in_it_is_plain_data(context):
    assert impure_path(context) is None


def test_the_facts_are_there_under_their_own_names(context):
    assert context["issuer"] == "中共青禾县委"
    assert context["contact"]["person"] == "沈雨桐"
    assert context["dates"]["issued"] == date(2026, 6, 15)
    assert context["quotas"] == {"town": 1, "direct": 1, "total": 2}
    assert context["requirements"]["room_area"] == {"town": 100, "direct": 60}


def test_a_unit_knows_its_affiliation_its_area_and_its_branches(context):
    town, direct = context["units"]
    assert (town["kind"], town["affiliation"]) == ("镇党委", "town")
    assert (town["affiliation_name"], town["room_area"]) == ("镇（开发区）党委", 100)
    assert (direct["affiliation"], direct["room_area"]) == ("direct", 60)
    assert direct["affiliation_name"] == "县直属党委（总支）"
    assert [branch["code"] for branch in direct["branches"]] == ["G01", "G02"]
    assert [branch["code"] for branch in direct["candidates"]] == ["G01"]


def test_a_branch_has_its_room_its_systems_and_its_people(context):
    branch = branch_of(context, "V01")
    assert branch["room"]["area"] == 120
    assert branch["systems"]["bound"] is True
    assert [person["name"] for person in branch["members"]] == ["杏花村人2", "杏花村人4"]
    assert [person["name"] for person in branch["applicants"]] == ["杏花村人6"]
    assert [person["name"] for person in branch["committee"]] == ["杏花村人2"]
    assert branch["secretary"]["name"] == "杏花村人2"
    assert branch["scores"]["total"] == Decimal(99)


def test_a_branch_that_is_not_assessed_has_no_scores(context):
    assert branch_of(context, "G02")["scores"] is None


def test_terms_and_years_are_computed(context):
    village, office = branch_of(context, "V01"), branch_of(context, "G01")
    assert (village["term_years"], office["term_years"]) == (5, 3)
    assert village["founded_years"] == 25
    assert (village["committee_name"], village["committee_short"]) == ("支部委员会", "支委会")


@pytest.mark.parametrize(("founded", "years"), [("2001-12-31", 25), ("2002-01-01", 24)])
def test_years_are_counted_in_full_to_the_day_of_completion(tmp_path, files, founded, years):
    files["data/units.yaml"] = files["data/units.yaml"].replace("2001-07-01", founded)
    campaign, _findings = load(write_tree(tmp_path, files))
    assert branch_of(campaign_context(campaign), "V01")["founded_years"] == years


def test_a_general_branch_has_a_committee_of_its_own_name(tmp_path, files):
    row = "{code: V01, name: 杏花村党支部, unit: T01, kind: 农村, form: 党支部"
    plant(files, "data/units.yaml", row, row.replace("form: 党支部", "form: 党总支"))
    campaign, _findings = load(write_tree(tmp_path, files))
    branch = branch_of(campaign_context(campaign), "V01")
    assert (branch["committee_name"], branch["committee_short"]) == ("总支委员会", "总支委会")


def test_what_a_branch_lacks_is_told_apart_from_what_is_wished_for(context):
    branch = branch_of(context, "V02")
    assert branch["shortfalls"] == [
        {"requirement": 5, "name": "DVD机", "sentence": "没有配备DVD机。"}
    ]
    assert [wish["name"] for wish in branch["wishes"]] == ["投影仪"]
    assert branch_of(context, "V01")["shortfalls"] == []


def test_winners_are_candidates_that_lack_nothing(context):
    first, second = context["winners"]
    assert [candidate["code"] for candidate in context["candidates"]] == ["V01", "V02", "G01"]
    assert (first["rank"], first["grade"], first["amount"]) == (1, "一等", 20000)
    assert (first["certificate_number"], first["total"]) == ("2026001", 99)
    assert (second["certificate_number"], second["grade"]) == ("2026002", "二等")
    assert context["award_total"] == 30000


def test_a_unit_and_a_branch_are_the_same_dict_wherever_they_are_named(context):
    first = context["winners"][0]
    assert first["branch"] is branch_of(context, "V01")
    assert first["unit"] is context["units"][0]
    assert context["units"][0]["branches"][0] is first["branch"]


def test_gaps_are_what_candidates_lack_most_of_all_first(tmp_path, files):
    roster = files["data/units.yaml"].replace("{branch: G01, area: 120", "{branch: G01, area: 50")
    files["data/units.yaml"] = roster.replace("dvd: 有", "dvd: 无")
    campaign, _findings = load(write_tree(tmp_path, files))
    gaps = campaign_context(campaign)["gaps"]
    assert [(gap["name"], gap["count"], gap["branches"]) for gap in gaps] == [
        ("DVD机", 3, ["杏花村党支部", "上陂村党支部", "财政局党支部"]),
        ("活动室面积", 1, ["财政局党支部"]),
    ]
