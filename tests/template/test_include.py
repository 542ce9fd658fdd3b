"""`{%p include %}`: another file's body, its tags, styles, lists and pictures in the template."""

import io
import zipfile

import pytest
from docx import Document

from notice_kit import TemplateError, compile_template
from tests.template.audit import complaints, whole
from tests.template.test_rich import png
from tests.template.word import p, part, parts, table, texts, zipped

LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{sign}"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
STYLE = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Clause"><w:name w:val="条款"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="{side}"/></w:pPr></w:style>'
)
ITEM = (
    '<w:p><w:pPr><w:pStyle w:val="Clause"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/>'
    "</w:numPr></w:pPr><w:r><w:t>{{{{ name }}}}{text}</w:t></w:r></w:p>"
)


def include(file):
    return p(f'{{%p include "{file}" %}}')


def write(folder, **files):
    for name, members in files.items():
        (folder / f"{name}.docx").write_bytes(zipped(members))
    return folder / "host.docx"


def codes(path):
    with pytest.raises(TemplateError) as caught:
        compile_template(path)
    return [finding.code for finding in caught.value.findings]


def test_the_body_of_the_other_file_takes_the_place_of_the_paragraph(tmp_path):
    clause = p("条{{ name }}") + table(["{{ name }}", "右"]) + include("deep.docx")
    host = write(
        tmp_path,
        host=parts(p("前") + include("clause.docx") + p("后{{ name }}")),
        clause=parts(clause),
        deep=parts(p("深{% if name %}有{% endif %}")),
    )
    ours = compile_template(host).render({"name": "甲"})
    assert texts(ours) == ["前", "条甲", "甲", "右", "深有", "后甲"]


def test_styles_and_lists_come_along_and_do_not_mix(tmp_path):
    host = write(
        tmp_path,
        host=whole(
            ITEM.format(text="主") + include("same.docx") + include("other.docx"),
            styles=STYLE.format(side="left"),
            numbering=LIST.format(sign="%1."),
        ),
        same=whole(
            ITEM.format(text="同"),
            styles=STYLE.format(side="left"),
            numbering=LIST.format(sign="%1、"),
        ),
        other=whole(
            ITEM.format(text="异"),
            styles=STYLE.format(side="right"),
            numbering=LIST.format(sign="%1)"),
        ),
    )
    ours = compile_template(host).render({"name": "甲"})
    paragraphs = [
        (
            next(found.iter("{*}pStyle")).values()[0],
            next(found.iter("{*}numId")).values()[0],
            "".join(found.itertext()),
        )
        for found in part(ours).iter("{*}p")
    ]
    assert paragraphs == [
        ("Clause", "1", "甲主"),
        ("Clause", "2", "甲同"),
        ("Clause_2", "3", "甲异"),
    ]
    signs = [one.values()[0] for one in part(ours, "word/numbering.xml").iter("{*}lvlText")]
    assert signs == ["%1.", "%1、", "%1)"]
    assert complaints(tmp_path, ours) == []


def test_a_list_comes_into_a_file_without_any(tmp_path):
    clause = whole(
        ITEM.format(text="条"), styles=STYLE.format(side="left"), numbering=LIST.format(sign="%1.")
    )
    ours = compile_template(write(tmp_path, host=whole(include("clause.docx")), clause=clause))
    assert complaints(tmp_path, ours.render({"name": "甲"})) == []


def test_a_picture_comes_along_once(tmp_path):
    document = Document()
    document.add_picture(io.BytesIO(png(7)))
    document.save(tmp_path / "clause.docx")
    host = write(tmp_path, host=whole(include("clause.docx") + include("clause.docx")))
    ours = compile_template(host).render({})
    with zipfile.ZipFile(io.BytesIO(ours)) as archive:
        media = [name for name in archive.namelist() if "media" in name]
        assert [archive.read(name) for name in media] == [png(7)]
    assert [one.get("id") for one in part(ours).iter("{*}docPr")] == ["1", "2"]
    assert complaints(tmp_path, ours) == []


@pytest.mark.parametrize("file", ["../x.docx", "/x.docx", "a/../../x.docx", "C:\\x.docx"])
def test_files_elsewhere_are_refused(tmp_path, file):
    assert codes(write(tmp_path, host=parts(include(file)))) == ["NK-T33"]


def test_links_are_refused(tmp_path):
    host = write(tmp_path, host=parts(include("link.docx")), real=parts(p("甲")))
    (tmp_path / "link.docx").symlink_to(tmp_path / "real.docx")
    assert codes(host) == ["NK-T33"]


def test_circles_are_refused(tmp_path):
    host = write(tmp_path, host=parts(include("b.docx")), b=parts(p("乙") + include("host.docx")))
    assert codes(host) == ["NK-T34"]


def test_notes_are_refused_and_not_lost(tmp_path):
    note = '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    host = write(tmp_path, host=parts(include("b.docx")), b=parts(note, note=p("注")))
    assert codes(host) == ["NK-T35"]
