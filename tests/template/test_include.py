"""`{%p include %}`: another file's body, its tags, styles, lists and pictures in the template."""

import io
import zipfile

import pytest
from docx import Document

from notice_kit import RenderError, TemplateError, compile_template
from tests.template.audit import complaints, whole
from tests.template.test_rich import png
from tests.template.word import (
    OFFICE,
    PACKAGE,
    RELATIONS,
    WORD,
    W,
    p,
    part,
    parts,
    run,
    table,
    texts,
    zipped,
)

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


def related(members, kind, name, content, type_):
    """The members with one part more, which the main part points at."""
    rels = "word/_rels/document.xml.rels"
    relation = f'<Relationship Id="r_{kind}" Type="{RELATIONS}/{kind}" Target="{name}"/>'
    override = f'<Override PartName="/word/{name}" ContentType="{type_}"/>'
    types = "[Content_Types].xml"
    return members | {
        f"word/{name}": content,
        types: members[types].replace("</Types>", f"{override}</Types>"),
        rels: members[rels].replace("</Relationships>", f"{relation}</Relationships>"),
    }


def notes(kind, *items, body="", **look):
    """A file whose first paragraph has these notes, numbered from 1."""
    reference = "".join(
        f'<w:r><w:{kind}Reference w:id="{n}"/></w:r>' for n in range(1, 1 + len(items))
    )
    inner = "".join(
        f'<w:{kind} w:id="{n}"{AUTHOR if kind == "comment" else ""}>{item}</w:{kind}>'
        for n, item in enumerate(items, 1)
    )
    if kind != "comment":
        lines = (("separator", -1), ("continuationSeparator", 0))
        inner = (
            "".join(
                f'<w:{kind} w:type="{type_}" w:id="{n}"><w:p><w:r><w:{type_}/></w:r></w:p>'
                f"</w:{kind}>"
                for type_, n in lines
            )
            + inner
        )
    content = f'<w:{kind}s xmlns:w="{W}" xmlns:r="{RELATIONS}">{inner}</w:{kind}s>'
    members = whole(f"<w:p>{reference}{run('文')}</w:p>{body}", **look)
    return related(members, f"{kind}s", f"{kind}s.xml", content, f"{WORD}.{kind}s+xml")


AUTHOR = ' w:author="林晓" w:initials="林" w:date="2026-07-01T08:00:00Z"'


def noted(content, kind):
    """The notes that the text refers to, in its order: each number and what stands there."""
    found = {
        one.get(f"{{{W}}}id"): "".join(one.itertext()).strip()
        for one in part(content, f"word/{kind}s.xml")
    }
    used = [one.get(f"{{{W}}}id") for one in part(content).iter(f"{{*}}{kind}Reference")]
    return [(id_, found[id_]) for id_ in used]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_come_along_under_new_numbers(tmp_path, kind):
    host = notes(kind, p("主{{ a }}"), body=include("clause.docx") * 2 + p("尾"))
    clause = notes(kind, p("一{{ a }}"), p("二"))
    ours = compile_template(write(tmp_path, host=host, clause=clause)).render({"a": "甲"})
    assert noted(ours, kind) == [
        ("1", "主甲"),
        *(("2", "一甲"), ("3", "二")),
        *(("4", "一甲"), ("5", "二")),
    ]
    assert complaints(tmp_path, ours) == []


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_come_into_a_file_without_any(tmp_path, kind):
    look = {"styles": STYLE.format(side="right"), "numbering": LIST.format(sign="%1)")}
    clause = notes(kind, ITEM.format(text="注"), **look)
    host = whole(p("前") + include("clause.docx"), styles=STYLE.format(side="left"))
    ours = compile_template(write(tmp_path, host=host, clause=clause)).render({"name": "甲"})
    assert noted(ours, kind) == [("1", "甲注")]
    root = part(ours, f"word/{kind}s.xml")
    assert [one.get(f"{{{W}}}id") for one in root] == ["-1", "0", "1"]
    assert [one.get(f"{{{W}}}val") for one in root.iter("{*}pStyle")] == ["Clause_2"]
    assert complaints(tmp_path, ours) == []


def test_comments_come_along_with_their_authors(tmp_path):
    ends = "".join(f'<w:commentRange{end} w:id="1"/>' for end in ("Start", "End"))
    host = notes("comment", p("主"), body=include("clause.docx") + p("尾"))
    lost = '<w:p><w:commentRangeStart w:id="9"/><w:commentRangeEnd w:id="9"/></w:p>'
    clause = notes("comment", p("批"), body=f"<w:p>{ends}</w:p>{lost}")
    ours = compile_template(write(tmp_path, host=host, clause=clause)).render({})
    assert noted(ours, "comment") == [("1", "主"), ("2", "批")]
    assert [one.get(f"{{{W}}}author") for one in part(ours, "word/comments.xml")] == ["林晓"] * 2
    starts = [one.get(f"{{{W}}}id") for one in part(ours).iter("{*}commentRangeStart")]
    assert starts == ["2"]
    assert complaints(tmp_path, ours) == []


def test_answers_to_comments_stay_answers(tmp_path):
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    said = [
        p(text).replace("<w:p>", f'<w:p xmlns:w14="{w14}" w14:paraId="0000000{n}">', 1)
        for n, text in enumerate(("问", "答"), 1)
    ]
    entries = (
        f'<w15:commentsEx xmlns:w15="{w15}"><w15:commentEx w15:paraId="00000001" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/>'
        "</w15:commentsEx>"
    )
    clause = related(
        *(notes("comment", *said), "commentsExtended", "commentsExtended.xml", entries),
        f"{WORD}.commentsExtended+xml",
    )
    host = whole(include("clause.docx") * 2)
    ours = compile_template(write(tmp_path, host=host, clause=clause)).render({})
    ids = [
        next(comment.iter("{*}p")).get(f"{{{w14}}}paraId")
        for comment in part(ours, "word/comments.xml")
    ]
    assert len(set(ids)) == 4
    threads = [
        tuple(one.get(f"{{{w15}}}{name}") for name in ("paraId", "paraIdParent", "done"))
        for one in part(ours, "word/commentsExtended.xml")
    ]
    assert threads == [
        *((ids[0], None, "1"), (ids[1], ids[0], "0")),
        *((ids[2], None, "1"), (ids[3], ids[2], "0")),
    ]
    assert complaints(tmp_path, ours) == []


def test_faults_in_notes_of_a_clause_name_the_clause(tmp_path):
    clause = notes("footnote", p("{{ no }}"))
    host = write(tmp_path, host=parts(include("clause.docx")), clause=clause)
    with pytest.raises(RenderError) as caught:
        compile_template(host, "host.docx").render({})
    (place,) = [finding.location for finding in caught.value.findings]
    assert (place.file, place.part) == ("clause.docx", "word/footnotes.xml")


def test_notes_are_refused_where_there_can_be_none(tmp_path):
    host = parts(p("文"), header=include("b.docx"))
    assert codes(write(tmp_path, host=host, b=notes("footnote", p("注")))) == ["NK-T35"]


C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
CHART = (
    f'<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{RELATIONS}"><c:chart><c:plotArea>'
    '<c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:ser>'
    '<c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>Sheet1!$B$2</c:f></c:numRef></c:val>'
    '</c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling/>'
    '<c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling/>'
    '<c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart>'
    '<c:externalData r:id="rId1"/></c:chartSpace>'
)
FRAME = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="图"/>'
    f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{C}"><c:chart xmlns:c="{C}" r:id="r_chart"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_charts_come_along_with_their_workbooks(tmp_path):
    chart_type = f"{OFFICE}.drawingml.chart+xml"
    clause = related(whole(FRAME), "chart", "charts/chart1.xml", CHART, chart_type)
    clause["word/embeddings/Book1.xlsx"] = workbook = b"PK\3\4 a workbook"
    clause["word/charts/_rels/chart1.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{RELATIONS}/package" Target="../embeddings/Book1.xlsx"/></Relationships>'
    )
    types = "[Content_Types].xml"
    default = f'<Default Extension="xlsx" ContentType="{SHEET}"/><Override '
    clause[types] = clause[types].replace("<Override ", default, 1)
    host = whole(include("clause.docx") * 2)
    ours = compile_template(write(tmp_path, host=host, clause=clause)).render({})
    with zipfile.ZipFile(io.BytesIO(ours)) as archive:
        books = [name for name in archive.namelist() if "embeddings" in name]
        charts = [name for name in archive.namelist() if name.startswith("word/charts/chart")]
        assert {archive.read(name) for name in books} == {workbook}
        rels = archive.read("word/charts/_rels/chart2.xml.rels").decode()
    assert charts == ["word/charts/chart1.xml", "word/charts/chart2.xml"]
    assert books == ["word/embeddings/Book1.xlsx", "word/embeddings/Book2.xlsx"]
    assert 'Target="../embeddings/Book2.xlsx"' in rels
    assert len({one.get(f"{{{RELATIONS}}}id") for one in part(ours).iter("{*}chart")}) == 2
    assert [one for one in complaints(tmp_path, ours) if "xlsx" not in one] == []


def test_what_means_nothing_elsewhere_is_refused_and_named(tmp_path):
    art = FRAME.replace("c:chart", "dgm:relIds").replace("xmlns:c=", "xmlns:dgm=")
    clause = related(
        whole(art.replace('r:id="r_chart"', 'r:dm="r_diagramData"')),
        "diagramData",
        "diagrams/data1.xml",
        "<a/>",
        "application/xml",
    )
    with pytest.raises(TemplateError, match=r"relIds \(diagramData\)"):
        compile_template(write(tmp_path, host=parts(include("c.docx")), c=clause))


def test_clauses_go_into_cells_headers_and_footers(tmp_path):
    document = Document()
    document.add_picture(io.BytesIO(png(7)))
    document.save(tmp_path / "clause.docx")
    inside = include("clause.docx")
    box = "<w:tc><w:tcPr/>" + inside + "</w:tc>"
    host = parts(table([box, "右"]), header=inside, footer=inside + p("页"))
    ours = compile_template(write(tmp_path, host=host)).render({})
    with zipfile.ZipFile(io.BytesIO(ours)) as archive:
        names = archive.namelist()
        assert [name for name in names if "media" in name and archive.read(name) == png(7)]
        for name in ("document", "header1", "footer1"):
            rels = archive.read(f"word/_rels/{name}.xml.rels").decode()
            (blip,) = part(ours, f"word/{name}.xml").iter("{*}blip")
            assert f'Id="{blip.get(f"{{{RELATIONS}}}embed")}"' in rels
    assert texts(ours, "word/footer1.xml") == ["", "页"]


def test_the_end_of_a_section_stays_where_a_clause_comes(tmp_path):
    section = '<w:pPr><w:sectPr><w:pgSz w:w="9000" w:h="9000"/></w:sectPr></w:pPr>'
    host = whole(include("b.docx").replace("<w:p>", f"<w:p>{section}") + p("后"))
    ours = compile_template(write(tmp_path, host=host, b=whole(p("条")))).render({})
    assert texts(ours) == ["条", "", "后"]
    assert len(list(part(ours).iter("{*}sectPr"))) == 2


def test_styles_are_the_same_by_name_whatever_their_ids(tmp_path):
    style = STYLE.format(side="left")
    host = write(
        tmp_path,
        host=whole(ITEM.format(text="主") + include("b.docx"), styles=style),
        b=whole(
            ITEM.format(text="条").replace("Clause", "a7"), styles=style.replace("Clause", "a7")
        ),
    )
    ours = compile_template(host).render({"name": "甲"})
    used = [one.get(f"{{{W}}}val") for one in part(ours).iter("{*}pStyle")]
    assert used == ["Clause", "Clause"]


def test_a_style_based_on_another_look_is_not_shared(tmp_path):
    def based(side):
        child = STYLE.format(side="both").replace("Clause", "Sub").replace("条款", "子条款")
        return STYLE.format(side=side) + child.replace('"Normal"', '"Clause"')

    host = write(
        tmp_path,
        host=whole(include("b.docx"), styles=based("left")),
        b=whole(
            ITEM.format(text="条").replace("Clause", "Sub"),
            styles=based("right"),
            numbering=LIST.format(sign="%1)"),
        ),
    )
    ours = compile_template(host).render({"name": "甲"})
    assert [one.get(f"{{{W}}}val") for one in part(ours).iter("{*}pStyle")] == ["Sub_2"]
    based_on = {
        style.get(f"{{{W}}}styleId"): style.find("{*}basedOn").get(f"{{{W}}}val")
        for style in part(ours, "word/styles.xml").iter("{*}style")
        if style.find("{*}basedOn") is not None
    }
    assert (based_on["Sub"], based_on["Sub_2"]) == ("Clause", "Clause_2")
    assert complaints(tmp_path, ours) == []


def test_a_clause_of_any_program_is_known_by_its_parts(tmp_path):
    clause = {
        name.replace("word/document", "word/document2"): content.replace(
            "word/document.xml", "word/document2.xml"
        )
        for name, content in parts(p("条")).items()
    }
    host = write(tmp_path, host=parts(include("b.docx")), b=clause)
    assert texts(compile_template(host).render({})) == ["条"]


def test_styles_based_on_one_another_without_end_are_refused(tmp_path):
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="s{n}"/>'
        f'<w:basedOn w:val="s{n + 1}"/></w:style>'
        for n in range(5000)
    )
    clause = whole(ITEM.format(text="条").replace("Clause", "s0"), styles=chain)
    assert codes(write(tmp_path, host=whole(include("b.docx")), b=clause)) == ["NK-T35"]


def test_choices_find_the_namespaces_that_they_require(tmp_path):
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    wps = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    choice = (
        '<w:p w14:paraId="00000001"><w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        "<w:t>新{{ a }}</w:t></mc:Choice><mc:Fallback><w:t>旧</w:t></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    names = f'xmlns:mc="{mc}" xmlns:wps="{wps}" xmlns:w14="{w14}" mc:Ignorable="w14" xmlns:w='
    clause = parts(choice)
    clause["word/document.xml"] = clause["word/document.xml"].replace("xmlns:w=", names, 1)
    host = write(tmp_path, host=parts(include("b.docx")), b=clause)
    root = part(compile_template(host).render({"a": 1}))
    assert root.nsmap["wps"] == wps
    assert root.get(f"{{{mc}}}Ignorable") == "w14"
