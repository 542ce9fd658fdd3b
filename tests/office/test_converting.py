"""`convert`: each PDF is what its document says, and a file that fails takes no other with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from pypdf import PdfReader

from notice_kit import convert
from notice_kit.errors import UsageError
from notice_kit.office.proof import pdf_text
from tests.office.conftest import offices
from tests.support.campaign import codes, the_one

pytestmark = [pytest.mark.office, pytest.mark.usefixtures("no_traces")]
NAMES = "甲乙丙丁戊己庚辛"


class Killer:
    """A progress that kills LibreOffice or makes it hang when the first document is done."""

    def __init__(self, number):
        self.number = number
        self.hit = []

    def step(self, name, total):
        self.before = set(offices())

    def advance(self):
        if not self.hit:
            self.hit = [process for process in offices() if process not in self.before]
            for process in self.hit:
                os.kill(process, self.number)


def many(word, count):
    return [
        word(f"{number:02}", f"{name}号文件", *["正文内容" * 200] * 20)
        for number, name in enumerate(NAMES[:count])
    ]


def test_bad_files_fail_by_name_and_the_others_go_on_in_order(word, tmp_path):
    text, cut, missing = (tmp_path / f"{name}.docx" for name in ("文本", "残缺", "没有"))
    text.write_text("这只是文本", encoding="utf-8")
    good, other = word("甲", "青禾县甲镇"), word("乙", "青禾县乙镇")
    cut.write_bytes(good.read_bytes()[:9000])
    blank = word("空白")
    out = tmp_path / "pdf"
    report = convert([good, text, cut, missing, blank, other], out)
    assert [one.source for one in report.conversions] == [good, text, cut, missing, blank, other]
    assert [one.pages for one in report.conversions] == [1, 0, 0, 0, 0, 1]
    failed = [[finding.code for finding in one.findings] for one in report.failed]
    assert failed == [["NK-S34"], ["NK-S33"], ["NK-S01"], ["NK-O14"]]
    assert sorted(path.name for path in out.iterdir()) == ["乙.pdf", "甲.pdf"]
    assert "青禾县甲镇" in pdf_text((out / "甲.pdf").read_bytes())


def test_a_pdf_stands_beside_its_document_and_is_pdf_a_where_asked(word):
    path = word("公文", "关于创建示范阵地的通知")
    (one,) = convert([path], pdfa=2).conversions
    assert one.target == path.with_suffix(".pdf")
    metadata = PdfReader(one.target).trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata


def test_fonts_that_stand_in_are_told_once_and_rare_characters_by_paragraph(word):
    files = [word("一", "普通文字"), word("二", "陈堃同志任书记", "𫍯字在字库里"), word("三", "字")]
    report = convert(files)
    assert report.failed == ()
    assert {(one.code, one.found) for one in report.general} == {("NK-O30", "仿宋_GB2312")}
    rare = [one for one in report.findings if one.code == "NK-O31"]
    assert [(one.found, one.location.paragraph) for one in rare] == [
        ("堃 (U+5803)", "陈堃同志任书记"),
        ("𫍯 (U+2B36F)", "𫍯字在字库里"),
    ]
    assert "堃" in pdf_text(files[1].with_suffix(".pdf").read_bytes())


def test_a_character_that_no_font_has_is_an_error(word):
    report = convert([word("怪字", "姓名：\ue123")])
    assert report.conversions[0].pages == 0
    assert the_one(report.findings, "NK-O32").location.paragraph == "姓名：\ue123"


def test_a_killed_libreoffice_is_started_again_and_nothing_is_lost(word):
    killer = Killer(signal.SIGKILL)
    report = convert(many(word, 6), workers=1, progress=killer)
    assert len(killer.hit) == 1
    assert report.failed == ()
    texts = [pdf_text(one.target.read_bytes()) for one in report.conversions]
    assert [f"{name}号文件" in text for name, text in zip(NAMES, texts, strict=False)] == [True] * 6


def test_a_libreoffice_that_hangs_costs_one_document(word):
    killer = Killer(signal.SIGSTOP)
    report = convert(many(word, 6), workers=1, patience=3, progress=killer)
    assert [codes(one.findings) for one in report.failed] == [["NK-O10"]]
    assert report.failed[0].target.exists() is False


def test_two_conversions_at_once(word, tmp_path):
    files = many(word, 3)
    reports = []
    threads = [
        threading.Thread(target=lambda at=at: reports.append(convert(files, tmp_path / str(at))))
        for at in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [report.failed for report in reports] == [(), ()]
    assert len(list(tmp_path.rglob("*.pdf"))) == 6


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -15), (signal.SIGKILL, -9)]
)
def test_an_interrupted_command_leaves_nothing_behind(word, tmp_path, number, code):
    files = many(word, 8)
    command = [sys.executable, "-m", "notice_kit", "convert", *map(str, files), "-o", "pdf"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL) as process:
        while not list(tmp_path.glob("pdf/*.pdf")):
            assert process.poll() is None
            time.sleep(0.02)
        started = offices(process.pid)
        process.send_signal(number)
        assert process.wait(20) == code
    assert started
    limit = time.monotonic() + 20
    while any(os.path.exists(f"/proc/{one}") for one in started):  # noqa: PTH110
        assert time.monotonic() < limit
        time.sleep(0.05)
    assert [path.name for path in (tmp_path / "pdf").iterdir() if path.suffix != ".pdf"] == []


def test_two_files_for_one_pdf_are_refused(word, tmp_path):
    files = [word("a/通知", "一"), word("b/通知", "二")]
    with pytest.raises(UsageError) as caught:
        convert(files, tmp_path)
    assert codes(caught.value.findings) == ["NK-O09"]
    assert list(tmp_path.glob("*.pdf")) == []


def test_nothing_to_do(tmp_path):
    assert convert([]).conversions == ()
