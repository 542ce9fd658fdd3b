"""Broken and hostile parts: named, all at once, and never a traceback."""

import io
import random
import zipfile

import pytest
from lxml import etree

from notice_kit.binding.binder import bind
from notice_kit.binding.part import BookPart
from notice_kit.errors import NoticeKitError, SourceError, UsageError
from tests.binding.book import bound, bound_with_findings
from tests.binding.builders import ALL, bare, notes, p, raw, zipped


def members_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(content, name, old, new):
    members = members_of(content)
    assert old in members[name]
    members[name] = members[name].replace(old, new)
    return zipped(members)


def refused(*contents):
    with pytest.raises(SourceError) as caught:
        bound(*contents)
    return [(one.code, one.location.file, one.location.part) for one in caught.value.findings]


def test_nothing_to_bind_is_told():
    with pytest.raises(UsageError, match="NK-B04"):
        bind([])


def test_all_broken_parts_are_told_at_once():
    damaged = changed(notes(), "word/footnotes.xml", b"</w:footnotes>", b"")
    strict = changed(
        bare(),
        "word/document.xml",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    found = refused(b"no zip", bare(), damaged, strict, zipped({"a.txt": b"x"}))
    assert found == [
        ("NK-S34", "A", None),
        ("NK-B02", "C", "word/footnotes.xml"),
        ("NK-B03", "D", "word/document.xml"),
        ("NK-B01", "E", None),
    ]


def test_a_doctype_is_refused():
    content = changed(bare(), "word/document.xml", b"<w:document", b"<!DOCTYPE x><w:document")
    assert refused(content) == [("NK-S41", "A", "word/document.xml")]


def test_a_file_that_is_missing_is_told_by_its_name(tmp_path):
    with pytest.raises(SourceError, match=r"gone\.docx: NK-S01"):
        bind([BookPart(tmp_path / "gone.docx", "gone.docx")])


def test_references_to_notes_that_are_not_there_go():
    body = '<w:p><w:r><w:footnoteReference w:id="9"/><w:commentReference w:id="9"/></w:r></w:p>'
    book = bound(notes(), raw(body))
    assert book.find("//w:footnoteReference/@w:id") == ["1", "2"]
    assert book.find("//w:commentReference/@w:id") == ["0"]


def test_parts_that_point_at_each_other_end():
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="{kind}/x" Target="{{}}"/></Relationships>'
    )
    body = '<w:p><w:r><w:object><a:x r:id="x"/></w:object></w:r></w:p>'
    content = raw(
        body,
        rels=f'<Relationship Id="x" Type="{kind}/x" Target="one.bin"/>',
        blobs={
            "word/one.bin": b"1",
            "word/two.bin": b"2",
            "word/_rels/one.bin.rels": rels.format("two.bin").encode(),
            "word/_rels/two.bin.rels": rels.format("one.bin").encode(),
        },
    )
    book = bound(content)
    assert sorted(name for name in book.parts if name.endswith(".bin")) == [
        "word/one1.bin",
        "word/two1.bin",
    ]


def test_what_stays_behind_is_told():
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    content = raw(
        p("x"),
        rels=f'<Relationship Id="x" Type="{kind}/customXml" Target="../customXml/item1.xml"/>',
        blobs={"customXml/item1.xml": b"<x/>"},
    )
    found = bound_with_findings(bare(), content).findings
    assert [(one.code, one.location.file, one.found) for one in found] == [
        ("NK-B10", "B", "customXml")
    ]


@pytest.mark.parametrize("seed", range(40))
def test_a_file_changed_at_random_is_bound_or_refused(seed):
    chance = random.Random(seed)
    members = members_of(ALL[chance.choice(sorted(ALL))]())
    for _ in range(4):
        name = chance.choice([one for one in members if one.endswith((".xml", ".rels"))])
        root = etree.fromstring(members[name])
        element = chance.choice(list(root.iter(etree.Element)))
        if element.attrib:
            element.set(
                chance.choice(sorted(element.attrib)), chance.choice(["", "x", "-1", "9" * 11])
            )
        elif element.getparent() is not None:
            element.getparent().remove(element)
        members[name] = etree.tostring(root)
    try:
        book = bound(bare(), zipped(members))
    except NoticeKitError:
        return
    for name, content in book.parts.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
