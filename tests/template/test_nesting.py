"""Faults of syntax: all in one pass, each at its tag, told as its author sees it."""

import io

import pytest
from docx import Document
from lxml import etree
from openxml_audit import OpenXmlValidator

from notice_kit.errors import TemplateError
from notice_kit.ooxml.package import write_package
from notice_kit.template.mark import marked
from notice_kit.template.tags import tags_of
from tests.template.word import by_docxtpl, compiled, p, parts, table, texts, zipped

BODY = (
    p("{%p for m in ms %}")
    + table(["姓名", "职务"], ["{{ m.name|uper }}", "{% if m.a %}{{ m.b c }}"])
    + p("{% if x is definde %}{% endfor %}")
    + p("{{ a")
    + p("{% fro x in y %}")
)


def found(tmp_path, body):
    with pytest.raises(TemplateError) as caught:
        compiled(tmp_path, parts(body))
    return caught.value.findings


ROW = "table 1, row 2, column "
NAMED = "table 1, row 1, column 1 “{% for x in l %}”"
UNREAD = "the tag cannot be read: expected token 'end of print statement', got 'c'"
END_IF = "End it with {% endif %}."
CLOSE = "Close it with }} in the same paragraph."
TORN = "“{end}” does not stand in the same place as “{begin}” ({place})"


def test_every_fault_is_told_in_one_pass(tmp_path):
    faults = found(tmp_path, BODY)
    assert [(f.code, f.location.spot, f.found) for f in faults] == [
        ("NK-T13", ROW + "1", "{{ m.name|uper }}"),
        ("NK-T16", ROW + "2", "{% if m.a %}"),
        ("NK-T12", ROW + "2", "{{ m.b c }}"),
        ("NK-T14", None, "{% if x is definde %}"),
        ("NK-T16", None, "{% if x is definde %}"),
        ("NK-T11", None, "{{ a"),
        ("NK-T15", None, "{% fro x in y %}"),
    ]
    assert [(f.message, f.remedy) for f in faults] == [
        ("there is no filter “uper”", "Did you mean “upper”?"),
        ("the block “{% if m.a %}” has no end", END_IF),
        (UNREAD, "Correct what stands between the braces."),
        ("there is no test “definde”", "Did you mean “defined”?"),
        ("the block “{% if x is definde %}” has no end", END_IF),
        ("a tag is opened and not closed", CLOSE),
        ("there is no statement “fro”", "Did you mean “for”?"),
    ]


def torn(end, begin, place):
    return TORN.replace("{end}", end).replace("{begin}", begin).replace("{place}", place)


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        (
            p("{% if a %}") + p("{% endfor %}"),
            "NK-T18",
            "“{% endfor %}” does not end “{% if a %}” (“{% if a %}”)",
        ),
        (
            p("{% if a %}") + table(["{% endif %}", ""]),
            "NK-T19",
            torn("{% endif %}", "{% if a %}", "“{% if a %}”"),
        ),
        (
            table(["{% for x in l %}", "{% endfor %}"]),
            "NK-T19",
            torn("{% endfor %}", "{% for x in l %}", NAMED),
        ),
        (p("{% else %}"), "NK-T17", "“{% else %}” belongs to no block that is open"),
    ],
)
def test_blocks_that_do_not_fit(tmp_path, body, code, message):
    (finding,) = found(tmp_path, body)
    assert (finding.code, finding.message) == (code, message)


@pytest.mark.parametrize(
    "body",
    [
        p("{{ na") + p("me }}"),
        p("{{ {'a': {'b': 1}}['a']['b'] }}"),
        p("{{ '}}' }}{{ “甲” }}"),
        p("{% raw %}{{ a b }}{% endraw %}"),
        p("{% set x %}甲{% endset %}{{ x }}"),
        p("{% if yes %}") + p("乙") + p("{% endif %}"),
        table(["{% if yes %}甲", "乙{% endif %}"]),
    ],
)
def test_what_docxtpl_accepts_is_accepted(tmp_path, body):
    data = {"name": "甲", "yes": True}
    members = parts(body)
    ours = texts(compiled(tmp_path, members).render(data))
    assert ours == texts(by_docxtpl(zipped(members), data))


@pytest.mark.parametrize("text", ["{" * 200_000, "{%" * 50_000 + "{{r", "{ " * 100_000 + "{%"])
def test_many_open_braces_are_one_fault_and_end(tmp_path, text):
    assert [finding.code for finding in found(tmp_path, p(text))] == ["NK-T11"]


def test_braces_over_paragraphs_are_one_tag_to_docxtpl_and_told(tmp_path):
    assert found(tmp_path, p("{") + p("{ a"))[0].code == "NK-T11"


def test_a_fault_of_filling_names_the_cell(tmp_path):
    body = p("{{ v }}") + table(
        ["{%tr for m in l %}", ""], ["{{ v }}", "{{ m.x }}"], ["{%tr endfor %}", ""]
    )
    (finding,) = compiled(tmp_path, parts(body)).faults({"v": "甲", "l": [{}]})
    assert finding.location.spot == "table 1, row 2, column 2"


def test_nested_tables_name_both_cells():
    inner = table(["甲", "{{ a }}"])
    body = table(["x", f"<w:tc><w:tcPr/>{inner}{p()}</w:tc>"])
    root = etree.fromstring(parts(body)["word/document.xml"])
    spot = "table 1, row 1, column 2"
    assert tags_of(root, "d")[0].place.spot == f"{spot} › {spot}"


def test_a_marked_copy_has_a_comment_at_each_fault(tmp_path):
    members = {name: text.encode() for name, text in parts(BODY).items()}
    findings = found(tmp_path, BODY)
    content = write_package(marked(members, findings))
    document = Document(io.BytesIO(content))
    told = [(c.author, c.text.split("\n")[0]) for c in document.comments]
    assert told == [("notice_kit", f"{f.code} {f.message}") for f in findings]
    path = tmp_path / "m.docx"
    path.write_bytes(content)
    assert [str(e) for e in OpenXmlValidator().validate(path).errors if "omment" in str(e)] == []
