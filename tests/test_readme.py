"""What both READMEs show is what happens."""

import re
import shutil
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from notice_kit.building import prepare
from notice_kit.messages import use_language

ROOT = Path(__file__).resolve().parent.parent
READMES = {"README.md": "en", "README.zh-CN.md": "zh_CN"}


@pytest.fixture(params=READMES)
def readme(request):
    use_language(READMES[request.param])
    yield (ROOT / request.param).read_text(encoding="utf-8")
    use_language("en")


def test_python_example(tmp_path, monkeypatch, readme):
    monkeypatch.chdir(tmp_path)
    template = re.search(r"`(\{\{ name \}\}[^`]*)`", readme)[1]
    document = Document()
    document.add_paragraph(template)
    document.save("reminder.docx")
    exec(re.search(r"```python\n(.*?)```", readme, re.DOTALL)[1], {})
    said = Document("柳溪镇党委.docx").paragraphs[0].text
    assert said == "柳溪镇党委：请于7月20日前报送材料。"
    assert said in readme
    assert Path("石桥镇党委.docx").is_file()


def test_findings_are_printed_as_shown(tmp_path, readme):
    for name in ("campaign.yaml", "criteria.yaml"):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("data", "rules", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    book = load_workbook(tmp_path / "data" / "units.xlsx")
    book["党组织"]["I4"] = "yes"
    book["人员"]["F9"] = "330999198407152580"
    book.save(tmp_path / "data" / "units.xlsx")
    findings = prepare(tmp_path).findings
    told = [str(finding) for finding in findings if finding.severity == "error"]
    assert len(told) == 2
    for text in told:
        assert f": {text}\n" in readme


def test_number_of_documents(readme):
    plan = prepare(ROOT).plan
    assert plan is not None
    assert f"{len(plan.jobs)}" in re.findall(r"(\d+) (?:documents|份文书)", readme)


def test_links_lead_to_files():
    pages = [*READMES, "CONTRIBUTING.md", *(f"docs/{path.name}" for path in ROOT.glob("docs/*.md"))]
    for page in pages:
        path = ROOT / page
        for link in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            if "://" not in link:
                assert (path.parent / link).is_file(), f"{page}: {link}"


def test_make_commands_that_are_named_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in (*READMES, "CONTRIBUTING.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        assert set(re.findall(r"^make ([a-z]+)|`make ([a-z]+)`", text, re.MULTILINE))
        for first, second in re.findall(r"^make ([a-z]+)|`make ([a-z]+)`", text, re.MULTILINE):
            assert first + second in targets
