"""`compose`: a manuscript's file → a Word template, and every fault at its line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from notice_kit.composing import compose_file
from notice_kit.errors import SourceError
from tests.support.parts import parts_of

FAULTY = """\
format: letter
sections:
  - blocks:
      - boddy: 甲
      - signature: {issuer: 甲}
      - title: "*半边"
      - imprint: {copy_to: 甲, pages: even}
"""


def write(folder: Path, text: str, name: str = "通知") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_fault_is_told_with_its_line(tmp_path):
    with pytest.raises(SourceError) as caught:
        compose_file(write(tmp_path, FAULTY))
    findings = caught.value.findings
    assert [(f.code, f.location.line) for f in findings] == [
        ("NK-M01", 4), ("NK-M01", 5), ("NK-M01", 6), ("NK-M01", 7),
    ]  # fmt: skip
    messages = [f.message for f in findings]
    assert "Did you mean “body”?" in messages[0]
    assert "“date” is missing" in messages[1]
    assert "does not close" in messages[2]
    assert "“pages” has no place here" in messages[3]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("format: leter\nsections: [{blocks: [{body: 甲}]}]", "not one of the words"),
        ("sections:\n  - blocks:\n      - body: 甲\n    page: a5", "not one of the words"),
        ("sections: []", "too little"),
        ("sections: {a: 1}", "not a list"),
        ("sections: [{blocks: [{table: {widths: [x], rows: [[甲]]}}]}]", "not a number"),
    ],
)
def test_faults_are_told_in_plain_words(tmp_path, text, message):
    with pytest.raises(SourceError) as caught:
        compose_file(write(tmp_path, text))
    assert message in caught.value.findings[0].message
    assert caught.value.findings[0].location.line is not None


def test_a_word_near_to_a_known_one_is_offered(tmp_path):
    with pytest.raises(SourceError) as caught:
        compose_file(write(tmp_path, "format: leter\nsections: [{blocks: [{body: 甲}]}]"))
    (finding,) = caught.value.findings
    assert (finding.found, finding.remedy) == ("leter", "Did you mean “letter”?")


def test_faults_of_yaml_come_before_those_of_the_manuscript(tmp_path):
    with pytest.raises(SourceError) as caught:
        compose_file(
            write(
                tmp_path, "sections:\n  - blocks:\n      - no: 甲\n    page: cover\n    page: cover"
            )
        )
    assert [f.code for f in caught.value.findings] == ["NK-S15", "NK-M01"]


def test_blank_forms_stand_beside_the_manuscript(tmp_path):
    write(tmp_path, "sections: [{blocks: [{body: '姓名：{{ name }}'}]}]", "表")
    content, findings = compose_file(write(tmp_path, "sections: [{blocks: [{blank_of: 表}]}]"))
    assert findings == []
    assert "姓名：<" in parts_of(content)["word/document.xml"].decode()


def test_a_blank_form_that_is_not_there_is_named_in_the_file(tmp_path):
    path = write(tmp_path, "sections: [{blocks: [{blank_of: 表}]}]")
    with pytest.raises(SourceError) as caught:
        compose_file(path)
    (finding,) = caught.value.findings
    assert (finding.code, finding.location.file, finding.found) == ("NK-M02", str(path), "表")


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "notice_kit", "--lang", "en", "compose", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_the_command_writes_the_file_or_tells_why_not(tmp_path):
    target = tmp_path / "template.docx"
    faulty = run(write(tmp_path, FAULTY), "-o", target)
    assert faulty.returncode == 2
    assert "通知.yaml:4:9: NK-M01" in faulty.stderr
    assert not target.exists()
    good = write(tmp_path, "sections: [{blocks: [{body: 甲}]}]")
    assert run(good, "-o", target).returncode == 0
    assert target.read_bytes() == compose_file(good)[0]
