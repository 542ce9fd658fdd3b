"""评分, 回头看 and 历年 in a campaign: each mistake planted and found, and what comes of it."""

import pytest

from notice_kit.assessing import assess
from notice_kit.context import campaign_context
from notice_kit.loading import load
from notice_kit.planning import plan
from notice_kit.state.inputs import are_as_known, inputs_of
from notice_kit.template.catalog import read_catalog
from tests.support.campaign import (
    ROSTER,
    codes,
    line_of,
    plant,
    spec,
    the_one,
    word,
    write_tree,
)

SCORING = "scoring: {groups: [甲组, 乙组, 丙组], drop_extremes: true}\n"
WITHOUT_SCORES = ROSTER[: ROSTER.index("assessments:")]
CODES = ("V01", "V02", "G01")


def row(group, code, last=13, more=""):
    return (
        f"  - {{group: {group}, branch: {code}, leadership: 14, membership: 13, central_work: 18,"
        f" systems: 14, room: 17, ledgers: {last}{more}}}\n"
    )


def ratings(files):
    """The campaign with scores of three groups in place of final ones."""
    files["campaign.yaml"] += SCORING
    rows = [row(group, code) for group in ("甲组", "乙组", "丙组") for code in CODES]
    files["data/units.yaml"] = WITHOUT_SCORES + "ratings:\n" + "".join(rows)
    return files


def found_in(tmp_path, files):
    return load(write_tree(tmp_path / "c", files))


def test_scores_of_groups_are_read_and_rank(tmp_path, files):
    campaign, findings = found_in(tmp_path, ratings(files))
    assert findings == []
    result = assess(campaign)
    assert [(one.code, one.scores.value.total) for one in result.winners] == [
        ("G01", 89),
        ("V01", 89),
    ]
    assert codes(result.findings) == ["NK-D75"]  # the code alone gives G01 the first grade


@pytest.mark.parametrize(
    ("old", "new", "code", "found"),
    [
        (row("乙组", "V01"), row("己组", "V01"), "NK-D64", "己组"),
        (row("乙组", "V01"), row("甲组", "V01"), "NK-D65", "甲组 V01"),
        (row("丙组", "G01"), "", "NK-D66", "G01"),
        (row("乙组", "V01"), row("乙组", "V01", 16), "NK-D61", "16"),
        (row("乙组", "V01"), row("乙组", "V01", 13, ", total: 90"), "NK-D62", "90"),
        (
            row("乙组", "V01"),
            row("乙组", "V01", 13, ", name: 上陂村党支部"),
            "NK-D68",
            "上陂村党支部",
        ),
        (row("乙组", "V01"), row("乙组", "G02"), "NK-D60", "G02"),
        (row("乙组", "V01"), row("乙组", "X01"), "NK-D41", "X01"),
    ],
)
def test_mistakes_in_scores_of_groups(tmp_path, files, old, new, code, found):
    line = plant(ratings(files), "data/units.yaml", old, new)
    _campaign, findings = found_in(tmp_path, files)
    finding = the_one(findings, code)
    assert finding.found == found
    if new:
        assert line_of(finding.location) == ("data/units.yaml", line)
    else:  # told where the branch is first scored, in the rows of the first group
        assert line_of(finding.location) == ("data/units.yaml", line - 6)


def test_a_group_that_is_missing_leaves_who_wins_open_and_the_rest_alone(tmp_path, files):
    plant(ratings(files), "data/units.yaml", row("丙组", "G01"), "")
    campaign, findings = found_in(tmp_path, files)
    assert codes(findings) == ["NK-D66"]
    result = assess(campaign)
    assert not result.is_ranked
    assert result.winners == ()
    status = {one.code: str(one.status) for one in result.branches}
    assert status == {"G01": "unknown", "V01": "unknown", "V02": "lacking", "G02": "not_nominated"}


def test_scores_of_groups_want_a_rule(tmp_path, files):
    ratings(files)
    files["campaign.yaml"] = files["campaign.yaml"].replace(SCORING, "")
    campaign, findings = found_in(tmp_path, files)
    assert campaign is None
    assert codes(findings) == ["NK-D63"]


def test_extremes_are_not_dropped_of_two(tmp_path, files):
    files["campaign.yaml"] += "scoring: {groups: [甲组, 乙组], drop_extremes: true}\n"
    _campaign, findings = found_in(tmp_path, files)
    assert the_one(findings, "NK-D67").found == "2 groups"


def test_a_group_is_named_once(tmp_path, files):
    files["campaign.yaml"] += "scoring: {groups: [甲组, 甲组]}\n"
    _campaign, findings = found_in(tmp_path, files)
    assert the_one(findings, "NK-D76").found == "甲组"


def test_final_scores_and_those_of_groups_exclude_each_other(tmp_path, files):
    files["campaign.yaml"] += SCORING
    files["data/units.yaml"] += "ratings:\n" + "".join(
        row(group, "V01") for group in ("甲组", "乙组", "丙组")
    )
    _campaign, findings = found_in(tmp_path, files)
    assert the_one(findings, "NK-D69").found == "V01"


def test_stars_name_all_files_that_fit_and_may_name_none(tmp_path, files):
    ratings(files)
    for group in ("甲组", "乙组", "丙组"):
        rows = "".join(row(group, code) for code in CODES)
        files[f"data/scores/{group}.yaml"] = "ratings:\n" + rows
    files["data/units.yaml"] = WITHOUT_SCORES
    files["data/scores/~$甲组.yaml"] = "locked"
    plant(
        files,
        "campaign.yaml",
        "data: [data/units.yaml]",
        "data: [data/units.yaml, data/scores/*.yaml, data/none/*.xlsx]",
    )
    campaign, findings = found_in(tmp_path, files)
    assert findings == []
    files_read = {one.location.file for one in campaign.roster.ratings}
    assert files_read == {f"data/scores/{group}.yaml" for group in ("甲组", "乙组", "丙组")}


def titled(*events):
    """The sheet 历年 with these rows: code, year, state."""
    lines = [
        f"  - {{branch: {code}, year: {year}, title: 示范阵地, state: {state}}}\n"
        for code, year, state in events
    ]
    return "titles:\n" + "".join(lines)


def visited(*reviews):
    """The sheet 回头看 with these rows: code, day, result, and the rest as YAML."""
    lines = [
        f"  - {{branch: {code}, visited: {day}, inspectors: 检查组, found: 问题,"
        f" result: {result}{more}}}\n"
        for code, day, result, more in reviews
    ]
    return "reviews:\n" + "".join(lines)


@pytest.mark.parametrize(
    ("events", "bar"),
    [
        ([("V01", 2024, "授予")], "it holds the title since 2024"),
        (
            [("V01", 2020, "授予"), ("V01", 2023, "撤销")],
            "its title was withdrawn in 2023; it may be nominated from 2027 on",
        ),
        ([("V01", 2020, "授予"), ("V01", 2022, "撤销")], None),
        ([("V01", 2026, "授予")], None),
        ([("V01", 2026, "授予"), ("V01", 2026, "撤销")], None),
        (
            [("V01", 2023, "授予"), ("V01", 2026, "撤销")],
            "its title was withdrawn in 2026; it may be nominated from 2030 on",
        ),
    ],
)
def test_who_may_be_nominated(tmp_path, files, events, bar):
    files["campaign.yaml"] += "barred_years: 3\n"
    files["data/units.yaml"] += titled(*events)
    campaign, findings = found_in(tmp_path, files)
    assert codes(findings) == (["NK-D70"] if bar else [])
    result = {one.code: one for one in assess(campaign).branches}["V01"]
    assert result.bar == bar
    assert str(result.status) == ("barred" if bar else "winner")
    assert [one.value.year for one in result.history] == [year for _code, year, _state in events]


def test_a_title_of_another_name_bars_nobody(tmp_path, files):
    files["data/units.yaml"] += titled(("V01", 2024, "授予")).replace("示范阵地", "先进党组织")
    campaign, findings = found_in(tmp_path, files)
    assert findings == []
    assert [one.code for one in assess(campaign).winners] == ["V01", "G01"]


@pytest.mark.parametrize(
    ("events", "found"),
    [
        ([("G02", 2020, "授予"), ("G02", 2022, "授予")], "2022 示范阵地 授予"),
        ([("G02", 2020, "撤销")], "2020 示范阵地 撤销"),
    ],
)
def test_titles_follow_from_one_another(tmp_path, files, events, found):
    files["data/units.yaml"] += titled(*events)
    _campaign, findings = found_in(tmp_path, files)
    assert the_one(findings, "NK-D71").found == found


WARNED = ", decided: 2026-05-10, deadline: 2026-06-10"


@pytest.mark.parametrize(
    ("reviews", "code", "found"),
    [
        ([("G02", "2026-05-01", "警告", ", decided: 2026-05-10")], "NK-D04", "警告"),
        ([("G02", "2026-05-01", "撤销", "")], "NK-D04", "撤销"),
        ([("G02", "2026-05-11", "警告", WARNED)], "NK-D74", "2026-05-10"),
        (
            [("G02", "2026-05-01", "合格", ""), ("G02", "2026-05-01", "合格", "")],
            "NK-D72",
            "2026-05-01",
        ),
        ([("G02", "2019-05-01", "合格", "")], "NK-D73", "2019-05-01"),
        ([("V02", "2026-05-01", "合格", "")], "NK-D73", "2026-05-01"),
        (
            [
                ("G02", "2026-05-01", "撤销", ", decided: 2026-05-10"),
                ("G02", "2026-09-01", "合格", ""),
            ],
            "NK-D73",
            "2026-09-01",
        ),
    ],
)
def test_mistakes_in_visits(tmp_path, files, reviews, code, found):
    files["data/units.yaml"] += titled(("G02", 2020, "授予")) + visited(*reviews)
    _campaign, findings = found_in(tmp_path, files)
    assert the_one(findings, code).found == found


def test_visits_to_titled_sites_and_to_winners_are_fine(tmp_path, files):
    files["data/units.yaml"] += titled(("G02", 2020, "授予"), ("G02", 2026, "撤销")) + visited(
        ("G02", "2026-05-01", "警告", WARNED),
        ("G02", "2026-06-15", "撤销", ", decided: 2026-06-20"),
        ("V01", "2027-03-01", "合格", ""),
    )
    _campaign, findings = found_in(tmp_path, files)
    assert findings == []


def test_a_withdrawal_in_a_visit_counts_as_one_over_the_years(tmp_path, files):
    files["campaign.yaml"] += "barred_years: 1\n"
    files["data/units.yaml"] += titled(("V01", 2020, "授予")) + visited(
        ("V01", "2025-05-01", "撤销", ", decided: 2025-05-10")
    )
    campaign, findings = found_in(tmp_path, files)
    assert codes(findings) == ["NK-D70"]
    assert {one.code: one.bar for one in assess(campaign).branches}["V01"] == (
        "its title was withdrawn in 2025; it may be nominated from 2027 on"
    )


def test_totals_are_printed_with_the_decimals_that_they_need(tmp_path, files):
    campaign, _findings = found_in(tmp_path / "a", files)
    assert campaign_context(campaign)["score_decimals"] == 1  # 99, 100 and 98
    plant(ratings(files), "campaign.yaml", "drop_extremes: true", "decimals: 2")
    plant(files, "data/units.yaml", row("乙组", "V01"), row("乙组", "V01", 14))
    campaign, _findings = found_in(tmp_path / "b", files)
    context = campaign_context(campaign)
    assert [str(one["total"]) for one in context["winners"]] == ["89.33", "89"]
    assert context["score_decimals"] == 2


def with_warnings(files):
    """The campaign with two warnings, and a numbered document for each."""
    files["data/units.yaml"] += titled(("G02", 2020, "授予"), ("V01", 2020, "授予")) + visited(
        ("V01", "2026-05-02", "警告", WARNED),
        ("G02", "2026-05-01", "警告", WARNED),
        ("G02", "2026-08-01", "合格", ""),
    )
    plant(files, "campaign.yaml", "numbering:", "numbering:\n  警告: {code: 组发, first: 7}")
    files["templates/警告/template.yaml"] = spec(
        "reviews",
        *("document.number", "branch.name", "review.result", "review.title_year"),
        file="{{ branch.name }}",
        more="where: review.result == '警告'\nseries: 警告\n",
    )
    files["templates/警告/template.docx"] = word(
        "{{ document.number }}", "{{ branch.name }}：{{ review.title_year }}"
    )
    return files


def planned(tmp_path, files):
    folder = write_tree(tmp_path, files)
    campaign, _findings = load(folder)
    return plan(campaign, read_catalog(folder)[0], ["警告"]).jobs


def test_there_is_a_document_for_each_visit_in_the_order_of_the_days(tmp_path, files):
    jobs = planned(tmp_path, with_warnings(files))
    assert [(job.number, job.subject) for job in jobs] == [
        ("组发〔2026〕7号", "教育局党支部"),
        ("组发〔2026〕8号", "杏花村党支部"),
    ]


def test_a_series_may_have_a_year_of_its_own(tmp_path, files):
    plant(with_warnings(files), "campaign.yaml", "first: 7}", "first: 7, year: 2027}")
    assert planned(tmp_path, files)[0].number == "组发〔2027〕7号"


def test_of_visits_with_errors_no_document_is_made_as_its_number_is_not_sure(tmp_path, files):
    plant(with_warnings(files), "data/units.yaml", "visited: 2026-05-01", "visited: 五一")
    (job,) = planned(tmp_path, files)
    assert codes(job.faults) == ["NK-D06"]


def test_errors_elsewhere_of_a_visited_branch_are_its_own(tmp_path, files):
    plant(
        with_warnings(files), "data/units.yaml", "{branch: G02, area: 120", "{branch: G02, area: x"
    )
    jobs = planned(tmp_path, files)
    assert [codes(job.faults) for job in jobs] == [["NK-D06"], []]


def test_a_new_file_that_fits_the_stars_is_a_change(tmp_path, files):
    folder = write_tree(tmp_path, {**files, "data/scores/甲.yaml": "ratings: []"})
    known = inputs_of(folder, ["data/units.yaml", "data/scores/*.yaml", "data/scores/甲.yaml"])
    assert are_as_known(folder, known)
    (folder / "data/scores/乙.yaml").write_text("ratings: []", encoding="utf-8")
    assert not are_as_known(folder, known)
