"""`notice-kit check` and `rules`: files of any kind, their totals, exit codes and formats."""

import json

import pytest

import notice_kit
from notice_kit.checking import check_files
from notice_kit.cli import main
from notice_kit.errors import SourceError
from notice_kit.findings import Severity
from notice_kit.messages import use_language
from notice_kit.profile import Profile
from notice_kit.rules.registry import all_rules
from tests.rules.editing import base, edited

WRONG = [{"at": "//w:pgMar", "set": {"w:top": "1440"}}]


@pytest.fixture
def shelf(tmp_path):
    (tmp_path / "good.docx").write_bytes(base("notice"))
    (tmp_path / "wrong.docx").write_bytes(edited(base("notice"), WRONG))
    (tmp_path / "plain.docx").write_bytes(base("plain"))
    (tmp_path / "~$good.docx").write_bytes(b"lock")
    return tmp_path


def run(*words, language="en"):
    with pytest.raises(SystemExit) as left:
        main(["--lang", language, *map(str, words)])
    return left.value.code


def test_check_takes_a_path_or_bytes(shelf):
    wrong = edited(base("notice"), WRONG)
    assert [one.code for one in notice_kit.check(wrong)] == ["P-02"]
    assert [one.code for one in notice_kit.check(str(shelf / "wrong.docx"))] == ["P-02"]
    assert notice_kit.check(shelf / "good.docx") == []
    with pytest.raises(SourceError, match="NK-S01"):
        notice_kit.check(shelf / "none.docx")


def test_a_finding_names_clause_place_and_remedy():
    (found,) = notice_kit.check(edited(base("notice"), WRONG))
    assert str(found) == (
        "document.docx: P-02 天头 (the upper margin) is wrong; found: 25.4 mm; "
        "wanted: 37 mm ± 1 mm (GB/T 9704-2012, 5.2.1)\n    → Set the upper margin to 37 mm."
    )
    assert found.element == "page"


def test_a_profile_leaves_rules_out_and_weighs_them():
    wrong = edited(base("notice"), WRONG)
    assert notice_kit.check(wrong, Profile(disabled=frozenset({"P-02"}))) == []
    (found,) = notice_kit.check(wrong, Profile(severities={"P-02": Severity.INFO}))
    assert found.severity is Severity.INFO


def test_a_profile_may_say_what_the_documents_are():
    assert [one.code for one in notice_kit.check(base("plain"))] == ["NK-G03"]
    profile = Profile.model_validate({"kind": "无版头公文"})
    assert "NK-G03" not in [one.code for one in notice_kit.check(base("plain"), profile)]


def test_a_folder_is_checked_file_by_file(shelf, capsys):
    assert run("check", shelf) == 1
    out, err = capsys.readouterr()
    assert "3 files, 1 error, 0 warnings" in out
    assert "good.docx" in out
    assert "P-02" in err


def test_files_that_cannot_be_read_are_named_and_others_go_on(shelf, capsys):
    (shelf / "text.docx").write_text("hello")
    (shelf / "old.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert run("check", shelf / "text.docx", shelf / "old.docx", shelf / "wrong.docx") == 2
    out, err = capsys.readouterr()
    assert [code in err for code in ("NK-S34", "NK-S31", "P-02")] == [True, True, True]
    assert "not read" in out


@pytest.mark.parametrize(("name", "code"), [("good", 0), ("plain", 0), ("wrong", 1)])
def test_exit_codes(shelf, name, code):
    assert run("check", shelf / f"{name}.docx") == code


def test_strict_counts_what_should_be(shelf):
    soft = edited(base("notice"), [{"style": "公文标题", "rPr": "<w:b/>"}])
    (shelf / "soft.docx").write_bytes(soft)
    assert run("check", shelf / "soft.docx") == 0
    assert run("check", "--strict", shelf / "soft.docx") == 1


def test_json_has_every_file_with_its_findings(shelf, capsys):
    run("check", "--format", "json", shelf)
    log = json.loads(capsys.readouterr().out)
    assert log["totals"] == {"errors": 1, "warnings": 0, "infos": 1}
    (wrong,) = [one for one in log["files"] if one["file"].endswith("wrong.docx")]
    assert wrong["kind"] == "文件格式"
    assert wrong["findings"][0]["basis"] == "GB/T 9704-2012, 5.2.1"


def test_sarif_names_rules_and_results(shelf, capsys):
    run("check", "--format", "sarif", shelf / "wrong.docx")
    (log,) = json.loads(capsys.readouterr().out)["runs"]
    assert len(log["tool"]["driver"]["rules"]) == len(all_rules())
    (result,) = log["results"]
    assert (result["ruleId"], result["level"]) == ("P-02", "error")


def test_rules_are_listed_and_shown(capsys):
    assert run("rules") == 0
    assert "P-01" in capsys.readouterr().out
    assert run("rules", "p-02") == 0
    shown = capsys.readouterr().out
    assert "GB/T 9704-2012, 5.2.1" in shown
    assert "Word's default" in shown
    assert run("rules", "P-98") == 2
    assert "NK-G04" in capsys.readouterr().err


def test_rules_are_shown_in_chinese(shelf, capsys):
    try:
        assert run("rules", language="zh_CN") == 0
        assert "用纸为A4型" in capsys.readouterr().out
        assert run("rules", "h-17", language="zh_CN") == 0
        shown = capsys.readouterr().out
        assert "H-17  涉密公文标注份号" in shown
        assert "\n理由：《条例》第九条：涉密公文应当标注份号。\n" in shown
        run("check", "--format", "sarif", shelf / "wrong.docx", language="zh_CN")
        rules = json.loads(capsys.readouterr().out)["runs"][0]["tool"]["driver"]["rules"]
        assert rules[0]["shortDescription"] == {"text": "用纸为A4型"}
    finally:
        use_language("en")


def test_unknown_profiles_are_told(shelf, capsys):
    assert run("check", "--profile", shelf / "none.yaml", shelf / "good.docx") == 2
    assert "NK-S01" in capsys.readouterr().err


def test_an_empty_folder_has_no_files(tmp_path, capsys):
    assert run("check", tmp_path) == 0
    assert "0 files" in capsys.readouterr().out
    assert check_files([tmp_path]) == []
