"""Which documents are made: for whom, under which names and numbers; what can be wrong."""

import pytest

from notice_kit.errors import UsageError
from notice_kit.loading import load
from notice_kit.planning import plan
from notice_kit.template.catalog import read_catalog
from tests.support.campaign import codes, line_of, plant, spec, the_one, word, write_tree

NOTICE = "templates/实施意见/template.yaml"
LETTER = "templates/整改通知/template.yaml"
CERTIFICATE = "templates/荣誉证书/template.yaml"


def planned(tmp_path, files, names=(), only=()):
    folder = write_tree(tmp_path, files)
    campaign, findings = load(folder)
    templates, problems = read_catalog(folder)
    assert [*findings, *problems] == []
    return plan(campaign, templates, names, only)


def shown(plan):
    return [(job.path, job.subject, job.codes, job.number) for job in plan.jobs]


def test_every_document_is_planned_for_whom_it_is(tmp_path, files):
    made = planned(tmp_path, files)
    assert made.findings == ()
    assert shown(made) == [
        ("制度汇编/V01.docx", "杏花村党支部", ("T01", "V01"), None),
        ("制度汇编/V02.docx", "上陂村党支部", ("T01", "V02"), None),
        ("制度汇编/G01.docx", "财政局党支部", ("D01", "G01"), None),
        ("制度汇编/G02.docx", "教育局党支部", ("D01", "G02"), None),
        ("实施意见/T01-实施意见.docx", "柳溪镇党委", ("T01",), "青发〔2026〕21号"),
        ("实施意见/D01-实施意见.docx", "直属机关党委", ("D01",), "青发〔2026〕22号"),
        ("整改通知/V02-整改通知.docx", "上陂村党支部", ("T01", "V02"), "青组发〔2026〕36号"),
        ("荣誉证书/2026001.docx", "杏花村党支部", ("T01", "V01"), None),
        ("荣誉证书/2026002.docx", "财政局党支部", ("D01", "G01"), None),
    ]


def test_a_document_for_the_campaign_is_made_once(tmp_path, files):
    files["templates/决定/template.yaml"] = spec("campaign", "campaign.name", file="决定")
    files["templates/决定/template.docx"] = word("{{ campaign.name }}")
    made = planned(tmp_path, files, names=["决定"])
    assert shown(made) == [("决定/决定.docx", "示范活动", (), None)]


def test_a_part_of_the_campaign_has_the_numbers_of_the_whole(tmp_path, files):
    whole = {job.path: job.number for job in planned(tmp_path, files).jobs}
    for only in ("D01", "G01", "V02"):
        part = planned(tmp_path, files, only=[only]).jobs
        assert part
        assert {job.path: job.number for job in part}.items() <= whole.items()
        assert all(only in job.codes for job in part)


def test_documents_are_chosen_by_name_or_family(tmp_path, files):
    by_name = planned(tmp_path, files, names=["整改通知"])
    by_family = planned(tmp_path, files, names=["notice", "commendation"])
    assert [job.path for job in by_name.jobs] == ["整改通知/V02-整改通知.docx"]
    assert [job.template.name for job in by_family.jobs] == [
        *("实施意见", "实施意见", "整改通知", "荣誉证书", "荣誉证书")
    ]


def test_unknown_names_and_codes_are_all_told_with_the_nearest(tmp_path, files):
    with pytest.raises(UsageError) as caught:
        planned(tmp_path, files, names=["实施意件", "xyz"], only=["V1", "东街"])
    assert [(item.code, item.message, item.remedy) for item in caught.value.findings] == [
        (
            "NK-P01",
            "there is no document or family “实施意件”",
            "Did you mean “实施意见”?",
        ),
        (
            "NK-P01",
            "there is no document or family “xyz”",
            "There are: 制度汇编、实施意见、整改通知、荣誉证书.",
        ),
        ("NK-P02", "there is no unit or branch “V1”", "Did you mean “V01”?"),
        (
            "NK-P02",
            "there is no unit or branch “东街”",
            "The codes stand in the sheets 单位 and 党组织.",
        ),
    ]


def test_a_series_without_a_number_is_told(tmp_path, files):
    line = plant(files, NOTICE, "series: 实施意见", "series: 实施意件")
    finding = the_one(planned(tmp_path, files).findings, "NK-P03")
    assert line_of(finding.location) == (NOTICE, line)
    assert finding.remedy == "Did you mean “实施意见”?"


def test_a_series_that_is_nothing_like_the_others_is_told_how_to_add(tmp_path, files):
    plant(files, NOTICE, "series: 实施意见", "series: abc")
    finding = the_one(planned(tmp_path, files).findings, "NK-P03")
    assert finding.remedy == "Add abc: {code: …, first: …} below numbering."


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ("branch.shortfall", "there is no field “shortfall”"),
        ("not branch.shortfall", "there is no field “shortfall”"),
        ("branch.shortfall and false", "there is no field “shortfall”"),
        ("branch.shortfall == 1", "there is no field “shortfall”"),
        ("branch.shortfall|length > 0", "there is no field “shortfall”"),
        ("branch.nothing.more", "there is no field “nothing”"),
        ("branch.name > 1", "not supported between"),
    ],
)
def test_a_condition_that_fails_is_a_fault_and_not_a_no(tmp_path, files, where, reason):
    line = plant(files, LETTER, "where: branch.shortfalls", f'where: "{where}"')
    declared = where.removeprefix("not ").split()[0].partition("|")[0]
    if declared != "branch.name":
        plant(files, LETTER, "fields:\n", f"fields:\n  - {declared}\n")
    findings = planned(tmp_path, files).findings
    assert codes(findings) == ["NK-P04"] * 4
    first = findings[0]
    assert line_of(first.location) == (LETTER, line)
    assert first.message.startswith("the condition fails for 杏花村党支部: ")
    assert reason in first.message
    assert first.found == where
    assert first.remedy


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("{{ winner.number }}", "there is no field “number”"),
        ("{{ branch.scores }}", "a dict does not print by itself"),
        ("{{ branch.candidate }}", "yes or no does not print by itself"),
        ("{{ '' }}", "it is empty"),
        ("{{ 1/0 }}", "the tag fails: division by zero"),
    ],
)
def test_a_file_name_that_cannot_be_made_is_told(tmp_path, files, pattern, reason):
    line = plant(files, CERTIFICATE, "{{ winner.certificate_number }}", pattern)
    plant(files, CERTIFICATE, "  - winner.certificate_number\n", "")
    if "." in pattern:
        plant(files, CERTIFICATE, "fields:\n", f"fields:\n  - {pattern.strip('{} ')}\n")
    findings = planned(tmp_path, files).findings
    assert codes(findings) == ["NK-P05", "NK-P05"]
    assert line_of(findings[0].location) == (CERTIFICATE, line)
    assert findings[0].message == f"no file name for 杏花村党支部: {reason}"
    assert findings[0].found == pattern
    assert findings[0].remedy


def test_two_documents_of_one_name_are_told(tmp_path, files):
    line = plant(files, CERTIFICATE, "{{ winner.certificate_number }}", "证书")
    plant(files, CERTIFICATE, "  - winner.certificate_number\n", "")
    finding = the_one(planned(tmp_path, files).findings, "NK-P06")
    assert line_of(finding.location) == (CERTIFICATE, line)
    assert finding.found == "荣誉证书/证书.docx"
    assert "杏花村党支部 and 财政局党支部" in finding.message
    assert finding.remedy


def test_series_that_run_into_each_other_are_told(tmp_path, files):
    plant(files, "campaign.yaml", "{code: 青组发, first: 36}", "{code: 青发, first: 22}")
    finding = the_one(planned(tmp_path, files).findings, "NK-P07")
    assert finding.location.file == LETTER
    assert finding.message == (
        "青发〔2026〕22号 would be given twice:"
        " 实施意见/D01-实施意见.docx and 整改通知/V02-整改通知.docx"
    )
    assert finding.remedy


def test_a_name_from_data_never_leads_out_of_its_folder(tmp_path, files):
    plant(files, "data/units.yaml", "short_name: 柳溪镇党委", "short_name: ../../柳溪/镇党委")
    plant(files, NOTICE, "{{ unit.code }}-实施意见", "{{ unit.short_name }}")
    plant(files, NOTICE, "  - unit.code\n", "  - unit.short_name\n")
    made = planned(tmp_path, files, names=["实施意见"])
    assert made.jobs[0].path == "实施意见/／..／柳溪／镇党委.docx"
