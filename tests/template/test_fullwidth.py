"""Full-width signs in tags are understood; text outside tags and in literals stays as typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from notice_kit.errors import TemplateError
from notice_kit.template.fullwidth import _changes, with_plain_signs
from tests.template.audit import complaints, whole
from tests.template.word import compiled, p, run, texts

DATA = {"name": "张三", "items": ["甲", "乙"], "n": 2, "unit": {"name": "镇", "a b": "空"}}

TYPED = {
    "quotes of the dialect": ("{{ items|join(“、”) }}{{ ‘乙’ }}", "甲、乙乙"),
    "brackets and comma": ("{{ name|replace（‘张’，‘李’） }}", "李三"),
    "full-width quotes": ("{{ name|replace(＂张＂, ＇李＇) }}", "李三"),
    "a bar": ("{{ items｜length }}", "2"),
    "square brackets": ("{{ items［0］ }}{{ items【1】 }}", "甲乙"),
    "a stop": ("{{ unit．name }}{{ unit。name }}", "镇镇"),
    "equal and unequal": ("{% if n ＝＝ 2 and n ！＝ 3 %}是{% endif %}", "是"),
    "less and more": ("{% if n ＞ 1 and n ＜ 3 and n 》 1 %}是{% endif %}", "是"),
    "reckoning": ("{{ （n ＋ 4） ＊ 3 － 2 }}{{ 9 ％ 4 }}{{ 7 ／／ 2 }}", "1613"),
    "a colon": ("{{ ｛‘a’： 1｝.a }}", "1"),
    "a tilde": ("{{ name ～ n }}", "张三2"),
    "spaces": ("{{\u3000name\u00a0}}{%\u3000if\u3000n %}是{%\u00a0endif %}", "张三是"),
    "digits": ("{{ items[１] }}{{ n + １２ }}", "乙14"),
    "delimiters": ("｛｛ name ｝｝｛％ if n ％｝是｛％ endif ％｝", "张三是"),
    "half a delimiter": ("{｛ name ｝}{％ if n %｝是{% endif ％}", "张三是"),
    "white space taken away": ("{％－ if n ％}是{% endif ％}", "是"),
    "a literal stays": ("{{ items|join('，') }}{{ '（：＝　）' }}", "甲，乙（：＝　）"),
    "a literal with a quote in it": (r"{{ '\'，' ~ n }}", "'，2"),
    "text stays": (
        "“（ａ，：％１　）” {{ name }} （｛｝，）",
        "“（ａ，：％１　）” 张三 （｛｝，）",
    ),
    "full-width braces that are no tag": (
        "｛｛｝｝｛｛ 填 写 ｝｝｛％ ％｝{{ n }}",
        "｛｛｝｝｛｛ 填 写 ｝｝｛％ ％｝2",
    ),
    "braces of the dialect": ("{_{ （，） }_}{{ n }}", "{{ （，） }}2"),
    "a comment": ("{# （，“ #}{{ n }}", "2"),
    "raw": ("{% raw %}{{ a，b }}{% endraw %}{{ n }}", "{{ a，b }}2"),
}


@pytest.mark.parametrize(("written", "printed"), TYPED.values(), ids=TYPED)
def test_a_paragraph_prints(tmp_path, written, printed):
    members = whole(p(written.replace("<", "&lt;").replace(">", "&gt;")))
    content = compiled(tmp_path, members).render(DATA)
    assert texts(content) == [printed]
    assert complaints(tmp_path, content) == []


def test_block_tags_are_understood(tmp_path):
    body = p("｛％p\u3000for x in items ％｝") + p("｛｛ x ｝｝，") + p("｛％p endfor ％｝")
    assert texts(compiled(tmp_path, whole(body)).render(DATA)) == ["甲，", "乙，"]


def test_a_tag_may_be_split_over_runs(tmp_path):
    body = p("前｛", run("｛ items｜jo", bold=True), "in（", run("“，"), "”） ｝", "｝，后")
    assert texts(compiled(tmp_path, whole(body)).render(DATA)) == ["前甲，乙，后"]


def test_only_the_signs_change_and_each_in_its_run():
    before = p("（｛", run("｛ a（“，”）", bold=True), "｝｝）")
    after = p("（{", run('{ a("，")', bold=True), "}}）")
    assert with_plain_signs(before) == after


def test_signs_of_xml_stay_escaped():
    written = p("{{ a &amp; b ＜ c &lt; d ＞ ‘&amp;，’ }}")
    assert with_plain_signs(written) == p("{{ a &amp; b &lt; c &lt; d &gt; '&amp;，' }}")


def test_names_in_full_width_letters_are_names(tmp_path):
    template = compiled(tmp_path, whole(p("{{ ａ１ }}")))
    assert texts(template.render({"ａ１": "甲"})) == ["甲"]


@pytest.mark.parametrize("written", ["{{ a（ ", "{{ 'a， }}", "{{ f（a }}", "{{ a }"])
def test_a_tag_that_does_not_end_stays_as_typed(written):
    assert with_plain_signs(p(written) + p("，")) == p(written) + p("，")


def test_a_fault_shows_the_paragraph(tmp_path):
    with pytest.raises(TemplateError, match="NK-T12"):
        compiled(tmp_path, whole(p("{{ a、b }}")))


SIGNS = "（），：｜＝．［］｛｝＋－＊／％＜＞！～【】《》。＂＇“”‘’\u3000\u00a0１ａ字a {}%#'\""


@given(st.text(SIGNS))
def test_text_without_a_whole_tag_is_not_touched(text):
    if all(sign not in text for sign in "{｛"):
        assert with_plain_signs(p(text)) == p(text)


@given(
    st.text(SIGNS.replace("{", "").replace("｛", "")),
    st.text(SIGNS.replace("{", "").replace("｛", "")),
)
def test_text_around_a_tag_is_not_touched(before, after):
    written = p(before, "{{ a（b） }}", after) + p(after)
    assert with_plain_signs(written) == p(before, "{{ a(b) }}", after) + p(after)


@given(st.lists(st.text(SIGNS), max_size=5))
def test_it_stays_xml_with_the_same_markup(pieces):
    written = f'<a xmlns:w="w">{p(*pieces)}</a>'
    changed = with_plain_signs(written)
    assert [item.tag for item in etree.fromstring(changed).iter()] == [
        item.tag for item in etree.fromstring(written).iter()
    ]
    assert with_plain_signs(changed) == changed


@pytest.mark.parametrize(
    "many", ["｛｛" * 20000 + "｝｝" * 20000, "{{（" * 20000, "｛｛＂" * 20000]
)
def test_a_hostile_paragraph_takes_no_longer_than_its_length(many):
    assert with_plain_signs(p(many)) == p(many)


@given(st.text("（），：１“”‘’　甲 ", min_size=1))
def test_a_literal_is_what_was_typed(text):
    kept = text.translate(dict.fromkeys(map(ord, "“”‘’")))
    assert with_plain_signs(p(f"{{{{ a（'{kept}'） }}}}")) == p(f"{{{{ a('{kept}') }}}}")


class Counted(str):
    """A text that counts the signs which are taken from it."""

    taken = 0

    def __getitem__(self, key):
        piece = super().__getitem__(key)
        Counted.taken += len(piece)
        return piece


@pytest.mark.parametrize(
    "form", ["｛｛ a ｝｝", "｛｛ a b ｝｝", "｛｛ “ ｝｝", "｛｛", "{% ｘ ", "｛｛（"]
)
def test_the_work_grows_as_the_paragraph_does(form):
    taken = []
    for count in (200, 400):
        Counted.taken = 0
        _changes(Counted(form * count))
        taken.append(Counted.taken)
    assert taken[1] <= 2.1 * taken[0]
