"""What each file keeps in the book: sections, notes, lists, looks, links, objects."""

import io
from collections import Counter

import pytest
from docx import Document

from notice_kit.binding.binder import bind
from notice_kit.binding.part import BookPart
from tests.binding.book import NS, W, bound, bound_with_findings
from tests.binding.builders import (
    A4,
    ALL,
    WORD,
    bare,
    even_heads,
    field,
    heads_and_feet,
    lists_again,
    no_heads,
    notes,
    official,
    p,
    png,
    raw,
    saved,
    styled,
)
from tests.template.audit import complaints

_LIST = (
    '<w:abstractNum w:abstractNumId="7"><w:nsid w:val="11111111"/>'
    '<w:multiLevelType w:val="multilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/>{link}<w:lvlText w:val="第%1章"/>'
    '<w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
)


_CONTENTS = field(r" TOC \u ", "")


def listed(body, *, link="", styles=""):
    return raw(
        body + f"<w:sectPr>{A4}</w:sectPr>",
        parts={
            "styles.xml": styled(24, styles),
            "numbering.xml": (
                "numbering",
                f"{WORD}.numbering+xml",
                f"<w:numbering SPACES>{_LIST.format(link=link)}</w:numbering>",
            ),
        },
    )


def test_the_text_of_the_parts_follows_in_order():
    book = bound(bare(), no_heads(), official())
    texts = [text for text in book.texts("//w:body/w:p") if text]
    assert texts[:3] == [
        "Bare text, by the defaults of Word.",
        "Its second paragraph.",
        "Without heads",
    ]
    assert texts[-1] == "第39段：请按时报送装订材料，做到内容完整、格式统一。"
    assert "After the picture" in texts


@pytest.mark.parametrize("name", ALL)
def test_a_book_of_one_part_has_its_text_sections_and_notes(name):
    book, part = bound(ALL[name]()), bound(ALL[name](), ALL[name]())
    for path in ("//w:sectPr", "//w:body//w:p", "//w:drawing", "//w:footnoteReference"):
        assert 2 * len(book.find(path)) <= len(part.find(path)) <= 2 * len(book.find(path)) + 1, (
            path
        )


def test_every_section_stays_with_its_page_and_the_last_one_of_each_part_too():
    book = bound(heads_and_feet(), bare())
    sizes = [
        (size.get(f"{{{W}}}w"), size.get(f"{{{W}}}h"), size.get(f"{{{W}}}orient"))
        for size in book.find("//w:sectPr/w:pgSz")
    ]
    assert sizes == [("12240", "15840", None), ("15840", "12240", "landscape")]
    assert len(book.find("//w:sectPr")) == 3
    assert [one.get(f"{{{W}}}val") for one in book.find("//w:sectPr[3]/w:type")] == []
    assert book.find("/w:document/w:body/w:sectPr/w:type/@w:val") == ["nextPage"]


def test_a_part_without_heads_inherits_none():
    book = bound(heads_and_feet(), bare())
    first, second, last = book.find("//w:sectPr")
    assert book.heads(first) == {
        "head default": "Running head of heads",
        "foot default": "Running foot of heads",
        "head first": "Head of the first page",
    }
    assert book.heads(second) == {"head default": "Head of the landscape table"}
    assert book.heads(last) == {"head default": "", "head first": "", "foot default": ""}


def test_even_pages_of_a_part_that_knows_none_have_the_heads_of_all_pages():
    book = bound(even_heads(), heads_and_feet())
    assert len(book.find("//w:evenAndOddHeaders", "word/settings.xml")) == 1
    assert book.heads(book.find("//w:sectPr")[2]) == {
        "head default": "Running head of heads",
        "head even": "Running head of heads",
        "foot default": "Running foot of heads",
        "foot even": "Running foot of heads",
        "head first": "Head of the first page",
    }


def test_even_heads_are_off_where_no_part_wants_them():
    assert bound(heads_and_feet(), bare()).find("//w:evenAndOddHeaders", "word/settings.xml") == []


def test_an_empty_head_does_not_push_text_below_a_small_margin():
    small = A4.replace('w:top="1440"', 'w:top="500"')
    book = bound(heads_and_feet(), raw(p("x") + f"<w:sectPr>{small}</w:sectPr>"))
    (margins,) = book.find("/w:document/w:body/w:sectPr/w:pgMar")
    assert (margins.get(f"{{{W}}}top"), margins.get(f"{{{W}}}header")) == ("500", "460")


def starts(book):
    return [
        (number.get(f"{{{W}}}start"), number.get(f"{{{W}}}fmt"))
        for number in book.find("//w:sectPr/w:pgNumType")
    ]


def numbered(start, body=""):
    return raw(
        p("x") + body + f'<w:sectPr>{A4}<w:pgNumType w:fmt="decimal" w:start="{start}"/></w:sectPr>'
    )


def test_page_numbers_run_on_through_parts_that_would_begin_anew():
    book = bound(numbered(5), numbered(7), bare())
    assert starts(book) == [("5", "decimal"), (None, "decimal")]


def test_page_numbers_begin_anew_where_asked():
    book = bound(numbered(5), numbered(7), bare(), restart_pages=True)
    assert starts(book) == [("5", "decimal"), ("7", "decimal"), ("1", None)]


def test_parts_begin_on_odd_pages_where_asked():
    book = bound(bare(), bare(), bare(), odd=True)
    assert book.find("//w:sectPr/w:type/@w:val") == ["oddPage", "oddPage"]


def test_lists_begin_again_in_each_part():
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    book = bound(*[listed(p("一", item) + p("二", item))] * 3)
    assert book.find("//w:body//w:numId/@w:val") == ["1", "1", "2", "2", "3", "3"]
    behind = book.find("//w:num/w:abstractNumId/@w:val", "word/numbering.xml")
    assert behind == ["1", "2", "3"]
    marks = book.find("//w:nsid/@w:val", "word/numbering.xml")
    assert len(set(marks)) == 3


def test_lists_of_shared_styles_begin_again_and_keep_the_indents_of_the_style():
    style = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
        '<w:basedOn w:val="a"/>'
        '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr>'
        '<w:ind w:left="0" w:firstLine="0"/></w:pPr></w:style>'
    )
    part = listed(p("总则", '<w:pStyle w:val="1"/>'), link='<w:pStyle w:val="1"/>', styles=style)
    book = bound(part, part)
    assert len(book.find("//w:style[w:name/@w:val='heading 1']", "word/styles.xml")) == 1
    first, second = book.find("//w:body/w:p[w:pPr/w:pStyle]/w:pPr")
    assert first.find("w:numPr", NS) is None
    assert second.xpath("w:numPr/w:numId/@w:val", namespaces=NS) == ["2"]
    assert dict(second.find("w:ind", NS).attrib) == {f"{{{W}}}left": "0", f"{{{W}}}firstLine": "0"}
    assert book.find("//w:abstractNum/w:lvl/w:pStyle/@w:val", "word/numbering.xml") == ["1"]


def test_equal_styles_are_shared_and_different_ones_keep_their_look():
    book = bound(lists_again(), no_heads(), lists_again())
    names = book.find("//w:style/w:name/@w:val", "word/styles.xml")
    assert Counter(names)["heading 1"] == 1
    used = book.find("//w:p[w:r/w:t[.='Without heads' or .='Lists again']]/w:pPr/w:pStyle/@w:val")
    assert used == ["Heading1", "Heading1_2", "Heading1"]
    size = "//w:style[@w:styleId='Heading1_2']/w:rPr/w:sz/@w:val"
    assert book.find(size, "word/styles.xml") == ["44"]


def test_two_hundred_parts_of_two_looks_make_two_styles_of_a_name():
    parts = [
        BookPart(raw(p("x"), parts={"styles.xml": styled(20 + 4 * (n % 2))}), str(n))
        for n in range(200)
    ]
    from tests.binding.book import Book

    book = Book(bind(parts).content)
    assert book.find("//w:style/w:name/@w:val", "word/styles.xml") == ["Normal", "Normal (2)"]


def test_defaults_that_differ_are_written_into_the_base_styles():
    book = bound(
        raw(p("small"), parts={"styles.xml": styled(20)}),
        raw(p("large"), parts={"styles.xml": styled(36)}),
        bare(),
    )
    sizes = {
        style.get(f"{{{W}}}styleId"): style.xpath("w:rPr/w:sz/@w:val", namespaces=NS)
        for style in book.find("//w:style", "word/styles.xml")
    }
    assert sizes == {"a": [], "a_2": ["36"], "Normal": ["20"]}
    assert book.find("//w:body/w:p/w:pPr/w:pStyle/@w:val") == ["a_2", "Normal", "Normal"]
    fonts = book.find("//w:style[@w:styleId='Normal']/w:rPr/w:rFonts/@w:ascii", "word/styles.xml")
    assert fonts == ["Times New Roman"]


def test_a_style_that_the_part_does_not_have_is_not_borrowed_from_another():
    style = '<w:style w:type="paragraph" w:styleId="Loud"><w:name w:val="Loud"/></w:style>'
    loud = raw(p("x", '<w:pStyle w:val="Loud"/>'), parts={"styles.xml": styled(20, style)})
    book = bound(loud, raw(p("y", '<w:pStyle w:val="Loud"/>'), parts={"styles.xml": styled(20)}))
    assert book.find("//w:pStyle/@w:val") == ["Loud"]


def theme(font, colour):
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.theme+xml"
    content = (
        f'<a:theme xmlns:a="{a}" name="t"><a:themeElements><a:clrScheme name="c">'
        f'<a:accent1><a:srgbClr val="{colour}"/></a:accent1></a:clrScheme><a:fontScheme name="f">'
        f'<a:majorFont><a:latin typeface="{font}"/><a:ea typeface=""/>'
        '<a:cs typeface=""/></a:majorFont>'
        f'<a:minorFont><a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/>'
        '</a:minorFont></a:fontScheme><a:fmtScheme name="m"/></a:themeElements></a:theme>'
    )
    return ("theme", kind, content)


def test_fonts_and_colours_of_another_theme_are_written_out():
    run = (
        '<w:p><w:r><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/>'
        '<w:color w:val="auto" w:themeColor="accent1"/>'
        "</w:rPr><w:t>x</w:t></w:r></w:p>"
    )
    book = bound(
        raw(run, parts={"theme1.xml": theme("Calibri", "112233")}),
        raw(run, parts={"theme1.xml": theme("Cambria", "445566")}),
    )
    one, other = book.find("//w:r/w:rPr")
    assert one.xpath("w:rFonts/@w:asciiTheme", namespaces=NS) == ["minorHAnsi"]
    assert dict(other.find("w:rFonts", NS).attrib) == {f"{{{W}}}ascii": "Cambria"}
    assert dict(other.find("w:color", NS).attrib) == {f"{{{W}}}val": "445566"}


def test_notes_and_comments_of_all_parts_are_there_under_ids_of_their_own():
    book = bound(notes(), bare(), notes())
    assert book.find("//w:footnoteReference/@w:id") == ["1", "2", "3", "4"]
    assert book.find("//w:footnote/@w:id", "word/footnotes.xml") == ["-1", "0", "1", "2", "3", "4"]
    assert book.texts("//w:footnote[@w:id='4']", "word/footnotes.xml") == ["Second foot"]
    assert book.find("//w:endnoteReference/@w:id") == ["1", "2"]
    assert book.find("//w:commentReference/@w:id") == ["0", "1"]
    assert book.find("//w:comment/@w:id", "word/comments.xml") == ["0", "1"]
    assert book.find("//w:footnotePr/w:footnote/@w:id", "word/settings.xml") == ["-1", "0"]


def test_notes_are_counted_anew_in_each_part_and_endnotes_stand_at_its_end():
    book = bound(notes(), notes())
    for section in book.find("//w:sectPr"):
        assert section.xpath("w:footnotePr/w:numRestart/@w:val", namespaces=NS) == ["eachSect"]
    assert book.find("//w:endnotePr/w:pos/@w:val", "word/settings.xml") == ["sectEnd"]


def test_answers_to_comments_follow_their_paragraphs():
    extended = (
        "http://schemas.microsoft.com/office/word/2012/wordml",
        f"{WORD}.commentsExtended+xml",
    )
    comments = (
        '<w:comments SPACES><w:comment w:id="0" w:author="A">'
        '<w:p w14:paraId="0A000001"/></w:comment>'
        '<w:comment w:id="1" w:author="B"><w:p w14:paraId="0A000002"/></w:comment></w:comments>'
    )
    ex = (
        f'<w15:commentsEx xmlns:w15="{extended[0]}">'
        '<w15:commentEx w15:paraId="0A000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="0A000002" w15:paraIdParent="0A000001" w15:done="0"/>'
        "</w15:commentsEx>"
    )
    rel = (
        '<Relationship Id="ex" Target="commentsExtended.xml"'
        ' Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended"/>'
    )
    part = raw(
        '<w:p><w:r><w:commentReference w:id="0"/><w:commentReference w:id="1"/></w:r></w:p>',
        parts={
            "comments.xml": ("comments", f"{WORD}.comments+xml", comments),
            "x.xml": ("unused", extended[1], "<x/>"),
        },
        rels=rel,
        blobs={"word/commentsExtended.xml": ex.encode()},
    )
    book = bound(part, part)
    ids = book.find("//w:comment/w:p/@w14:paraId", "word/comments.xml")
    assert len(set(ids)) == 4
    pairs = [
        (one.get(f"{{{NS['w15']}}}paraId"), one.get(f"{{{NS['w15']}}}paraIdParent"))
        for one in book.find("//w15:commentEx", "word/commentsExtended.xml")
    ]
    assert pairs == [(ids[0], None), (ids[1], ids[0]), (ids[2], None), (ids[3], ids[2])]


def test_bookmarks_get_names_of_their_own_and_links_follow():
    book = bound(notes(), notes())
    assert book.find("//w:bookmarkStart/@w:name") == ["place", "place_2"]
    assert book.find("//w:hyperlink/@w:anchor") == ["place", "place_2"]
    fields = [
        "".join(one.itertext()) for one in book.find("//w:p[w:r/w:instrText]/w:r[w:instrText][1]")
    ]
    assert fields[1].strip() == "PAGEREF place_2"
    start, end = book.find("//w:bookmarkStart/@w:id"), book.find("//w:bookmarkEnd/@w:id")
    assert start == end
    assert len(set(start)) == 2


def said(book):
    """The instructions of the book's fields, white space folded."""
    texts = ["".join(one.itertext()) for one in book.find("//w:p[w:r/w:instrText]")]
    return [" ".join(text.split()) for text in texts]


def test_a_table_of_contents_stays_within_its_part():
    part = raw(f"<w:p>{_CONTENTS}</w:p>" + p("", '<w:outlineLvl w:val="0"/>'))
    book = bound(part, part)
    assert said(book) == [r"TOC \u \b _Part", r"TOC \u \b _Part_2"]
    assert book.find("//w:bookmarkStart/@w:name") == ["_Part", "_Part_2"]
    assert said(bound(part)) == [r"TOC \u"]


def test_a_table_of_contents_in_a_part_without_headings_is_that_of_the_book():
    part = raw(f"<w:p>{_CONTENTS}</w:p>")
    assert said(bound(part, bare())) == [r"TOC \u"]


def test_a_sequence_is_counted_anew_in_each_part():
    part = raw(f"<w:p>{field(' SEQ 图 ', '')}</w:p><w:p>{field(' SEQ 图 ', '')}</w:p>")
    assert said(bound(part, part)) == ["SEQ 图", "SEQ 图", r"SEQ 图 \r 1", "SEQ 图"]


def test_equal_pictures_are_stored_once():
    book = bound(no_heads(), lists_again(), lists_again())
    media = [name for name in book.parts if name.startswith("word/media/")]
    assert media == ["word/media/image1.png", "word/media/image2.png"]
    used = [book.parts[book.target(id_)] for id_ in book.find("//a:blip/@r:embed")]
    red, blue = png(200, 0, 0), png(0, 0, 200)
    assert used == [red, red, blue, red, blue]


def test_ids_are_unique_in_a_book_of_two_hundred_parts():
    parts = [notes(), no_heads(), heads_and_feet(), official()] * 50
    book = bound(*parts)
    for path in (
        "//wp:docPr/@id",
        "//w:bookmarkStart/@w:id",
        "//w:bookmarkStart/@w:name",
        "//@w14:paraId",
        "//w:footnoteReference/@w:id",
        "//w:commentReference/@w:id",
    ):
        found = book.find(path)
        assert len(found) >= 50, path
        assert len(set(found)) == len(found), path
    assert len([name for name in book.parts if "/header" in name and "_rels" not in name]) < 6


def test_the_same_parts_give_the_same_bytes():
    parts = [make() for make in ALL.values()]
    assert bound(*parts).content == bound(*parts).content


def test_a_book_is_valid(tmp_path):
    assert complaints(tmp_path, bound(*[make() for make in ALL.values()] * 2).content) == []


def test_a_book_can_be_bound_again_and_looks_the_same():
    once = bound(heads_and_feet(), no_heads(), notes())
    again = bound(once.content)
    assert again.texts("//w:body//w:p") == once.texts("//w:body//w:p")
    assert len(again.find("//w:style", "word/styles.xml")) == len(
        once.find("//w:style", "word/styles.xml")
    )


def test_python_docx_opens_the_book():
    document = Document(io.BytesIO(bound(heads_and_feet(), no_heads(), official()).content))
    assert len(document.sections) == 4


def test_a_main_part_of_another_name_is_found():
    book = bound(raw(p("elsewhere"), main="word/document2.xml"), bare())
    assert book.texts("//w:body/w:p")[0] == "elsewhere"


def test_a_prefix_that_means_something_else_in_another_part_is_translated():
    body = (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="x"><x:new/></mc:Choice>'
        "<mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )

    book = bound(_with_prefix(body, "urn:one"), _with_prefix(body, "urn:two"))
    meant = [
        choice.nsmap[choice.get("Requires")] for choice in book.find("//*[local-name()='Choice']")
    ]
    assert meant == ["urn:one", "urn:two"]


def _with_prefix(body, uri):
    import zipfile

    from tests.binding.builders import zipped

    with zipfile.ZipFile(io.BytesIO(raw("BODY"))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    content = members["word/document.xml"].decode().replace("BODY", body)
    members["word/document.xml"] = content.replace(
        "<w:document ", f'<w:document xmlns:x="{uri}" '
    ).encode()
    return zipped(members)


def test_settings_that_hold_for_the_whole_book_are_told():
    found = bound_with_findings(official(), heads_and_feet()).findings
    assert [(one.code, one.location.file) for one in found] == [("NK-B11", "B")]
    assert "compatibilityMode (14 ≠ 15)" in found[0].found


def test_tables_stand_where_they_stood_under_rules_of_another_version():
    document = Document()
    document.add_table(1, 1)
    book = bound(official(), saved(document))
    assert book.find("//w:tblPr/w:tblInd/@w:w") == ["-108"]
