"""The documents read back: planted mistakes that only the whole set shows."""

import io

import docx
import pytest

from notice_kit.building import prepare
from notice_kit.document.document import read_document
from notice_kit.mentions import Names, mentions
from notice_kit.reconciling import Origin, examine, reconcile
from notice_kit.rendering import render
from tests.support.campaign import codes, spec, the_one, word, write_tree


def findings_of(tmp_path, files, failing=()):
    """What is found in the documents of a campaign, those of the paths `failing` left out."""
    prepared = prepare(write_tree(tmp_path, files))
    assert prepared.findings == ()
    jobs = prepared.plan.jobs
    campaign = jobs[0].context["campaign"]
    names = Names(campaign)
    said = {
        job.path: mentions(read_document(render(job), job.path), names)
        for job in jobs
        if job.path not in failing
    }
    found = [
        finding
        for job in jobs
        if job.path in said
        for finding in examine(
            Origin(job.template.name, job.template.spec.fields, job.context, job.path),
            said[job.path],
            names,
        )
    ]
    return found + reconcile(campaign, jobs, said)


def with_document(files, for_each, fields, *paragraphs, more=""):
    files["templates/附件/template.yaml"] = spec(
        for_each,
        *fields,
        file="{{ unit.code }}" if for_each == "units" else "附件",
        more=more,
    )
    files["templates/附件/template.docx"] = word(*paragraphs)


def table(*rows):
    document = docx.Document()
    grid = document.add_table(0, 2)
    for row in rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_campaign_without_mistakes_has_no_findings(tmp_path, files):
    assert findings_of(tmp_path, files) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("按照柳溪镇党委的要求办理。", "柳溪镇党委"),
        ("参照财政局党支部的做法。", "财政局党支部"),
        ("参照财政局\n党支部的做法。", "财政局党支部"),
    ],
)
def test_another_units_name_left_in_a_template_is_found(tmp_path, files, text, found):
    with_document(files, "units", ["unit.code", "unit.name"], "{{ unit.name }}：", text)
    found_in = {finding.location.file: finding.found for finding in findings_of(tmp_path, files)}
    strange = "附件/D01.docx" if "镇" in found else "附件/T01.docx"
    assert found_in == {strange: found}


def test_a_name_that_the_data_speak_of_is_no_other(tmp_path, files):
    files["data/units.yaml"] = files["data/units.yaml"].replace(
        "deeds: ", "deeds: 与教育局党支部结对，", 1
    )
    files["templates/附件/template.yaml"] = spec(
        "branches", "branch.code", "branch.deeds", file="{{ branch.code }}"
    )
    files["templates/附件/template.docx"] = word("{{ branch.deeds }}")
    assert findings_of(tmp_path, files) == []


def test_a_list_of_all_may_name_all(tmp_path, files):
    fields = ["unit.code", "campaign.units[].short_name"]
    text = "{% for u in campaign.units %}{{ u.short_name }}{% endfor %}"
    with_document(files, "units", fields, text)
    assert findings_of(tmp_path, files) == []


def test_a_number_that_is_not_printed_is_told(tmp_path, files):
    files["templates/实施意见/template.docx"] = word(
        "{% if unit.code == 'T01' %}{{ document.number }}{% endif %}{{ unit.name }}："
    )
    finding = the_one(findings_of(tmp_path, files), "NK-R02")
    assert (finding.location.file, finding.wanted) == (
        "实施意见/D01-实施意见.docx",
        "青发〔2026〕22号",
    )


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("{{ winner.amount }}", True),
        ("{{ winner.amount|figures }}元", True),
        ("{{ winner.amount|capital }}", True),
        ("{% if winner.amount %}5000元{% endif %}", False),
    ],
)
def test_a_winners_sum_stands_in_its_document(tmp_path, files, text, is_right):
    fields = ["winner.certificate_number", "winner.amount"]
    files["templates/附件/template.yaml"] = spec(
        "winners", *fields, file="{{ winner.certificate_number }}"
    )
    files["templates/附件/template.docx"] = word(text)
    assert codes(findings_of(tmp_path, files)) == ([] if is_right else ["NK-R03"] * 2)


def test_a_list_with_a_wrong_sum_or_without_a_winner_is_told(tmp_path, files):
    files["templates/附件/template.yaml"] = spec(
        "campaign",
        *(f"campaign.winners[].{name}" for name in ("amount", "branch.name", "rank")),
        file="附件",
    )
    files["templates/附件/template.docx"] = table(
        ("{%tr for w in campaign.winners if w.rank == 1 %}", ""),
        ("{{ w.branch.name }}", "{{ w.amount + 1000 }}"),
        ("{%tr endfor %}", ""),
    )
    found = findings_of(tmp_path, files)
    assert codes(found) == ["NK-R05", "NK-R03"]
    assert found[0].message == "财政局党支部 is missing from 附件"
    assert (found[1].found, found[1].wanted) == ("21,000", "20,000")


def test_a_total_that_is_not_the_awards_is_told(tmp_path, files):
    fields = ["campaign.award_total"]
    with_document(files, "campaign", fields, "{% if campaign.award_total %}12,345元{% endif %}")
    assert codes(findings_of(tmp_path, files)) == ["NK-R03"]


def test_a_weekday_of_another_day_is_told(tmp_path, files):
    fields = ["campaign.name"]
    text = "{{ campaign.name }}定于2026年7月20日（星期一）、7月21日（星期三）和2月30日周一召开"
    with_document(files, "campaign", fields, text)
    finding = the_one(findings_of(tmp_path, files), "NK-R04")
    assert (finding.found, finding.wanted) == ("7月21日（星期三", "星期二")


def test_a_candidate_that_its_units_list_leaves_out_is_told(tmp_path, files):
    fields = ["unit.code", "unit.candidates[].name"]
    with_document(
        files, "units", fields, "{% for b in unit.candidates[:1] %}{{ b.name }}{% endfor %}"
    )
    finding = the_one(findings_of(tmp_path, files), "NK-R05")
    assert finding.message == "上陂村党支部 is missing from 附件/T01.docx"


def test_a_winner_without_a_document_of_its_own_is_told(tmp_path, files):
    found = findings_of(tmp_path, files, ["荣誉证书/2026002.docx"])
    assert [(finding.code, finding.message) for finding in found] == [
        ("NK-R05", "财政局党支部 is missing from 荣誉证书"),
    ]
