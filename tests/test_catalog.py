"""The templates of a campaign, and the contract between each Word file and its template.yaml."""

import pytest

from notice_kit.template.catalog import read_catalog
from tests.support.campaign import codes, line_of, plant, spec, the_one, word, write_tree

SPEC = "templates/实施意见/template.yaml"
WORD = "templates/实施意见/template.docx"


def catalog(tmp_path, files):
    return read_catalog(write_tree(tmp_path, files))


def test_templates_are_read_by_name(folder):
    templates, findings = read_catalog(folder)
    assert findings == []
    assert [template.name for template in templates] == [
        "制度汇编",
        "实施意见",
        "整改通知",
        "荣誉证书",
    ]
    assert templates[2].spec.where == "branch.shortfalls"
    assert line_of(templates[2].place("where")) == ("templates/整改通知/template.yaml", 4)


def test_a_folder_without_templates_is_told(tmp_path):
    templates, findings = read_catalog(tmp_path)
    assert templates == []
    finding = the_one(findings, "NK-T10")
    assert (finding.location.file, bool(finding.remedy)) == ("templates", True)


def test_a_field_that_is_used_and_not_declared_is_told_where_it_stands(tmp_path, files):
    plant(files, SPEC, "  - unit.name\n", "")
    _templates, findings = catalog(tmp_path, files)
    finding = the_one(findings, "NK-T02")
    assert finding.message == "the field “unit.name” is not declared"
    assert (finding.location.file, finding.location.paragraph) == (WORD, "{{ unit.name }}：")
    assert finding.remedy == "Add “- unit.name” to fields in template.yaml."


def test_a_field_of_the_file_name_or_the_condition_must_be_declared_too(tmp_path, files):
    line = plant(files, SPEC, "{{ unit.code }}", "{{ unit.code }}{{ unit.short_name }}")
    plant(files, SPEC, "series: 实施意见\n", "series: 实施意见\nwhere: unit.quota > 0\n")
    _templates, findings = catalog(tmp_path, files)
    assert [(item.code, *line_of(item.location)) for item in findings] == [
        ("NK-T02", SPEC, line + 2),
        ("NK-T02", SPEC, line),
    ]


def test_a_field_that_is_declared_and_not_used_is_warned_of(tmp_path, files):
    line = plant(files, SPEC, "  - unit.name\n", "  - unit.name\n  - unit.quota\n") + 1
    templates, findings = catalog(tmp_path, files)
    finding = the_one(findings, "NK-T03")
    assert (finding.severity, *line_of(finding.location)) == ("warning", SPEC, line)
    assert finding.message == "the field “unit.quota” is declared and not used"
    assert len(templates) == 4


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("series: 实施意见", "where: unit.quota >", 4),
        ("series: 实施意见", 'where: "{{ unit.quota }}"', 4),
        ("{{ unit.code }}", "{{ unit.code }", 3),
        ("{{ unit.code }}", "{{ unit.code|nope }}", 3),
    ],
)
def test_a_condition_or_file_name_with_wrong_tags_is_told_in_its_line(
    tmp_path, files, old, new, line
):
    plant(files, SPEC, old, new)
    _templates, findings = catalog(tmp_path, files)
    finding = the_one(findings, "NK-T01")
    assert line_of(finding.location) == (SPEC, line)
    assert new.removeprefix("where: ").strip('"') in finding.found
    assert finding.remedy


def test_a_condition_may_hold_braces_of_its_own(tmp_path, files):
    where = "unit.code in {'T01': {'a': 1}}"
    plant(files, SPEC, "series: 实施意见\n", f'series: 实施意见\nwhere: "{where}"\n')
    templates, findings = catalog(tmp_path, files)
    assert findings == []
    assert templates[1].where(unit={"code": "T01"}) is True


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "found"),
    [
        ("for_each: units", "for_each: towns", "NK-D06", 2, "towns"),
        ("family: notice", "family:", "NK-D04", 1, None),
        ("series:", "serie:", "NK-D01", 4, None),
        ("  - unit.name", "  -", "NK-D04", 8, None),
    ],
)
def test_a_mistake_in_template_yaml_is_told(tmp_path, files, old, new, code, line, found):
    plant(files, SPEC, old, new)
    _templates, findings = catalog(tmp_path, files)
    finding = the_one(findings, code)
    assert line_of(finding.location) == (SPEC, line)
    assert finding.found == found


@pytest.mark.parametrize("missing", [SPEC, WORD])
def test_a_missing_file_is_told_and_the_other_templates_stay(tmp_path, files, missing):
    del files[missing]
    templates, findings = catalog(tmp_path, files)
    assert [(item.code, item.location.file) for item in findings] == [("NK-S01", missing)]
    assert len(templates) == 3


def test_a_word_file_with_wrong_tags_is_told_with_its_paragraph(tmp_path, files):
    files[WORD] = word("甲", "{{ unit.name }", "乙")
    _templates, findings = catalog(tmp_path, files)
    finding = the_one(findings, "NK-T11")
    assert finding.location.file == WORD
    assert finding.location.paragraph.startswith("{{ unit.name }")
    assert finding.remedy


def test_all_mistakes_of_all_templates_come_out_in_one_run(tmp_path, files):
    files[WORD] = b"no zip"
    plant(files, SPEC, "for_each: units", "for_each: towns")
    plant(files, "templates/整改通知/template.yaml", "  - branch.name\n", "")
    files["templates/喜报/template.yaml"] = spec("units", "unit.code", file="{{ unit.code")
    files["templates/喜报/template.docx"] = word("{% endif %}")
    templates, findings = catalog(tmp_path, files)
    assert codes(findings) == ["NK-T17", "NK-T01", "NK-D06", "NK-S34", "NK-T02"]
    assert [template.name for template in templates] == ["制度汇编", "整改通知", "荣誉证书"]
    assert all(finding.remedy for finding in findings)


def test_hidden_folders_are_no_templates(tmp_path, files):
    files["templates/.git/config"] = "x"
    templates, findings = catalog(tmp_path, files)
    assert (len(templates), findings) == (4, [])
