"""Bytes → a file, whole or not at all."""

import os
import stat

import pytest

from notice_kit.delivery import deliver, deliver_all, sweep, temporary_beside
from notice_kit.errors import DeliverError
from notice_kit.names import file_name


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_made_with_its_folders_and_nothing_beside_it(tmp_path):
    target = tmp_path / "output" / "实施意见" / "甲.docx"
    deliver(b"content", target)
    assert target.read_bytes() == b"content"
    assert names(target.parent) == ["甲.docx"]


def test_an_old_file_is_replaced(tmp_path):
    target = tmp_path / "甲.docx"
    target.write_bytes(b"old and longer")
    deliver(b"new", target)
    assert target.read_bytes() == b"new"


def test_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"precious")
    target = tmp_path / "output" / "甲.docx"
    target.parent.mkdir()
    target.symlink_to(outside)
    deliver(b"new", target)
    assert outside.read_bytes() == b"precious"
    assert not target.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_link_that_leads_nowhere_is_replaced(tmp_path):
    target = tmp_path / "甲.docx"
    target.symlink_to(tmp_path / "nowhere")
    deliver(b"new", target)
    assert target.read_bytes() == b"new"


def test_a_folder_of_that_name_is_told_and_stays(tmp_path):
    target = tmp_path / "甲.docx"
    (target / "inside").mkdir(parents=True)
    with pytest.raises(DeliverError) as caught:
        deliver(b"new", target)
    (finding,) = caught.value.findings
    assert finding.code == "NK-W01"
    assert finding.location.file == str(target)
    assert finding.remedy
    assert names(tmp_path) == ["甲.docx"]
    assert names(target) == ["inside"]


def test_a_file_where_a_folder_must_be_is_told(tmp_path):
    (tmp_path / "output").write_bytes(b"a file")
    with pytest.raises(DeliverError) as caught:
        deliver(b"new", tmp_path / "output" / "甲.docx")
    assert caught.value.findings[0].code == "NK-W01"
    assert (tmp_path / "output").read_bytes() == b"a file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told_and_the_old_file_stays(tmp_path):
    target = tmp_path / "甲.docx"
    target.write_bytes(b"old")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(DeliverError):
            deliver(b"new", target)
    finally:
        tmp_path.chmod(0o700)
    assert target.read_bytes() == b"old"


def test_a_file_that_may_not_be_written_is_replaced_by_one_that_may(tmp_path):
    target = tmp_path / "甲.docx"
    target.write_bytes(b"old")
    target.chmod(0o400)
    deliver(b"new", target)
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & stat.S_IWUSR


def test_what_a_killed_run_left_under_the_same_process_id_is_no_hindrance(tmp_path):
    target = tmp_path / "乙.docx"
    temporary_beside(target).write_bytes(b"half")
    deliver(b"new", target)
    assert names(tmp_path) == ["乙.docx"]
    assert target.read_bytes() == b"new"


def test_of_several_files_those_that_cannot_be_written_are_told_and_the_others_are_there(tmp_path):
    (tmp_path / "乙.docx").mkdir()
    targets = [tmp_path / name for name in ("甲.docx", "乙.docx", "丙.docx")]
    first, second, third = deliver_all(
        [(b"1", targets[0]), (b"22", targets[1]), (b"3", targets[2])]
    )
    assert (first.size, third.size) == (1, 1)
    assert first.mtime_ns == targets[0].stat().st_mtime_ns
    assert (second.code, second.location.file) == ("NK-W01", str(targets[1]))
    assert names(tmp_path) == ["丙.docx", "乙.docx", "甲.docx"]


def test_what_killed_runs_have_left_is_swept_and_nothing_else(tmp_path):
    (tmp_path / ".0123456789abcdef.part-0000beef").write_bytes(b"half")
    (tmp_path / "甲.docx").write_bytes(b"whole")
    (tmp_path / ".hidden").write_bytes(b"")
    sweep([tmp_path, tmp_path / "nowhere"])
    assert names(tmp_path) == [".hidden", "甲.docx"]


@pytest.mark.parametrize("sign", ["A", "汉", "😀"])
def test_the_longest_name_can_be_written(tmp_path, sign):
    target = tmp_path / f"{file_name(sign * 300)}.docx"
    deliver(b"new", target)
    assert target.read_bytes() == b"new"


def test_two_files_of_one_folder_do_not_share_a_temporary_file(tmp_path):
    for number in range(20):
        deliver(str(number).encode(), tmp_path / f"{number}.docx")
    assert [(tmp_path / f"{number}.docx").read_text() for number in range(20)] == [
        str(number) for number in range(20)
    ]
