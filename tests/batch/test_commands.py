"""The batch from the command line: what is shown, exit codes, and masked personal numbers."""

import json

import pytest

from notice_kit.masking import masked_text
from tests.support.campaign import id_number, plant, write_tree
from tests.test_cli import cli


def test_a_second_build_says_that_nothing_was_to_be_done(folder):
    assert cli("build", "-C", folder).returncode == 0
    again = cli("build", "-C", folder)
    assert again.returncode == 0
    assert "nothing was written, 9 unchanged, 0 errors, 0 warnings" in again.stdout
    told = json.loads(cli("build", "-C", folder, "--format", "json").stdout)
    assert {one["state"] for one in told["documents"]} == {"unchanged"}
    assert told["totals"]["unchanged"] == 9


def test_one_bad_record_leaves_with_1_and_names_what_was_left_out(tmp_path, files):
    good = id_number("19800101", 2)
    bad = good[:-1] + ("2" if good[-1] == "1" else "1")
    plant(files, "data/units.yaml", good, bad)
    folder = write_tree(tmp_path, files)
    done = cli("build", "-C", folder, "--format", "json")
    told = json.loads(done.stdout)
    assert done.returncode == 1
    failed = [one["for"] for one in told["documents"] if one["state"] == "failed"]
    assert "杏花村党支部" in failed
    assert told["totals"]["written"] == 6
    assert bad not in done.stdout
    assert f"330999********{bad[-4:]}" in done.stdout


def test_status_and_diff_show_what_a_build_would_do(folder):
    cli("build", "-C", folder)
    data = folder / "data/units.yaml"
    text = data.read_text(encoding="utf-8").replace("柳溪镇委员会", "柳溪镇党委")
    data.write_text(text, encoding="utf-8")
    shown = cli("status", "-C", folder)
    assert shown.returncode == 0
    assert shown.stdout.splitlines() == [
        "changed: 实施意见/T01-实施意见.docx",
        "1 changed, 8 unchanged",
    ]
    diff = cli("diff", "-C", folder).stdout.splitlines()
    assert diff == [
        "实施意见/T01-实施意见.docx (changed)",
        "    青发〔2026〕21号",
        "  - 中共青禾县柳溪镇委员会：",
        "  + 中共青禾县柳溪镇党委：",
    ]
    told = json.loads(cli("status", "-C", folder, "--format", "json").stdout)
    assert told["totals"]["changed"] == 1


@pytest.mark.parametrize("options", [["--output", "x.tar"], ["--output", "x.zip", "--prune"]])
def test_an_output_that_is_no_archive_is_refused(folder, options):
    assert cli("build", "-C", folder, *options).returncode == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("33099919800101002X", "330999********002X"),
        ("330999800101002", "330999*****1002"),
        ("号码 13800000123。", "号码 138****0123。"),
        ("0599-6000021", "0599-6000021"),
        ("青发〔2026〕21号", "青发〔2026〕21号"),
        ("1234567890123456789012", "1234567890123456789012"),
    ],
)
def test_the_middle_of_personal_numbers_is_masked(text, shown):
    assert masked_text(text) == shown
