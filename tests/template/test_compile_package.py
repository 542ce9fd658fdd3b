"""Which Word files compile, however their package is written; what is static stays as it is."""

import io
import zipfile

import pytest

from notice_kit.errors import SourceError, TemplateError
from notice_kit.template.compile import compile_template
from tests.template.word import (
    CORE_TYPE,
    OFFICE,
    TYPES,
    WORD,
    compiled,
    content_types,
    p,
    parts,
    texts,
)


def test_parts_without_tags_are_unchanged_and_in_their_order(tmp_path):
    members = parts(p("{{ v }}"), header="<w:p>\n <w:r><w:t>静</w:t></w:r>\n</w:p>")
    members |= {"word/media/image1.png": b"\x89PNG\x00", "customXml/item1.xml": "<a> {{ v }} </a>"}
    with zipfile.ZipFile(io.BytesIO(compiled(tmp_path, members).render({"v": "甲"}))) as archive:
        assert archive.namelist() == list(members)
        for name in members.keys() - {"word/document.xml"}:
            content = members[name]
            assert archive.read(name) == (content.encode() if isinstance(content, str) else content)


@pytest.mark.parametrize(
    "types",
    [
        content_types(TYPES).replace('"', "'"),
        content_types(TYPES).replace(
            f'PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"',
            f'ContentType="{WORD}.document.main+xml"\n  PartName="/word/document.xml"',
        ),
        content_types(TYPES).replace("/word/document.xml", "/WORD/Document.xml"),
        content_types(
            {name: type_ for name, type_ in TYPES.items() if "document" not in name}
        ).replace(
            'Extension="xml" ContentType="application/xml"',
            f'Extension="XML" ContentType="{WORD}.document.main+xml"',
        ),
        content_types(TYPES)
        .replace("<Types xmlns=", "<x:Types xmlns:x=")
        .replace("</Types>", "</x:Types>")
        .replace("<Override", "<x:Override")
        .replace("<Default", "<x:Default"),
    ],
    ids=["single quotes", "attributes turned round", "other case", "by suffix", "prefixed"],
)
def test_parts_are_known_by_their_type_however_it_is_written(tmp_path, types):
    members = {**parts(p("{{ v }}"), header=p("{{ v }}")), "[Content_Types].xml": types}
    assert texts(compiled(tmp_path, members).render({"v": "甲"})) == ["甲"]


def test_the_main_part_may_have_another_name(tmp_path):
    members = parts(p("{{ v }}"))
    body = members.pop("word/document.xml")
    types = {name: type_ for name, type_ in TYPES.items() if name != "word/document.xml"}
    types["main/text.xml"] = f"{WORD}.document.main+xml"
    members |= {"main/text.xml": body, "[Content_Types].xml": content_types(types)}
    content = compiled(tmp_path, members).render({"v": "一\n二"})
    assert texts(content, "main/text.xml") == ["一\n二"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_part_may_be_in_any_encoding_of_the_standard(tmp_path, encoding):
    members = parts(p("前{{ v }}"))
    declared = encoding.removesuffix("-sig").upper()
    xml = f'<?xml version="1.0" encoding="{declared}"?>' + members["word/document.xml"]
    members["word/document.xml"] = xml.encode(encoding)
    assert texts(compiled(tmp_path, members).render({"v": "甲"})) == ["前甲"]


@pytest.mark.parametrize(
    "types",
    [
        content_types(
            {"word/document.xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}
        ),
        content_types({"word/document.xml": f"{WORD}.template.main+xml"}),
        content_types({"word/document.xml": f"{OFFICE}.spreadsheetml.sheet.main+xml"}),
        content_types({"docProps/core.xml": CORE_TYPE}),
        "<Types",
        None,
    ],
    ids=["macros", "dotx", "workbook", "no main part", "broken", "no types"],
)
def test_what_is_no_word_document_is_refused(tmp_path, types):
    members = parts(p("{{ v }}"))
    del members["[Content_Types].xml"]
    if types is not None:
        members = {"[Content_Types].xml": types} | members
    with pytest.raises(TemplateError) as caught:
        compiled(tmp_path, members)
    (finding,) = caught.value.findings
    assert (finding.code, finding.location.file) == ("NK-T08", "t.docx")
    assert finding.remedy


def test_a_part_that_is_no_xml_is_refused_even_without_tags(tmp_path):
    members = parts(p("甲"))
    members["word/document.xml"] = members["word/document.xml"].replace("</w:body>", "")
    with pytest.raises(TemplateError) as caught:
        compiled(tmp_path, members)
    (finding,) = caught.value.findings
    assert (finding.code, finding.location.part) == ("NK-T09", "word/document.xml")


@pytest.mark.parametrize(
    "content", [b"", b"text", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"]
)
def test_a_file_that_is_no_zip_is_refused(tmp_path, content):
    path = tmp_path / "t.docx"
    path.write_bytes(content)
    with pytest.raises(SourceError):
        compile_template(path)
