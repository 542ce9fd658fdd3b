"""Marked copies: each fault is a comment where it stands, in a file that Word opens as it is."""

import pytest

from notice_kit.errors import RenderError, TemplateError
from notice_kit.template.compile import compile_template
from notice_kit.template.mark import marked
from tests.template.audit import complaints, whole
from tests.template.word import OFFICE, PACKAGE, RELATIONS, W, p, part, run, table, zipped

WORD = f"{OFFICE}.wordprocessingml"
BOX = (
    '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape style="width:90pt;height:30pt">'
    "<v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
PICTURE = (
    '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml">'
    '<v:shape style="width:9pt;height:9pt" alt="{}"/></w:pict></w:r>'
)


def with_part(members, name, kind, content, relation_id):
    """The members with one more part that the document refers to."""
    members = {**members, f"word/{name}": content}
    for part_name, end, added in (
        (
            "[Content_Types].xml",
            "</Types>",
            f'<Override PartName="/word/{name}" ContentType="{WORD}.{kind}+xml"/>',
        ),
        (
            "word/_rels/document.xml.rels",
            "</Relationships>",
            f'<Relationship Id="{relation_id}" Type="{RELATIONS}/{kind}" Target="{name}"/>',
        ),
    ):
        members[part_name] = members[part_name].replace(end, added + end)
    return members


def root(tag, inner):
    return f'<w:{tag} xmlns:w="{W}" xmlns:r="{RELATIONS}">{inner}</w:{tag}>'


def with_header(members, inner):
    document = members["word/document.xml"].replace(
        "<w:sectPr/>",
        '<w:sectPr><w:headerReference w:type="default" r:id="rId91"/></w:sectPr>',
    )
    members = {**members, "word/document.xml": document}
    return with_part(members, "header9.xml", "header", root("hdr", inner), "rId91")


def with_note(members, inner):
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{element}/></w:r></w:p>'
        "</w:footnote>"
        for number, kind, element in (
            (-1, "separator", "separator"),
            (0, "continuationSeparator", "continuationSeparator"),
        )
    )
    notes = root("footnotes", f'{separators}<w:footnote w:id="2">{inner}</w:footnote>')
    return with_part(members, "footnotes.xml", "footnotes", notes, "rId92")


def with_comment(members, text):
    comment = f'<w:comment w:id="7" w:author="甲" w:initials="甲">{p(text)}</w:comment>'
    return with_part(members, "comments.xml", "comments", root("comments", comment), "rId93")


def mark(folder, members, data):
    """The marked copy, and its comments: (lines of text, the text of the paragraph it is on)."""
    path = folder / "template.docx"
    path.write_bytes(zipped(members))
    try:
        findings = compile_template(path, "t").faults(data)
    except (TemplateError, RenderError) as caught:
        findings = caught.findings
    assert findings
    given = {
        name: text.encode() if isinstance(text, str) else text for name, text in members.items()
    }
    copy = zipped(marked(given, findings))
    document = part(copy)
    comments = {}
    name = "word/comments.xml"
    for comment in part(copy, name):
        number = comment.get(f"{{{W}}}id")
        (start,) = document.xpath(f"//w:commentRangeStart[@w:id='{number}']", namespaces={"w": W})
        (end,) = document.xpath(f"//w:commentReference[@w:id='{number}']", namespaces={"w": W})
        holder = start.getparent()
        assert next(end.iterancestors(f"{{{W}}}p")) is holder
        lines = ["".join(one.itertext()) for one in comment.iter(f"{{{W}}}p")]
        comments[number] = (lines, "".join(holder.xpath("./w:r/w:t/text()", namespaces={"w": W})))
    return copy, comments


NMAE = ["NK-T05 there is no field “nmae”", "{{ u.nmae }}", "Did you mean “name”?"]
DATA = {"u": {"name": "甲"}}


def body_of(place):
    """A file with the fault there; on which paragraph the comment is; how it begins."""
    first = p("首")
    tag = "乙{{ u.nmae }}"
    if place == "body":
        return whole(first + p(tag)), tag, []
    if place == "table":
        return whole(first + table(["一", tag]) + p("尾")), tag, []
    if place == "text box":
        members = whole(first + p("外", BOX.format(p(tag))))
        return members, "外", [f"text box: {tag}"]
    if place == "picture":
        members = whole(first + p("外", PICTURE.format(tag)))
        return members, "外", []
    if place == "header":
        members = with_header(whole(first + p("尾")), p(tag))
        return members, "首", [f"header (word/header9.xml): {tag}"]
    if place == "footnote":
        reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
        members = with_note(whole(first + p("注", reference) + p("尾")), p(tag))
        return members, "注", [f"footnote (word/footnotes.xml): {tag}"]
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        f'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{tag}</dc:title>'
        "</cp:coreProperties>"
    )
    members = whole(first)
    members["docProps/core.xml"] = core
    kind = "application/vnd.openxmlformats-package.core-properties+xml"
    if "docProps/core.xml" not in members["[Content_Types].xml"]:
        members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(
            "</Types>",
            f'<Override PartName="/docProps/core.xml" ContentType="{kind}"/></Types>',
        )
        members["_rels/.rels"] = members["_rels/.rels"].replace(
            "</Relationships>",
            f'<Relationship Id="rId94" Type="{PACKAGE}/relationships/metadata/core-properties"'
            ' Target="docProps/core.xml"/></Relationships>',
        )
    return members, "首", [f"properties of the file (docProps/core.xml): {tag}"]


@pytest.mark.parametrize(
    "place", ["body", "table", "text box", "picture", "header", "footnote", "properties"]
)
def test_a_comment_stands_at_the_fault_or_says_where_it_is(tmp_path, place):
    members, on, where = body_of(place)
    copy, comments = mark(tmp_path, members, DATA)
    ((lines, holder),) = comments.values()
    assert lines == where + NMAE
    assert holder == on
    before = complaints(tmp_path, zipped(members))
    assert complaints(tmp_path, copy) == before == []


def test_faults_of_one_paragraph_and_comments_that_are_there_stay_apart(tmp_path):
    anchor = (
        '<w:commentRangeStart w:id="7"/>'
        + run("旧")
        + '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>'
    )
    members = with_comment(whole(p(anchor) + p("{{ u.nmae }}{{ x }}")), "说明")
    copy, comments = mark(tmp_path, members, DATA)
    assert list(comments) == ["7", "8", "9"]
    assert comments["7"][0] == ["说明"]
    assert comments["8"] == (NMAE, "{{ u.nmae }}{{ x }}")
    assert comments["9"][0][:2] == ["NK-T05 there is no field “x”", "{{ x }}"]
    assert complaints(tmp_path, copy) == []


def test_a_fault_of_syntax_in_an_alternative_text_is_on_the_picture_s_paragraph(tmp_path):
    copy, comments = mark(tmp_path, whole(p("首") + p("外", PICTURE.format("{% if u %}"))), DATA)
    ((lines, holder),) = comments.values()
    assert lines[0] == "picture: {% if u %}"
    assert holder == "外"
    assert complaints(tmp_path, copy) == []


def test_a_fault_of_syntax_is_marked_too(tmp_path):
    copy, comments = mark(tmp_path, whole(p("首") + p("{% if u %}")), DATA)
    ((lines, holder),) = comments.values()
    assert lines[0].startswith("NK-T16 ")
    assert holder == "{% if u %}"
    assert complaints(tmp_path, copy) == []
