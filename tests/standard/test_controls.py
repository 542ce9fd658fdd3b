"""Cells of a manuscript that name a field become content controls."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from notice_kit.errors import SourceError
from notice_kit.ooxml.controls import controls
from notice_kit.ooxml.wml import qualified
from notice_kit.standard.blank import with_blanks
from notice_kit.standard.compose import compose
from notice_kit.standard.manuscript import parse_manuscript


def form(*cells, name="表"):
    table = {"widths": [40] * len(cells), "rows": [list(cells)]}
    return parse_manuscript({"sections": [{"blocks": [{"table": table}]}]}, name)


def controls_of(manuscript):
    with zipfile.ZipFile(io.BytesIO(compose(manuscript))) as archive:
        return list(controls(etree.fromstring(archive.read("word/document.xml"))))


def test_the_tags_of_a_cell_are_the_control_and_the_text_around_stays_outside():
    cell = {"text": "每月 {{ b.day }} 日", "field": "branches.activity_day"}
    (control,) = controls_of(form({"label": "主题党日"}, cell))
    assert (control.tag, control.text) == ("branches.activity_day", "{{ b.day }}")
    assert control.binding.path == "/f:form[1]/f:branches.activity_day[1]"
    runs = control.element.getparent().iterchildren(qualified("r"))
    assert [run.findtext(qualified("t")) for run in runs] == ["每月 ", " 日"]
    alias = control.element.find(f"{qualified('sdtPr')}/{qualified('alias')}")
    assert alias.get(qualified("val")) == "主题党日"


def test_a_drop_down_has_its_choices():
    cell = {"text": "{{ b.dvd }}", "field": "rooms.dvd", "choices": ["有", "无"]}
    (control,) = controls_of(form({"label": "DVD机"}, cell))
    items = control.element.iter(qualified("listItem"))
    assert [item.get(qualified("value")) for item in items] == ["有", "无"]


def test_a_blank_form_keeps_its_controls_empty():
    own = form({"label": "面积"}, {"text": "{{ b.area }}平方米", "field": "rooms.area"})
    data = {"sections": [{"blocks": [{"blank_of": "表"}]}]}
    (control,) = controls_of(with_blanks(parse_manuscript(data, "空白表"), {"表": own}))
    assert (control.tag, control.text) == ("rooms.area", "")


def test_a_blank_form_that_is_attached_to_a_document_has_none():
    own = form({"label": "面积"}, {"text": "{{ b.area }}平方米", "field": "rooms.area"})
    blocks = [{"attachment_label": "附件"}, {"attachment_title": "表"}, {"blank_of": "表"}]
    notice = parse_manuscript({"sections": [{"blocks": blocks}]}, "通知")
    made = with_blanks(notice, {"表": own})
    assert controls_of(made) == []
    with zipfile.ZipFile(io.BytesIO(compose(made))) as archive:
        assert "customXml/item1.xml" not in archive.namelist()
        text = etree.fromstring(archive.read("word/document.xml")).xpath("string()")
    assert "平方米" in text
    assert "{{" not in text


def test_another_list_of_fields_is_another_version():
    versions = set()
    for choices in (["有", "无"], ["是", "否"]):
        cell = {"text": "{{ b.dvd }}", "field": "rooms.dvd", "choices": choices}
        with zipfile.ZipFile(io.BytesIO(compose(form({"label": "DVD机"}, cell)))) as archive:
            versions.add(etree.fromstring(archive.read("customXml/item1.xml")).get("version"))
    assert len(versions) == 2


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ({"text": "{{ a }}", "field": "area"}, "cells.1.field"),
        ({"text": "没有标签", "field": "rooms.area"}, "stand in one line"),
        ({"text": "{{ a }}", "kind": "date"}, "names its field"),
        ({"text": "{{ a }}", "field": "rooms.area", "kind": "choice"}, "go together"),
        ({"text": "{{ a }}", "locked": True}, "names its field"),
    ],
)
def test_a_cell_that_makes_no_control_is_refused(cell, reason):
    with pytest.raises(SourceError) as caught:
        form({"label": "甲"}, cell)
    assert reason in caught.value.findings[0].message
