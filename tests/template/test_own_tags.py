"""The kit's own tags: page breaks between passes, equal neighbours merged, lists begun again."""

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from notice_kit.errors import RenderError, TemplateError
from notice_kit.template.own_tags import as_typed, with_own_tags
from tests.support.office import pages, to_pdf
from tests.template.audit import complaints, inner, whole
from tests.template.word import W, cell, compiled, p, part, table

BREAK = "<w:pageBreakBefore/>"


def plain(text, look=""):
    """A paragraph as `inner` shows it."""
    look = look and f"<w:pPr>{look}</w:pPr>"
    return f"<w:p>{look}<w:r><w:t>{text}</w:t></w:r></w:p>"


def styled(look, text):
    return p(f"<w:pPr>{look}</w:pPr>", text)


def filled(folder, body, data, **parts):
    content = compiled(folder, whole(body, **parts)).render(data)
    assert complaints(folder, content) == []
    return content


def loop(*blocks, over="x in l", tag="{%p page_break_between %}"):
    return p(f"{{%p for {over} %}}") + p(tag) + "".join(blocks) + p("{%p endfor %}")


PAGES = {
    "a paragraph": (
        loop(p("{{ x }}"), p("尾")),
        plain("1") + plain("尾") + plain("2", BREAK) + plain("尾"),
    ),
    "a styled one": (
        loop(styled("<w:keepNext/><w:jc w:val='left'/>", "{{ x }}")),
        plain("1", '<w:keepNext/><w:jc w:val="left"/>')
        + plain("2", f'<w:keepNext/>{BREAK}<w:jc w:val="left"/>'),
    ),
    "one that says no": (
        loop(styled('<w:pageBreakBefore w:val="0"/>', "{{ x }}")),
        "<w:p><w:pPr/><w:r><w:t>1</w:t></w:r></w:p>" + plain("2", BREAK),
    ),
    "one that says yes": (loop(styled(BREAK, "{{ x }}")), plain("1", BREAK) + plain("2", BREAK)),
    "an empty one": (loop("<w:p/>"), "<w:p/>" + f"<w:p><w:pPr>{BREAK}</w:pPr></w:p>"),
    "one that may be left out": (
        loop(p("{%p if x == 1 %}"), p("一"), p("{%p endif %}"), p("尾")),
        plain("一") + plain("尾") + plain("尾", BREAK),
    ),
    "either of two": (
        loop(p("{%p if x == 1 %}"), p("一"), p("{%p else %}"), p("二"), p("{%p endif %}"), p("尾")),
        plain("一") + plain("尾") + plain("二", BREAK) + plain("尾"),
    ),
    "a loop within": (
        loop(p("{%p for y in [3, 4] %}"), p("{{ y }}"), p("{%p endfor %}")),
        plain("3") + plain("4") + plain("3", BREAK) + plain("4"),
    ),
    "two loops with breaks": (
        loop(loop(p("{{ y }}"), over="y in [3, 4]")),
        plain("3") + plain("4", BREAK) + plain("3", BREAK) + plain("4", BREAK),
    ),
    "what follows the loop": (
        loop(p("{{ x }}")) + p("后"),
        plain("1") + plain("2", BREAK) + plain("后"),
    ),
}


@pytest.mark.parametrize(("body", "expected"), PAGES.values(), ids=PAGES)
def test_every_pass_but_the_first_begins_on_a_new_page(tmp_path, body, expected):
    assert inner(filled(tmp_path, body, {"l": [1, 2]})) == expected


def test_a_table_may_begin_the_page(tmp_path):
    content = filled(tmp_path, loop(table(["{{ x }}", "乙"])) + p("后"), {"l": [1, 2]})
    assert inner(content).count(BREAK) == 1
    assert plain("2", BREAK) in inner(content)


def test_no_pass_leaves_nothing(tmp_path):
    assert inner(filled(tmp_path, loop(p("{{ x }}")) + p("后"), {"l": []})) == plain("后")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (p("{%p page_break_between %}"), "page_break_between belongs first"),
        (
            p("{%p for x in l %}") + p("a") + p("{%p page_break_between %}") + p("{%p endfor %}"),
            "page_break_between belongs first",
        ),
        (p("{% merge_same %}"), "merge_same belongs in the cell"),
        (table(["a", "b"]) + p("{% merge_same %}"), "merge_same belongs in the cell"),
        (p("{%p restart_numbering %}"), "restart_numbering belongs in a loop"),
    ],
)
def test_a_tag_in_the_wrong_place_is_a_fault(tmp_path, body, reason):
    with pytest.raises(TemplateError, match=reason) as caught:
        compiled(tmp_path, whole(p("前") + body))
    assert caught.value.findings[0].code == "NK-T01"


def test_messages_show_the_tags_as_typed():
    rows = [
        "{% for x in l %}",
        "{% page_break_between %}",
        "<w:tc><w:p>{% merge_same %}a</w:p></w:tc>",
    ]
    for body in (["<w:p>b</w:p>"], ["{% if x %}", "<w:p>b</w:p>", "{% endif %}"]):
        source = "\n".join([*rows[:2], *body, rows[2], "{% restart_numbering %}", "{% endfor %}"])
        made = with_own_tags(source).split("\n")
        assert len(made) == len(source.split("\n"))
        assert as_typed(made[len(body) + 1]).endswith(body[-1])
        assert as_typed(made[-3]) == rows[2]
        assert as_typed(made[-2]) == "{%p restart_numbering %}"


def test_a_fault_beside_an_own_tag_shows_the_paragraph(tmp_path):
    body = loop(p("{%p if x == 2 %}"), p("名{{ x.nmae }}"), p("{%p endif %}"), p("尾"))
    with pytest.raises(RenderError) as caught:
        compiled(tmp_path, whole(body)).render({"l": [{"name": "a"}, 2]})
    assert "“名{{ x.nmae }}”" in str(caught.value)


# merge_same


def row_loop(*cells, over="x in l"):
    blank = [""] * (len(cells) - 1)
    return [f"{{%tr for {over} %}}", *blank], list(cells), ["{%tr endfor %}", *blank]


def column(content, at=0):
    """Of each row's cell in that place: how it is merged, and its text."""
    return [
        (
            None if merge is None else merge.get(f"{{{W}}}val", "continue"),
            "".join(found.itertext()).strip(),
        )
        for row in part(content).iter(f"{{{W}}}tr")
        for found in [row.findall(f"{{{W}}}tc")[at]]
        for merge in [found.find(f"{{{W}}}tcPr/{{{W}}}vMerge")]
    ]


TOWNS = [
    {"town": t, "name": n}
    for t, n in [("甲镇", "一"), ("甲镇", "二"), ("乙镇", "二"), ("甲镇", "三")]
]


def test_equal_neighbours_become_one_cell(tmp_path):
    body = table(*row_loop("{% merge_same %}{{ x.town }}", "{{ x.name }}"))
    content = filled(tmp_path, body, {"l": TOWNS[:3]})

    def row(merge, text, name):
        inside = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
        first = f"<w:p>{inside}</w:p>" if inside else "<w:p/>"
        return (
            f'<w:tr><w:tc><w:tcPr><w:tcW w:w="2000"/>{merge}</w:tcPr>{first}</w:tc>'
            f'<w:tc><w:tcPr><w:tcW w:w="2000"/></w:tcPr>{plain(name)}</w:tc></w:tr>'
        )

    assert inner(content) == (
        "<w:tbl><w:tblPr/><w:tblGrid>"
        + '<w:gridCol w:w="3000"/>' * 2
        + "</w:tblGrid>"
        + row('<w:vMerge w:val="restart"/>', "甲镇", "一")
        + row("<w:vMerge/>", "", "二")
        + row("", "乙镇", "二")
        + "</w:tbl>"
    )


def test_only_marked_cells_and_only_neighbours_merge(tmp_path):
    body = table(*row_loop("{% merge_same %}{{ x.town }}", "{{ x.name }}"))
    content = filled(tmp_path, body, {"l": TOWNS})
    assert column(content) == [
        ("restart", "甲镇"),
        ("continue", ""),
        (None, "乙镇"),
        (None, "甲镇"),
    ]
    assert column(content, 1) == [(None, x["name"]) for x in TOWNS]


def test_empty_cells_stay_alone(tmp_path):
    body = table(*row_loop("{% merge_same %}{{ x }}", "乙"))
    assert column(filled(tmp_path, body, {"l": ["", ""]})) == [(None, ""), (None, "")]


def test_cells_merge_over_passes_of_nested_loops(tmp_path):
    outer, inner_ = (
        row_loop("", "", over="t in towns"),
        row_loop("{% merge_same %}{{ t.n }}", "{{ x }}", over="x in t.l"),
    )
    body = table(outer[0], *inner_, outer[2])
    towns = [{"n": "甲", "l": [1, 2]}, {"n": "甲", "l": [3]}, {"n": "乙", "l": [4]}]
    assert [merge for merge, _text in column(filled(tmp_path, body, {"towns": towns}))] == [
        "restart",
        "continue",
        "continue",
        None,
    ]


def test_cells_of_another_width_are_no_neighbours(tmp_path):
    wide = cell("{% merge_same %}{{ x }}", properties='<w:tcW w:w="2000"/><w:gridSpan w:val="2"/>')
    body = table(
        ["{%tr for x in l %}", "", ""],
        ["{% merge_same %}{{ x }}", "a", "b"],
        [wide, "b"],
        ["{%tr endfor %}", "", ""],
        columns=3,
    )
    assert [merge for merge, _text in column(filled(tmp_path, body, {"l": [1, 1]}))] == [None] * 4
    body = table(
        ["{%tr for x in l %}", ""], ["a", wide], [wide, "b"], ["{%tr endfor %}", ""], columns=3
    )
    assert column(filled(tmp_path, body, {"l": [1]})) == [(None, "a"), (None, "1")]
    body = table(*row_loop("a", wide), columns=3)
    content = filled(tmp_path, body, {"l": [1, 1]})
    assert '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>' in inner(content)


def test_tables_do_not_merge_with_each_other(tmp_path):
    one = table(*row_loop("{% merge_same %}{{ x }}", "乙"))
    content = filled(tmp_path, one + p("") + one, {"l": ["甲"]})
    assert column(content) == [(None, "甲"), (None, "甲")]


def test_data_cannot_be_a_mark(tmp_path):
    body = table(*row_loop("{{ x }}", "{% merge_same %}{{ x }}"))
    text = "<?notice-kit merge_same?>"
    content = filled(tmp_path, body, {"l": [text, text]})
    assert column(content) == [(None, text), (None, text)]
    assert "<?" not in inner(content)


# restart_numbering

LEVELS = "".join(
    f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{{}}'
    f'<w:lvlText w:val="%{n + 1}."/></w:lvl>'
    for n in range(2)
)
LISTS = (
    f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    f"{LEVELS.format('', '')}</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
    + LEVELS.format("", '<w:pStyle w:val="ListItem"/>')
    + '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="ListItem"><w:name w:val="ListItem"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr><w:ind w:left="100"/>'
    "</w:pPr></w:style>"
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="ListSub"><w:name w:val="ListSub"/>'
    '<w:basedOn w:val="ListItem"/></w:style>'
)
NUMBERS = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
RESTART = "{%p restart_numbering %}"


def new_list(number, abstract):
    starts = "".join(
        f'<w:lvlOverride w:ilvl="{n}"><w:startOverride w:val="1"/></w:lvlOverride>'
        for n in range(2)
    )
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{starts}</w:num>'


def item(number, text="项"):
    return styled(NUMBERS.format(number), text)


def shown(number, text="项"):
    return plain(text, NUMBERS.format(number))


def test_lists_begin_again_in_each_pass(tmp_path):
    body = item(3) + loop(item(3), item(3), tag=RESTART) + item(3)
    content = filled(tmp_path, body, {"l": [1, 2]}, numbering=LISTS)
    assert inner(content) == shown(3) + shown(8) * 2 + shown(9) * 2 + shown(3)
    lists = inner(content, "word/numbering.xml", "numbering")
    assert lists.endswith(new_list(8, 2) + new_list(9, 2))


def test_the_lists_that_begin_again_have_a_definition_of_their_own(tmp_path):
    body = loop(item(3), item(7), item(3), tag=RESTART) + item(3)
    content = filled(tmp_path, body, {"l": [1, 2]}, numbering=LISTS, styles=STYLES)
    root = part(content, "word/numbering.xml")
    found = {
        abstract.get(f"{{{W}}}abstractNumId"): (
            [one.get(f"{{{W}}}val") for one in abstract.iter("{*}nsid")],
            [one.get(f"{{{W}}}val") for one in abstract.iter("{*}pStyle")],
        )
        for abstract in root.iter("{*}abstractNum")
    }
    assert {id_: styles for id_, (_own, styles) in found.items()} == {
        **{"0": [], "1": ["ListItem"], "2": [], "3": []}
    }
    assert found["2"][0] != found["3"][0]
    used = [
        (num.get(f"{{{W}}}numId"), num.find("{*}abstractNumId").get(f"{{{W}}}val"))
        for num in root.iter("{*}num")
    ]
    assert used == [("3", "0"), ("7", "1"), ("8", "2"), ("9", "3"), ("10", "2"), ("11", "3")]


@pytest.mark.office
def test_lists_elsewhere_count_on_as_if_the_loop_had_none(tmp_path):
    within = loop(item(3), over="y in [1, 2]", tag=RESTART)
    body = item(3) + loop(item(3), within, item(3), tag=RESTART) + item(3)
    content = filled(tmp_path, body, {"l": [1, 2]}, numbering=LISTS)
    (tmp_path / "lists.docx").write_bytes(content)
    (page,) = pages(to_pdf(tmp_path / "lists.docx", tmp_path))
    labels = [word.text.removesuffix("项") for word in page.words if word.text != "项"]
    assert labels == ["1.", *["1.", "1.", "1.", "2."] * 2, "2."]


def test_lists_of_a_style_begin_again_and_keep_level_and_indent(tmp_path):
    body = loop(styled('<w:pStyle w:val="ListSub"/><w:jc w:val="left"/>', "项"), tag=RESTART)
    content = filled(tmp_path, body, {"l": [1]}, numbering=LISTS, styles=STYLES)
    assert inner(content) == plain(
        "项",
        '<w:pStyle w:val="ListSub"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="8"/></w:numPr>'
        '<w:ind w:left="100"/><w:jc w:val="left"/>',
    )


def test_outer_lists_go_on_behind_inner_ones(tmp_path):
    within = loop(item(3), over="y in [1, 2]", tag=RESTART)
    body = loop(item(7), within, item(7), tag=RESTART)
    content = filled(tmp_path, body, {"l": [1]}, numbering=LISTS)
    assert inner(content) == shown(8) + shown(9) + shown(10) + shown(8)


def test_paragraphs_without_a_list_stay(tmp_path):
    body = loop(p("{{ x }}"), item(0), tag=RESTART)
    # numId 0 takes a paragraph out of its list (17.9.18); openxml-audit does not know that.
    content = compiled(tmp_path, whole(body, numbering=LISTS)).render({"l": [1]})
    assert inner(content) == plain("1") + shown(0)
    assert "lvlOverride" not in inner(content, "word/numbering.xml", "numbering")


def test_a_template_without_lists_may_have_the_tag(tmp_path):
    assert inner(filled(tmp_path, loop(p("{{ x }}"), tag=RESTART), {"l": [1]})) == plain("1")


def test_threads_and_pickles_give_the_same_bytes(tmp_path):
    body = loop(item(3), item(7), tag=RESTART)
    template = compiled(tmp_path, whole(body, numbering=LISTS))
    contexts = [{"l": list(range(n))} for n in range(1, 9)] * 4
    alone = [template.render(context) for context in contexts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(template.render, contexts)) == alone
    assert pickle.loads(pickle.dumps(template)).render(contexts[3]) == alone[3]
