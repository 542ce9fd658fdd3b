"""`notice-kit check --fix` and `fix`: a copy with the layout put right."""

import io
import json
import zipfile

import pytest
from docx import Document
from docx.shared import Pt

from notice_kit.checking import check
from notice_kit.cli import main
from notice_kit.fixing import fix
from tests.rules.editing import base, edited
from tests.template.audit import complaints

TOP = {"at": "//w:pgMar", "set": {"w:top": "1440"}}
WRONG = [TOP]


def run(*words):
    with pytest.raises(SystemExit) as left:
        main(["--lang", "en", *map(str, words)])
    return left.value.code


def members(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def wrong(tmp_path):
    path = tmp_path / "wrong.docx"
    path.write_bytes(edited(base("notice"), WRONG))
    return path


def by_hand():
    """A notice as python-docx makes it: Letter, Calibri, one style, blanks for indents."""
    document = Document()
    lines = (
        "中共青禾县委组织部关于开展培训的通知", "各镇党委：",
        "　　根据年度计划，现将有关事项通知如下。", "一、时间", "　　2026年3月5日，会期1天。",
        "（一）报到。请于前一日报到。", "", "　　请按时参加。", "中共青禾县委组织部", "2026年3月1日"
    )  # fmt: skip
    for line in lines:
        run = document.add_paragraph().add_run(line)
        run.font.size = Pt(12)
        run.bold = True
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def words(content):
    paragraphs = Document(io.BytesIO(content)).paragraphs
    return [p.text.strip() for p in paragraphs if p.text.strip()]


def test_a_copy_is_written_and_the_old_file_kept(wrong, capsys):
    old = wrong.read_bytes()
    assert run("check", wrong, "--fix") == 0
    copy = wrong.with_name("wrong.fixed.docx")
    assert check(copy) == []
    assert wrong.read_bytes() == old
    told = capsys.readouterr().err
    assert "P-02 天头 (the upper margin) is wrong; 25.4 mm → 37 mm ± 1 mm" in told
    assert f"written: {copy}" in told


def test_figures_are_changed_only_where_that_is_asked_for(tmp_path, capsys):
    path = tmp_path / "number.docx"
    edits = [{"text": {"青组发〔2026〕5号": "青组发[2026]第05号"}}]
    path.write_bytes(edited(base("notice"), edits))
    run("check", path, "--fix", "-o", tmp_path / "marks.docx")
    assert "青组发〔2026〕第05号" in words((tmp_path / "marks.docx").read_bytes())
    assert run("check", path, "--fix-text", "-o", tmp_path / "figures.docx") == 0
    assert "青组发〔2026〕5号" in words((tmp_path / "figures.docx").read_bytes())
    assert "H-09" in capsys.readouterr().err


def test_no_file_is_replaced(wrong, tmp_path, capsys):
    taken = tmp_path / "taken.docx"
    taken.write_text("mine")
    assert run("check", wrong, "--fix", "-o", taken) == 2
    assert taken.read_text() == "mine"
    assert "NK-G05" in capsys.readouterr().err


def test_a_good_file_gets_no_copy(tmp_path):
    good = tmp_path / "good.docx"
    good.write_bytes(base("notice"))
    assert run("check", good, "--fix") == 0
    assert [path.name for path in tmp_path.iterdir()] == ["good.docx"]


def test_one_name_serves_one_file(wrong, tmp_path, capsys):
    (tmp_path / "more.docx").write_bytes(wrong.read_bytes())
    assert run("check", tmp_path, "--fix", "-o", tmp_path / "new.docx") == 2
    assert "NK-G06" in capsys.readouterr().err
    assert not (tmp_path / "new.docx").exists()


def test_a_name_without_fix_is_wrong_use(wrong, tmp_path):
    assert run("check", wrong, "-o", tmp_path / "new.docx") == 2
    assert not (tmp_path / "new.docx").exists()


def test_a_folder_is_fixed_but_for_copies_and_what_is_no_word_file(wrong, tmp_path, capsys):
    (tmp_path / "text.docx").write_text("hello")
    assert run("check", tmp_path, "--fix") == 2
    assert "NK-S34" in capsys.readouterr().err
    wrong.rename(tmp_path / "moved.docx")
    run("check", tmp_path, "--fix")
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"text.docx", "moved.docx", "moved.fixed.docx", "wrong.fixed.docx"}


def test_json_has_the_fixes_and_what_is_left(wrong, capsys):
    run("check", wrong, "--fix", "--format", "json")
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert [one["code"] for one in file["fixes"]] == ["P-02"]
    assert file["findings"] == []
    assert file["source"] == str(wrong)
    assert file["written"] == str(wrong.with_name("wrong.fixed.docx"))


def test_parts_that_need_no_change_stay_byte_by_byte():
    broken = edited(base("notice"), WRONG)
    old, new = members(broken), members(fix(broken)[0])
    assert list(new) == list(old)
    assert [name for name in old if old[name] != new[name]] == ["word/document.xml"]


def test_a_style_is_changed_where_all_its_paragraphs_are_wrong_alike():
    red = [{"style": "公文正文", "rPr": '<w:color w:val="0070C0"/>'}]
    broken = edited(base("notice"), red)
    old, new = members(broken), members(fix(broken)[0])
    assert [name for name in old if old[name] != new[name]] == ["word/styles.xml"]


def test_a_part_of_a_run_gets_a_look_of_its_own():
    content, fixes = fix(by_hand())
    assert "F-04" in {one.finding.code for one in fixes}
    runs = {
        run.text: (run.font.size.pt, run._r.rPr.rFonts.attrib.values()[0])
        for paragraph in Document(io.BytesIO(content)).paragraphs
        for run in paragraph.runs
    }
    assert runs["（一）报到。"] == (16.0, "楷体_GB2312")
    assert runs["请于前一日报到。"] == (16.0, "仿宋_GB2312")


def test_a_document_made_by_hand_keeps_its_words_and_is_valid(tmp_path):
    broken = by_hand()
    content, fixes = fix(broken)
    old, new = check(broken), check(content)
    left = {one.code for one in new}
    assert left == {"H-16", "W-08"}  # 版头 and styles: for a person
    assert left < {one.code for one in old}
    assert {"P-09", "P-10", "F-04", "B-01", "B-16", "W-09"} <= {one.finding.code for one in fixes}
    assert words(content) == words(broken)
    assert "docProps/thumbnail.jpeg" not in members(content)
    assert set(complaints(tmp_path, content)) <= set(complaints(tmp_path, broken))
    assert fix(content) == (content, [])


def test_a_strict_file_is_left_alone():
    strict = {
        name: part.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, part in members(edited(base("notice"), WRONG)).items()
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, part in strict.items():
            archive.writestr(name, part)
    assert fix(file.getvalue()) == (file.getvalue(), [])
    assert [one.code for one in check(file.getvalue())] == ["P-02"]
