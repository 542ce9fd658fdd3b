"""`notice-kit bind`."""

import subprocess
import sys

from tests.binding.book import Book
from tests.binding.builders import bare, heads_and_feet, official


def bind_command(folder, *words):
    return subprocess.run(
        [sys.executable, "-m", "notice_kit", "--lang", "en", "bind", *words],
        cwd=folder,
        capture_output=True,
        text=True,
    )


def test_files_are_bound_and_warnings_told(tmp_path):
    (tmp_path / "一.docx").write_bytes(official())
    (tmp_path / "二.docx").write_bytes(heads_and_feet())
    done = bind_command(
        tmp_path, "一.docx", "二.docx", "-o", "汇编.docx", "--odd", "--restart-pages"
    )
    assert done.returncode == 0, done.stderr
    assert "二.docx: NK-B11" in done.stderr
    book = Book((tmp_path / "汇编.docx").read_bytes())
    assert book.find("//w:sectPr[w:type/@w:val='oddPage']//w:pgNumType/@*") == ["1"]


def test_nothing_is_written_when_a_file_is_broken(tmp_path):
    (tmp_path / "good.docx").write_bytes(bare())
    (tmp_path / "bad.docx").write_bytes(b"PK\3\4 cut off")
    done = bind_command(tmp_path, "good.docx", "bad.docx", "-o", "book.docx")
    assert done.returncode == 2
    assert "bad.docx: NK-S33" in done.stderr
    assert not (tmp_path / "book.docx").exists()
