"""docxtpl's rich values, with docxtpl as the oracle; texts where docxtpl would lose them."""

import io
import struct
import zipfile
import zlib

import pytest
from docx import Document
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph

from notice_kit import RenderError, compile_template
from tests.template.audit import complaints, inner, whole
from tests.template.word import W, by_docxtpl, compiled, normal, p, part, parts, run, table, zipped


def png(shade):
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes([0, shade]))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def rich():
    text = RichText("粗<&>", bold=True)
    text.add("红", color="FF0000", italic=True)
    return {
        "r": text,
        "paragraphs": RichTextParagraph(text, parastyle="Body"),
        "list": Listing("甲<&>\n乙\t丙\a丁\f戊"),
    }


@pytest.mark.parametrize(
    "body",
    [
        p("前{{r r }}后"),
        p("前", run("{{r r }}", bold=True), "后"),
        p("首") + p("{{p paragraphs }}") + p("尾"),
        p("前{{ list }}后"),
        p("前", run("{{ list }}", bold=True)),
        table(["{{r r }}", "{{ list }}"]),
        p("{% for x in [r, r] %}{{r x }}{% endfor %}"),
    ],
)
def test_rich_texts_come_out_as_docxtpl_makes_them(tmp_path, body):
    members = parts(body)
    ours = compiled(tmp_path, members).render(rich())
    assert normal(part(ours)) == normal(part(by_docxtpl(zipped(members), rich())))


LOOKS = {
    "style": "Body", "color": "#FF0000", "highlight": "#FFFF00", "size": 24, "subscript": True,
    "bold": True, "italic": True, "underline": "dash", "strike": True, "font": "eastAsia:宋体",
    "rtl": True, "lang": "zh-CN",
}  # fmt: skip


def test_a_rich_text_of_many_properties_has_them_in_the_order_of_the_schema(tmp_path):
    text = RichText("甲", **LOOKS)
    text.add("乙", bold=True, superscript=True, color="0000FF", font="Arial", size=20)
    context = {"r": text, "ps": RichTextParagraph(text)}
    members = whole(p("前{{r r }}后") + p("{{p ps }}"))
    ours = compiled(tmp_path, members).render(context)
    assert complaints(tmp_path, ours) == []
    theirs = by_docxtpl(zipped(members), context)
    assert normal(part(ours)) == normal(part(theirs))
    assert complaints(tmp_path, theirs) != []
    looks = [*part(ours).iter(f"{{{W}}}rPr")]
    assert [child.tag.partition("}")[2] for child in looks[0]] == [
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "strike", "color", "sz", "szCs", "u"),
        *("shd", "vertAlign", "rtl", "lang"),
    ]


@pytest.mark.parametrize(
    ("body", "made"),
    [
        (
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>前{{r v }}</w:t></w:r></w:p>",
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>前</w:t></w:r><w:r><w:rPr><w:b/></w:rPr>"
            "<w:t>甲&lt;<w:t/>".replace("<w:t/>", "")
            + "</w:t><w:br/><w:t>乙</w:t></w:r><w:r><w:t/></w:r></w:p>",
        ),
        (
            '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>'
            "<w:t>{{p v }}</w:t></w:r></w:p>",
            '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>'
            "<w:t>甲&lt;</w:t><w:br/><w:t>乙</w:t></w:r></w:p>",
        ),
        ("<w:p><w:r><w:t>{{p nothing }}</w:t></w:r></w:p>", ""),
    ],
)
def test_a_text_printed_for_runs_or_paragraphs_is_text_in_a_run(tmp_path, body, made):
    ours = compiled(tmp_path, parts(body)).render({"v": "甲<\n乙", "nothing": ""})
    assert inner(ours).replace("<w:sectPr></w:sectPr>", "") == made


@pytest.mark.parametrize(
    ("tag", "name", "remedy"),
    [
        ("{{ r }}", "r", "Write {{r … }}."),
        ("{{ paragraphs }}", "paragraphs", "Write {{p … }}, alone in its paragraph."),
        ("{{r paragraphs }}", "paragraphs", "Write {{p … }}, alone in its paragraph."),
        ("{{ 'x' ~ r }}", "r", "Write {{r … }}."),
    ],
)
def test_a_rich_value_in_the_wrong_place_is_a_fault(tmp_path, tag, name, remedy):
    with pytest.raises(RenderError) as caught:
        compiled(tmp_path, parts(p(tag))).render(rich())
    (finding,) = caught.value.findings
    assert finding.remedy == remedy


@pytest.mark.parametrize("tag", ["{{ r.xml }}", "{{ r._write }}", "{{ r.add('x') }}", "{{ r() }}"])
def test_tags_cannot_reach_into_a_rich_value(tmp_path, tag):
    with pytest.raises(RenderError):
        compiled(tmp_path, parts(p(tag))).render(rich())


@pytest.fixture
def pictured(tmp_path):
    """A template with a picture of its own, named logo, and tags."""
    document = Document()
    document.add_paragraph("前{{ name }}")
    document.add_paragraph("{{ image }}")
    document.add_paragraph("{{p sub }}")
    document.add_picture(io.BytesIO(png(1)), width=Mm(10))
    next(document.element.body.iter("{*}cNvPr")).set("name", "logo")
    path = tmp_path / "pictured.docx"
    document.save(path)
    return path


def media(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sorted(archive.read(n) for n in archive.namelist() if n.startswith("word/media/"))


def live(path):
    template = DocxTemplate(path)
    sub = template.new_subdoc()
    sub.add_paragraph("子文档")
    image = InlineImage(template, io.BytesIO(png(2)), width=Mm(5))
    return template, {"name": "A & B", "image": image, "sub": sub}


def test_pictures_and_sub_documents_come_out_as_docxtpl_makes_them(tmp_path, pictured):
    template, context = live(pictured)
    ours = compile_template(pictured)
    first = ours.render(context, pictures={"logo": png(3)})
    assert first == ours.render(context, pictures={"logo": png(3)})
    template.replace_pic("logo", io.BytesIO(png(3)))
    template.render(context, autoescape=True)
    out = io.BytesIO()
    template.save(out)
    assert normal(part(first)) == normal(part(out.getvalue()))
    assert media(first) == media(out.getvalue()) == sorted([png(2), png(3)])
    # What python-docx's own blank document is blamed for is left as it is.
    assert complaints(tmp_path, first) == complaints(tmp_path, out.getvalue())


def test_faults_are_faults_beside_a_picture(pictured):
    _template, context = live(pictured)
    del context["name"]
    with pytest.raises(RenderError, match="name"):
        compile_template(pictured).render(context)


def test_a_sub_document_of_another_template_is_refused(tmp_path, pictured):
    _template, context = live(pictured)
    other = compiled(tmp_path, parts(p("{{p sub }}")))
    with pytest.raises(RenderError) as caught:
        other.render(context)
    assert [finding.code for finding in caught.value.findings] == ["NK-T31"]


def test_a_picture_that_is_not_there_is_refused(pictured):
    _template, context = live(pictured)
    with pytest.raises(RenderError) as caught:
        compile_template(pictured).render(context, pictures={"seal": png(3)})
    (finding,) = caught.value.findings
    assert (finding.code, finding.remedy) == ("NK-T32", "Its pictures: image.png, logo")


def test_paragraphs_printed_last_in_a_cell_leave_it_whole(tmp_path):
    body = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid><w:tr><w:tc>' + p(
        "{{p v|md }}"
    )
    body += "</w:tc></w:tr></w:tbl><w:p/>"
    ours = compiled(tmp_path, whole(body)).render({"v": "|a|\n|-|\n|b|"})
    assert complaints(tmp_path, ours) == []
