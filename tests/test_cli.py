"""The command line from outside: exit codes, what goes where, and never a traceback."""

import json
import os
import re
import signal
import subprocess
import sys
import zipfile

import pytest

from notice_kit.starter import init
from tests.support.campaign import plant, word, write_tree
from tests.support.parts import text_of
from tests.template.drawings import Shown, image, inline, members
from tests.template.word import p, zipped


def run_environment(**changes):
    """The environment without a locale of its own, and with these changes."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))
    }
    return {**kept, "COLUMNS": "200", "LC_ALL": "C.UTF-8", **changes}


def cli(*words, cwd=None, **environment):
    """A run of the command; exit code, stdout and stderr as text. There is never a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "notice_kit", *map(str, words)],
        capture_output=True,
        text=True,
        encoding=environment.get("PYTHONIOENCODING", "utf-8"),
        cwd=cwd,
        env=run_environment(**environment),
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


@pytest.fixture
def wrong(tmp_path, files):
    """A campaign with a mistake in its data and one in a template."""
    plant(files, "campaign.yaml", "year: 2026", "year: 26")
    plant(files, "templates/整改通知/template.yaml", "  - branch.name\n", "")
    return write_tree(tmp_path / "wrong", files)


def test_a_right_campaign_is_validated_with_0(folder):
    done = cli("validate", "-C", folder)
    assert done.returncode == 0
    assert done.stdout == "0 errors, 0 warnings\n"
    assert done.stderr == ""


def test_findings_exit_with_1_and_stand_on_stderr(wrong):
    done = cli("validate", "-C", wrong)
    assert done.returncode == 1
    assert done.stdout == "2 errors, 0 warnings\n"
    assert "error: campaign.yaml:3" in done.stderr
    assert "NK-D06 “year” cannot be this; found: 26; wanted: 1949 or more" in done.stderr
    assert "NK-T02 the field “branch.name” is not declared" in done.stderr


def test_a_build_writes_and_counts(folder):
    done = cli("build", cwd=folder)
    assert done.returncode == 0
    assert "9 documents in output, 0 errors, 0 warnings" in done.stdout
    assert done.stderr == ""
    assert len(list((folder / "output").rglob("*.docx"))) == 9


def test_a_build_with_findings_writes_nothing(wrong):
    done = cli("build", "-C", wrong)
    assert done.returncode == 1
    assert "nothing was written, 2 errors, 0 warnings" in done.stdout
    assert not (wrong / "output").exists()


def test_json_is_all_that_stands_on_stdout(folder):
    done = cli("build", "-C", folder, "--format", "json")
    report = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert report["totals"] == {
        **{"planned": 9, "written": 9, "unchanged": 0, "failed": 0},
        **{"errors": 0, "warnings": 0},
    }
    assert report["findings"] == []
    letter = next(item for item in report["documents"] if item["document"] == "整改通知")
    assert letter == {
        "file": "整改通知/V02-整改通知.docx",
        "document": "整改通知",
        "family": "notice",
        "for": "上陂村党支部",
        "codes": ["T01", "V02"],
        "number": "青组发〔2026〕36号",
        "written": True,
        "state": "written",
    }


def test_findings_in_json_have_code_place_and_remedy(wrong):
    done = cli("validate", "-C", wrong, "--format", "json")
    first, second = json.loads(done.stdout)["findings"]
    assert done.returncode == 1
    assert first == {
        "code": "NK-D06",
        "severity": "error",
        "message": "“year” cannot be this",
        "file": "campaign.yaml",
        "line": 3,
        "column": 7,
        "found": "26",
        "wanted": "1949 or more",
    }
    assert second["remedy"] == "Add “- branch.name” to fields in template.yaml."


def test_a_dry_run_shows_the_plan_and_writes_nothing(folder):
    before = sorted(folder.rglob("*"))
    done = cli("build", "-C", folder, "--dry-run")
    assert done.returncode == 0
    assert "整改通知/V02-整改通知.docx" in done.stdout
    assert "青组发〔2026〕36号" in done.stdout
    assert sorted(folder.rglob("*")) == before


def test_only_one_unit_is_built_where_asked(folder):
    done = cli("build", "-C", folder, "--only", "D01", "--only", "V02", "--format", "json")
    made = [item["file"] for item in json.loads(done.stdout)["documents"]]
    assert len(made) == 6
    assert "荣誉证书/2026001.docx" not in made
    assert len(list((folder / "output").rglob("*.docx"))) == 6


def test_documents_and_families_are_built_by_name(folder):
    done = cli("build", "整改通知", "booklet", "-C", folder, "--format", "json")
    made = {item["document"] for item in json.loads(done.stdout)["documents"]}
    assert made == {"整改通知", "制度汇编"}


@pytest.mark.parametrize(
    ("words", "code", "remedy"),
    [
        (["实施意件"], "NK-P01", "Did you mean “实施意见”?"),
        (["--only", "V1"], "NK-P02", "Did you mean “V01”?"),
    ],
)
def test_an_unknown_name_exits_with_2_and_names_the_nearest(folder, words, code, remedy):
    done = cli("build", "-C", folder, *words)
    assert done.returncode == 2
    assert code in done.stderr
    assert remedy in done.stderr
    assert not (folder / "output").exists()


def test_strict_stops_at_a_warning(tmp_path, files):
    plant(files, "templates/整改通知/template.yaml", "fields:\n", "fields:\n  - branch.phone\n")
    folder = write_tree(tmp_path, files)
    assert cli("build", "-C", folder, "--strict").returncode == 1
    assert not (folder / "output").exists()
    done = cli("build", "-C", folder)
    assert (done.returncode, "1 warning" in done.stdout) == (0, True)
    assert "warning: templates/整改通知/template.yaml" in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["biuld"],
        ["build", "-C", "/nowhere"],
        ["build", "--format", "xml"],
        ["render", "t.docx"],
    ],
)
def test_wrong_use_exits_with_2(folder, words):
    done = cli(*words, cwd=folder)
    assert done.returncode == 2
    assert done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("words", [["validate"], ["build"]])
def test_a_folder_without_a_campaign_exits_with_2(tmp_path, words):
    done = cli(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert "campaign.yaml: NK-S01 there is no such file" in done.stderr


def test_help_exits_with_0():
    done = cli("--help")
    assert done.returncode == 0
    assert all(command in done.stdout for command in ("init", "validate", "build", "render"))


def test_init_makes_a_campaign_once(tmp_path):
    first, second = cli("init", tmp_path / "new"), cli("init", tmp_path / "new")
    assert first.returncode == 0
    assert "files in" in first.stdout
    assert second.returncode == 2
    assert "NK-P10" in second.stderr


def test_one_template_is_rendered_with_one_file_of_data(tmp_path):
    write_tree(tmp_path, {"t.docx": word("{{ name }}"), "d.yaml": "name: A & <B>\n"})
    done = cli("render", "t.docx", "d.yaml", "-o", "甲.docx", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "A & <B>" in text_of(tmp_path / "甲.docx")


def test_pictures_that_the_data_name_lie_beside_it(tmp_path):
    drawn = zipped(members(p(inline("{{ photo|picture }}"))))
    write_tree(
        tmp_path,
        {"t.docx": drawn, "data/d.yaml": "photo: 照片/甲.png\n", "data/照片/甲.png": image()},
    )
    done = cli("render", "t.docx", "data/d.yaml", "-o", "甲.docx", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert Shown((tmp_path / "甲.docx").read_bytes()).pictures == [image()]


@pytest.mark.parametrize(
    ("data", "template", "code", "exit_code"),
    [
        ("name: 甲\n", "{{ nam }}", "NK-T05", 1),
        ("name: 甲\n", "{% if %}", "NK-T12", 1),
        ("- 甲\n", "{{ name }}", "NK-S80", 2),
        ("a: [\n", "{{ name }}", "NK-S10", 2),
    ],
)
def test_a_rendering_that_fails_says_why_and_writes_nothing(
    tmp_path, data, template, code, exit_code
):
    write_tree(tmp_path, {"t.docx": word(template), "d.yaml": data})
    done = cli("render", "t.docx", "d.yaml", "-o", "out.docx", cwd=tmp_path)
    assert done.returncode == exit_code
    assert code in done.stderr
    assert not (tmp_path / "out.docx").exists()


def test_a_target_that_cannot_be_written_exits_with_1(tmp_path):
    write_tree(tmp_path, {"t.docx": word("甲"), "d.yaml": "a: 1\n", "out.docx/x": ""})
    done = cli("render", "t.docx", "d.yaml", "-o", "out.docx", cwd=tmp_path)
    assert done.returncode == 1
    assert "NK-W01" in done.stderr


@pytest.mark.parametrize("words", [["--lang", "zh_CN"], ["--lang=zh_CN"]])
def test_messages_come_in_the_language_asked_for(wrong, words):
    done = cli(*words, "validate", "-C", wrong)
    assert done.returncode == 1
    assert "NK-D06" in done.stderr
    assert "cannot be this" not in done.stderr


@pytest.mark.parametrize("lang", ["xx", ""])
def test_a_language_that_there_is_not_gives_english(wrong, lang):
    done = cli("--lang", lang, "validate", "-C", wrong)
    assert "cannot be this" in done.stderr


@pytest.mark.parametrize("words", [["build", "--dry-run"], ["build", "--format", "json"]])
@pytest.mark.parametrize(("which", "exit_code"), [("folder", 0), ("wrong", 1)])
def test_a_console_that_knows_no_chinese_still_gets_everything(request, which, exit_code, words):
    campaign = request.getfixturevalue(which)
    done = cli(*words, "-C", campaign, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done.returncode == exit_code
    if "json" in words:
        documents = json.loads(done.stdout)["documents"]
        assert [item["for"] for item in documents[:1]] == ([] if exit_code else ["杏花村党支部"])
    else:
        assert ascii("杏花村党支部")[1:-1] in done.stdout or exit_code


def test_an_interrupted_build_exits_with_130_and_leaves_no_half_written_file(tmp_path):
    init(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-m", "notice_kit", "build", "-C", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=run_environment(),
    )
    output = tmp_path / "output"
    while process.poll() is None and not any(output.rglob("*.docx")):
        pass  # until the first of some two hundred files is there
    process.send_signal(signal.SIGINT)
    _stdout, stderr = process.communicate()
    left = [path for path in output.rglob("*") if path.is_file()]
    assert process.returncode == 130
    assert b"Traceback" not in stderr
    assert {path.suffix for path in left} == {".docx"}
    assert 0 < len(left) < 200
    for path in left:
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None


def test_marked_copies_stand_beside_the_faulty_templates(tmp_path, files):
    files["templates/整改通知/template.docx"] = word("甲", "{{ branch.name")
    wrong = write_tree(tmp_path / "wrong", files)
    done = cli("validate", "-C", wrong, "--mark")
    assert done.returncode == 1
    marked = wrong / "templates" / "整改通知" / "template.marked.docx"
    assert f"marked: {marked}" in done.stderr
    with zipfile.ZipFile(marked) as archive:
        assert "NK-T11 a tag is opened and not closed" in archive.read("word/comments.xml").decode()
    assert len(list(wrong.rglob("*.marked.docx"))) == 1


def test_faults_of_a_base_are_told_and_marked_in_the_base(tmp_path, files):
    files["templates/整改通知/template.docx"] = word(
        '{%p extends "../base.docx" %}', "{%p block 正文 %}", "文", "{%p endblock %}"
    )
    files["templates/base.docx"] = word(
        "甲{{ branch.nmae }}", "{%p block 正文 %}", "{%p endblock %}"
    )
    wrong = write_tree(tmp_path / "wrong", files)
    done = cli("validate", "-C", wrong, "--mark")
    assert "templates/base.docx “甲{{ branch.nmae }}”: NK-T02" in done.stderr
    assert [path.name for path in wrong.rglob("*.marked.docx")] == ["base.marked.docx"]
    with zipfile.ZipFile(wrong / "templates" / "base.marked.docx") as archive:
        assert "NK-T02" in archive.read("word/comments.xml").decode()


def test_the_fields_of_a_template_are_listed(folder, tmp_path):
    done = cli("fields", "整改通知", "-C", folder)
    assert done.returncode == 0
    assert re.search(r"branch.name +printed +always", done.stdout)
    write_tree(tmp_path, {"t.docx": word("{{ day|month_day }}")})
    schema = json.loads(cli("fields", "t.docx", "--format", "json", cwd=tmp_path).stdout)
    assert schema["properties"] == {"day": {"type": "string", "format": "date"}}
    assert schema["required"] == ["day"]
