"""The Chinese catalogue: complete, compiled, and chosen by `use_language`."""

import ast
import gettext
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from notice_kit import messages
from notice_kit.messages import _, ngettext, use_language
from notice_kit.rules.registry import all_rules

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "notice_kit"
MESSAGES = SOURCES / "locale" / "zh_CN" / "LC_MESSAGES"
HAN = re.compile("[一-鿿]")


@pytest.fixture(autouse=True)
def _english_again():
    yield
    use_language("en")


@pytest.fixture(scope="module")
def tool():
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import make_messages
    finally:
        sys.path.pop(0)
    return make_messages


@pytest.fixture(scope="module")
def catalogue(tool):
    return tool.updated(tool.CATALOGUE, tool.extracted(SOURCES))


def entry(tool, message, translation, *flags):
    catalogue = tool.Catalog("zh_CN", fuzzy=False)
    catalogue.add(message, translation, flags=flags)
    return list(tool.problems(catalogue))


def test_catalogue_is_complete_and_up_to_date():
    command = [sys.executable, ROOT / "tools" / "make_messages.py", "--check"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_check_tells_each_kind_of_fault(tool):
    assert entry(tool, "the {part} is gone", "没有{part}") == []
    assert entry(tool, "a word", "") == ["no translation: a word"]
    assert entry(tool, ("one", "many"), ("",)) == ["no translation: one"]
    assert entry(tool, "a word", "一词", "fuzzy") == ["fuzzy: a word"]
    for rest in ("", "{x}", "{part:,}", "{part!r}", "{part} {x}", "{part"):
        wrong = entry(tool, "the {part} is gone", f"没有{rest}")
        assert wrong == ["other placeholders in the translation: the {part} is gone"]


def test_update_keeps_translations_and_marks_reworded_ones(tool, tmp_path):
    sources = tmp_path / "sources"
    sources.mkdir()
    code = sources / "code.py"
    code.write_text('_("this file is empty")\nngettext("a row", "rows", n)\n', encoding="utf-8")
    po = tmp_path / "notice_kit.po"
    first = tool.updated(po, tool.extracted(sources))
    first.get("this file is empty").string = "文件是空的"
    first.get("a row").string = ("行",)
    po.write_bytes(tool.as_po(first))
    moved = tool.updated(po, tool.extracted(sources))
    assert list(tool.problems(moved)) == []
    code.write_text('\n\nngettext("a row", "rows", n)\n_("this file is empty")\n', encoding="utf-8")
    assert tool.as_po(tool.updated(po, tool.extracted(sources))) == po.read_bytes()
    code.write_text('_("that file is empty")\n', encoding="utf-8")
    reworded = tool.updated(po, tool.extracted(sources))
    assert list(tool.problems(reworded)) == ["fuzzy: that file is empty"]
    po.write_bytes(tool.as_po(reworded))
    assert tool.as_po(tool.updated(po, tool.extracted(sources))) == po.read_bytes()
    assert b"a row" not in tool.as_po(reworded)


def test_texts_of_rules_are_messages(tool):
    code = """
@rule("P-90", element=Element.PAGE)
def sheet(document, profile):
    \"\"\"The sheet is A4.

    What: Every section
        is on A4.
    Why: Documents are bound.
    Good: `w:gutter="0"`
    Bad: Letter, the default
    \"\"\"

def half(text):
    \"\"\"Half of a text.\"\"\"

@cache
def rule(text):
    \"\"\"A rule of another kind.\"\"\"
"""
    assert list(tool.rule_messages(code)) == [
        "The sheet is A4", "Every section is on A4.", "Documents are bound.", "Letter, the default",
    ]  # fmt: skip


def test_catalogue_has_the_texts_that_rules_show(tool):
    collected = {message.id for message in tool.extracted(SOURCES)}
    shown = {text for rule in all_rules().values() for text in rule.texts.messages()}
    assert len(shown) > 4 * len(all_rules())
    assert shown <= collected


def test_rules_speak_the_language_in_use():
    rule = all_rules()["P-02"]
    assert rule.title == "天头, the white over the text, is 37 mm"
    use_language("zh_CN")
    assert rule.title == "天头（上白边）为37mm"
    assert rule.why == "天头与其他三边的白边一起确定版心156mm×225mm。"
    assert rule.bad == "25.4mm，即Word的默认值"
    assert rule.texts.title == "天头, the white over the text, is 37 mm"
    assert all_rules()["P-12"].good == '`w:spacing w:before="0" w:after="0"`'


def test_compiled_catalogue_is_the_text_one(tool, catalogue):
    assert (MESSAGES / "notice_kit.po").read_bytes() == tool.as_po(catalogue)
    assert (MESSAGES / "notice_kit.mo").read_bytes() == tool.as_mo(catalogue)
    read = gettext.GNUTranslations(io.BytesIO((MESSAGES / "notice_kit.mo").read_bytes()))
    for message in catalogue:
        if message.id and not message.pluralizable:
            assert read.gettext(message.id) == message.string


def test_header_says_nothing_of_when_and_with_what_it_was_made():
    head = (MESSAGES / "notice_kit.po").read_text(encoding="utf-8").split("\n\n")[0]
    assert not re.search(r"\d{4}|Date|Babel|Generated|@|/home|/root|/tmp", head)


def test_locations_have_no_line_numbers():
    lines = (MESSAGES / "notice_kit.po").read_text(encoding="utf-8").splitlines()
    places = [line for line in lines if line.startswith("#: ")]
    assert places
    assert not [line for line in places if re.search(r":\d|^#: /|\\", line)]


def test_translations_are_chinese(catalogue):
    ignored = {"，", "{length}±{tolerance}", "{section}：{text}"}  # signs, not words
    strings = [message.string for message in catalogue if message.id]
    texts = [text if isinstance(text, str) else text[0] for text in strings]
    assert [text for text in texts if not HAN.search(text) and text not in ignored] == [
        "{total}（{sheet}）"
    ]


def test_every_message_in_the_code_is_a_literal():
    for path in sorted(SOURCES.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                continue
            if call.func.id in ("_", "ngettext") and path != SOURCES / "messages.py":
                texts = call.args[: 1 if call.func.id == "_" else 2]
                literal = all(
                    isinstance(text, ast.Constant) and isinstance(text.value, str) for text in texts
                )
                assert literal, f"{path}:{call.lineno}"


@pytest.mark.parametrize("language", ["zh_CN", "zh_CN.UTF-8"])
def test_chinese(language):
    use_language(language)
    assert _("there is no such file") == "没有这个文件"
    assert ngettext("{count} error", "{count} errors", 1) == "{count} 处错误"
    assert ngettext("{count} error", "{count} errors", 2) == "{count} 处错误"


@pytest.mark.parametrize("language", ["en", "en_GB.UTF-8", "xx", "nonsense/../..", "C"])
def test_english_where_there_is_no_catalogue(language):
    use_language("zh_CN")
    use_language(language)
    assert _("there is no such file") == "there is no such file"
    assert ngettext("{count} error", "{count} errors", 1) == "{count} error"
    assert ngettext("{count} error", "{count} errors", 2) == "{count} errors"


def test_unknown_message_stays_english():
    use_language("zh_CN")
    assert _("no such message") == "no such message"


@pytest.mark.parametrize(
    ("environment", "text"),
    [
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_GB.UTF-8"}, "没有这个文件"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "there is no such file"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "C"}, "没有这个文件"),
        ({"LANG": "zh_CN.UTF-8"}, "没有这个文件"),
        ({}, "there is no such file"),
    ],
)
def test_language_of_the_locale(monkeypatch, environment, text):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    use_language(None)
    assert messages._("there is no such file") == text
