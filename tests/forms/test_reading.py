"""What stands in a form is read, whatever program has saved it."""

from __future__ import annotations

from datetime import date

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from notice_kit.errors import SourceError
from notice_kit.forms.definition import form_data, read_definition
from notice_kit.forms.reading import read_form
from notice_kit.ooxml.controls import controls
from notice_kit.ooxml.zip_limits import read_members
from tests.forms.conftest import FORMS, ROOT
from tests.forms.filling import DOCUMENT, edited, filled, put, typed_into_cells, without_controls
from tests.support.campaign import codes
from tests.template.audit import complaints

DEFINITIONS = [
    read_definition(read_members(ROOT / f"templates/{name}/template.docx", name, "docx"), name)
    for name in FORMS
]


def read(tmp_path, content):
    path = put(tmp_path, "form.docx", content)
    form, findings = read_form(path, "form.docx", DEFINITIONS)
    return {name: value.text for name, value in form.values.items()}, findings


def test_every_field_of_the_made_form_is_read_as_the_roster_has_it(made, tmp_path):
    values, findings = read(tmp_path, made["V01"])
    assert findings == []
    assert len(values) == 41
    assert values["branches.code"] == "V01"
    assert values["branches.unit"] == "中共青禾县柳溪镇委员会"
    assert values["branches.founded"] == "1956年4月12日"
    assert values["branches.activity_day"] == "18"
    assert values["rooms.area"] == "170"
    assert values["rooms.dvd"] == "有"
    assert values["secretary.name"] == "雷振兴"


def test_a_made_form_says_the_same_in_its_custom_xml(made):
    data = form_data(read_members(made["V01"], "f", "docx"))
    assert data.name == "申报表"
    assert data.values["branches.founded"] == "1956-04-12T00:00:00"
    assert data.values["branches.phone"] == "0599-60001017"
    assert len(data.values) == 41


@pytest.mark.parametrize("name", ["V01", "blank"])
def test_word_opens_the_form_without_repair(made, tmp_path, name):
    assert complaints(tmp_path, made[name]) == []


def test_controls_cannot_be_deleted_and_the_code_cannot_be_changed(made):
    root = etree.fromstring(read_members(made["V01"], "f", "docx")[DOCUMENT])
    locks = {
        one.tag: one.element.find(f"{qn('w:sdtPr')}/{qn('w:lock')}").get(qn("w:val"))
        for one in controls(root)
    }
    assert locks.pop("branches.code") == "sdtContentLocked"
    assert set(locks.values()) == {"sdtLocked"}
    ids = [
        one.element.find(f"{qn('w:sdtPr')}/{qn('w:id')}").get(qn("w:val")) for one in controls(root)
    ]
    assert len(set(ids)) == 41


def test_a_blank_form_is_empty_and_its_code_can_be_written(made, tmp_path):
    values, findings = read(tmp_path, made["blank"])
    assert findings == []
    assert set(values.values()) == {""}
    values, _findings = read(tmp_path, filled(made["blank"], {"branches.code": "N01"}))
    assert values["branches.code"] == "N01"


def test_what_a_control_shows_wins_over_the_custom_xml(made, tmp_path):
    content = filled(made["V01"], {"branches.phone": "0599-7"})
    assert form_data(read_members(content, "f", "docx")).values["branches.phone"] != "0599-7"
    assert read(tmp_path, content)[0]["branches.phone"] == "0599-7"


def test_without_controls_the_cells_after_the_headings_are_read(made, tmp_path):
    before, _findings = read(tmp_path, made["V01"])
    flat = without_controls(made["V01"])
    assert b"w:sdt>" not in read_members(flat, "f", "docx")[DOCUMENT]
    assert read(tmp_path, flat) == (before, [])


def test_what_python_docx_writes_into_cells_is_read(made, tmp_path):
    content = typed_into_cells(
        without_controls(made["V01"]), {"联系电话": "0599-60009999", "使用面积": "88平方米"}
    )
    values, _findings = read(tmp_path, content)
    assert values["branches.phone"] == "0599-60009999"
    assert values["rooms.area"] == "88"


def test_text_that_is_typed_beside_an_empty_control_is_read(made, tmp_path):
    def type_beside(root):
        (sdt,) = [one.element for one in controls(root) if one.tag == "branches.address"]
        run = etree.SubElement(sdt.getparent(), qn("w:r"))
        etree.SubElement(run, qn("w:t")).text = "和平路1号"

    values, _findings = read(tmp_path, edited(made["blank"], type_beside))
    assert values["branches.address"] == "和平路1号"


def test_the_custom_xml_is_read_where_neither_control_nor_cell_is_left(made, tmp_path):
    def drop(root):
        (sdt,) = [one.element for one in controls(root) if one.tag == "branches.founded"]
        row = next(sdt.iterancestors(qn("w:tr")))
        row.getparent().remove(row)

    values, findings = read(tmp_path, edited(made["V01"], drop))
    assert values["branches.founded"] == "1956-04-12"
    assert findings == []


def test_custom_xml_that_libreoffice_left_empty_does_not_matter(made, tmp_path):
    from notice_kit.ooxml.package import write_package

    before, _findings = read(tmp_path, made["V01"])
    members = read_members(made["V01"], "f", "docx")
    assert read(tmp_path, write_package({**members, "customXml/item1.xml": b""})) == (before, [])


def test_deleted_text_of_tracked_changes_is_not_read(made, tmp_path):
    def strike(root):
        (sdt,) = [one.element for one in controls(root) if one.tag == "branches.phone"]
        content = sdt.find(qn("w:sdtContent"))
        deleted = etree.SubElement(content, qn("w:del"))
        deleted.append(content[0])
        inserted = etree.SubElement(etree.SubElement(content, qn("w:ins")), qn("w:r"))
        etree.SubElement(inserted, qn("w:t")).text = "0599-1"

    assert read(tmp_path, edited(made["V01"], strike))[0]["branches.phone"] == "0599-1"


def test_a_field_that_says_two_things_is_an_error(made, tmp_path):
    import copy

    def double(root):
        (sdt,) = [one.element for one in controls(root) if one.tag == "branches.phone"]
        twin = copy.deepcopy(sdt)
        twin.find(f".//{qn('w:t')}").text = "0599-1"
        sdt.addnext(twin)

    _values, findings = read(tmp_path, edited(made["V01"], double))
    assert codes(findings) == ["NK-F03"]
    assert findings[0].found == "0599-60001017 / 0599-1"


def test_an_older_version_is_read_with_a_warning(made, tmp_path):
    def age(root):
        root.set("version", "0" * 12)

    values, findings = read(tmp_path, edited(made["V01"], age, "customXml/item1.xml"))
    assert codes(findings) == ["NK-F02"]
    assert values["branches.code"] == "V01"


def test_the_date_on_the_form_is_read(made, tmp_path):
    def sign(root):
        for text in root.iter(qn("w:t")):
            if "填报日期" in (text.text or ""):
                text.text = "填报日期：　2026年　7月　21日"

    path = put(tmp_path, "form.docx", edited(made["V01"], sign))
    assert read_form(path, "f", DEFINITIONS)[0].filled_on == date(2026, 7, 21)
    path = put(tmp_path, "form.docx", made["V01"])
    assert read_form(path, "f", DEFINITIONS)[0].filled_on is None


def test_a_word_file_that_is_no_form_is_refused(tmp_path):
    path = ROOT / "templates/整改通知/template.docx"
    with pytest.raises(SourceError) as caught:
        read_form(path, "f", DEFINITIONS)
    assert codes(caught.value.findings) == ["NK-F01"]


TEXTS = (
    st.text(
        st.characters(exclude_categories=["C", "Z"], include_characters=" 《》&<>\n“”"),
        min_size=1,
        max_size=200,
    )
    .map(str.strip)
    .filter(bool)
)


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_any_text_that_was_typed_is_read(made, tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("any")
    content = filled(made["blank"], {"branches.deeds": text, "branches.honours": text})
    for form in (content, without_controls(content)):
        values, findings = read(folder, form)
        assert values["branches.deeds"] == values["branches.honours"] == text
        assert findings == []
