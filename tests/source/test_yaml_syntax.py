"""What the YAML parser complains of, in plain language."""

from pathlib import Path

import pytest
from tests.source.support import written
from tests.source.yaml_support import refused

from notice_kit.source.located import plain
from notice_kit.source.yaml_file import read_yaml


@pytest.mark.parametrize(
    ("text", "place", "remedy"),
    [
        ("a: 时间: 9点\n", "1:6", "Put a value with a colon and a space in it in double quotes."),
        ("a: @x\n", "1:4", "Put a value that begins with “@” in double quotes."),
        ("a: %x\n", "1:4", "Put a value that begins with “%” in double quotes."),
        ("a: `x\n", "1:4", "Put a value that begins with “`” in double quotes."),
        ("a: *注意\n", "1:4", "Put a value that begins with “*” in double quotes."),
        ("a: !重要 x\n", "1:4", "Put a value that begins with “!” in double quotes."),
        ("a: & x\n", "1:4", "Put a value that begins with “&” in double quotes."),
        ("a: |x\n", "1:4", "Put a value that begins with “|” in double quotes."),
        ("a:\n\tb: 1\n", "2:1", "Indent with spaces, not with the tab key."),
        ("a: 1\n\tb: 1\n", "2:1", "Indent with spaces, not with the tab key."),
        (
            "a: 1\n标题：通知\nb: 2\n",
            "2:1",
            "Did you mean “:” and a space instead of the full-width “：”?",
        ),
        (
            "a: 1\n标题：通知\n",
            "2:1",
            "Did you mean “:” and a space instead of the full-width “：”?",
        ),
        (
            "标题：通知\nb: 2\n",
            "2:2",
            "Did you mean “:” and a space instead of the full-width “：”?",
        ),
        ('a: "x\nb: 1\n', "1:4", "The closing quotation mark is missing."),
        ("a: [1, 2\nb: 3\n", "2:2", "A comma or the closing bracket is missing before this."),
        ("a: 1\nb\nc: 2\n", "2:1", "This line has no colon; write “name: value”."),
        (
            'a: "x" y\n',
            "1:8",
            "Nothing may follow the closing quotation mark; put all of the value inside.",
        ),
        (
            "a:\n    b: 1\n  c: 2\n",
            "3:3",
            "Check the indent: lines of one level begin in the same column.",
        ),
        (
            "a: 1\n  b: 2\n",
            "2:4",
            "Check the indent: lines of one level begin in the same column.",
        ),
    ],
)
@pytest.mark.usefixtures("loader")
def test_syntax_errors_say_what_to_do(tmp_path: Path, text: str, place: str, remedy: str) -> None:
    (finding,) = refused(tmp_path, text).findings
    assert (finding.code, str(finding.location)) == ("NK-S10", f"a.yaml:{place}")
    assert finding.remedy == remedy
    assert finding.message.startswith("YAML cannot be read here: ")


def test_a_backslash_in_double_quotes(tmp_path: Path) -> None:
    (finding,) = refused(tmp_path, 'a: "\\q"\n').findings
    assert finding.remedy == "In double quotes a “\\” has a meaning of its own; use single quotes."


@pytest.mark.usefixtures("loader")
def test_faults_before_a_syntax_error_are_told_too(tmp_path: Path) -> None:
    codes = [one.code for one in refused(tmp_path, "a: 1\na: 2\nb: @x\n").findings]
    assert codes == ["NK-S15", "NK-S10"]


@pytest.mark.usefixtures("loader")
def test_unquoted_braces_are_told(tmp_path: Path) -> None:
    node, findings = read_yaml(written(tmp_path, "a.yaml", "a: {{ x }}\nb: 1\n"), "a.yaml")
    assert plain(node) == {"a": {}, "b": 1}
    assert [str(one) for one in findings] == [
        "a.yaml:1:5: NK-S16 a list or mapping stands where a key belongs\n"
        '    → Put a value with {{ }} in it in double quotes: "{{ unit.name }}".'
    ]


@pytest.mark.usefixtures("loader")
def test_unquoted_braces_with_text_behind_them(tmp_path: Path) -> None:
    findings = refused(tmp_path, "a: {{ x }}后\n").findings
    assert [(one.code, one.location.column) for one in findings] == [("NK-S16", 5), ("NK-S10", 11)]
    assert {one.remedy for one in findings} == {
        'Put a value with {{ }} in it in double quotes: "{{ unit.name }}".'
    }
