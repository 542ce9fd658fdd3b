"""The rehearsal finds every fault beforehand and tells each once; rendering gives the file."""

import pytest

from notice_kit.building import prepare
from notice_kit.errors import RenderError
from notice_kit.loading import load
from notice_kit.planning import plan
from notice_kit.rendering import rehearse, render
from notice_kit.template.catalog import read_catalog
from tests.support.campaign import codes, plant, word, write_tree
from tests.support.parts import paragraphs

BOOKLET = "templates/制度汇编/template.docx"
FIELDS = "templates/制度汇编/template.yaml"


def jobs_of(folder, names=()):
    campaign, findings = load(folder)
    assert findings == []
    templates, _findings = read_catalog(folder)
    return plan(campaign, templates, names).jobs


def faulty(tmp_path, files, *texts):
    """The booklet of four branches with these paragraphs, whose fields are declared."""
    files[BOOKLET] = word(*texts)
    plant(files, FIELDS, "fields:\n", "fields:\n  - branch.scores.nothing\n  - branch.candidate\n")
    return jobs_of(write_tree(tmp_path, files), ["制度汇编"])


def test_a_right_campaign_has_no_faults_and_each_job_is_told_of(folder):
    jobs = jobs_of(folder)
    done = []
    assert rehearse(jobs, done.append) == []
    assert done == list(jobs)


def test_a_fault_that_concerns_several_is_told_once_with_the_first_and_the_number(tmp_path, files):
    findings = rehearse(faulty(tmp_path, files, "{{ branch.scores.nothing }}"))
    assert [item.message for item in findings] == [
        "there is no field “nothing” (for 杏花村党支部 and 3 others)"
    ]
    assert findings[0].location.paragraph == "{{ branch.scores.nothing }}"


def test_a_fault_that_concerns_one_is_told_with_it(tmp_path, files):
    text = "{% if branch.code == 'G02' %}{{ branch.candidate }}{% endif %}"
    findings = rehearse(faulty(tmp_path, files, text))
    assert [item.message for item in findings] == [
        "yes or no does not print by itself (for 教育局党支部)"
    ]


def test_a_fault_that_concerns_two_is_told_in_the_singular(tmp_path, files):
    text = "{% if branch.code[0] == 'G' %}{{ branch.candidate }}{% endif %}"
    (finding,) = rehearse(faulty(tmp_path, files, text))
    assert finding.message == "yes or no does not print by itself (for 财政局党支部 and 1 other)"


def test_different_faults_stay_apart(tmp_path, files):
    findings = rehearse(faulty(tmp_path, files, "{{ branch.candidate }}", "{{ branch.room }}"))
    assert len(findings) == 2
    assert codes(findings) == ["NK-T05", "NK-T05"]


def test_tags_that_leave_broken_xml_are_found_before_anything_is_written(tmp_path, files):
    jobs = faulty(tmp_path, files, "{%p if branch.candidate %}", "甲{% endif %}")
    assert codes(rehearse(jobs)) == ["NK-T07"]


def test_the_rehearsal_finds_what_rendering_would(tmp_path, files):
    jobs = faulty(tmp_path, files, "{{ branch.candidate }}", "{{ branch.scores.nothing }}")
    with pytest.raises(RenderError) as caught:
        render(jobs[0])
    rehearsed = rehearse(jobs[:1])
    assert [item.location for item in caught.value.findings] == [
        item.location for item in rehearsed
    ]


def test_a_job_gives_its_document_and_the_same_bytes_each_time(folder):
    letter = next(job for job in jobs_of(folder) if job.template.name == "整改通知")
    assert paragraphs(render(letter)) == [
        "青组发〔2026〕36号",
        "上陂村党支部：",
        "没有配备DVD机。",
    ]
    assert render(letter) == render(letter)


def test_faults_of_data_templates_and_plan_come_out_together(tmp_path, files):
    files[BOOKLET] = word("{{ branch.candidate }}")
    plant(files, FIELDS, "fields:\n", "fields:\n  - branch.candidate\n")
    plant(files, "templates/整改通知/template.yaml", "where: branch.shortfalls", "where: branch.x")
    plant(files, "campaign.yaml", "{code: 青组发, first: 36}", "{code: 青发, first: 22}")
    plant(files, "rules/02-三会一课制度.md", "按期", "{{ branch.nam }}按期")
    findings = prepare(write_tree(tmp_path, files)).findings
    assert {"NK-T02", "NK-T03", "NK-P04", "NK-T05"} <= set(codes(findings))
    assert len(findings) == len(set(findings))
