"""`notice-kit convert` and `build --pdf` from outside."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from notice_kit.building import build
from notice_kit.commands import app
from notice_kit.errors import OfficeError
from notice_kit.office import installation
from tests.support.campaign import codes

pytestmark = pytest.mark.office


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def test_convert_tells_pages_on_stdout_and_findings_on_stderr(word, tmp_path):
    done = run("convert", word("通知", "正文"), "-o", tmp_path / "pdf")
    assert done.exit_code == 0
    assert done.stdout == f"{tmp_path / 'pdf' / '通知.pdf'}  1 page\n1 PDF, 0 files failed\n"
    assert "NK-O30" in done.stderr


def test_convert_as_json_with_a_file_that_fails(word, tmp_path):
    (tmp_path / "坏.docx").write_text("文本", encoding="utf-8")
    done = run("convert", word("通知", "正文"), tmp_path / "坏.docx", "--format", "json")
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert [one["pages"] for one in told["documents"]] == [1, 0]
    assert told["totals"]["written"] == 1
    assert [one["code"] for one in told["findings"] if one["severity"] == "error"] == ["NK-S34"]


def test_build_makes_a_pdf_beside_each_document(folder):
    report = build(folder, ["整改通知"], pdf=True)
    output = folder / "output" / "整改通知"
    assert report.is_complete
    assert report.pdf is not None
    assert sorted(path.name for path in output.iterdir()) == [
        "V02-整改通知.docx",
        "V02-整改通知.pdf",
    ]
    assert [one.pages for one in report.pdf.conversions] == [1]


def test_build_tells_of_its_pdfs_as_json(folder):
    done = run("build", "整改通知", "-C", folder, "--pdf", "--format", "json")
    assert done.exit_code == 0
    assert [one["pages"] for one in json.loads(done.stdout)["documents"]] == [1]


def test_without_libreoffice_nothing_is_begun_and_it_says_what_to_install(folder, monkeypatch):
    monkeypatch.setenv("PATH", "")
    installation.find_installation.cache_clear()
    try:
        with pytest.raises(OfficeError) as caught:
            build(folder, pdf=True)
    finally:
        installation.find_installation.cache_clear()
    assert codes(caught.value.findings) == ["NK-O01"]
    assert "install-office.sh" in str(caught.value)
    assert not (folder / "output").exists()


def test_an_old_libreoffice_is_warned_of():
    assert codes(installation.version_findings("7.4.7.2")) == ["NK-O03"]
    assert installation.version_findings("25.2.3.2") == []
    assert installation.version_findings("25.8") == []
