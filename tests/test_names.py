"""File names that every system can hold."""

import unicodedata
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notice_kit.names import collision_key, file_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("T01-柳溪镇党委-实施意见", "T01-柳溪镇党委-实施意见"),
        ("财政局/办公室", "财政局／办公室"),
        ("../../etc/passwd", "／..／etc／passwd"),
        ("/etc/passwd", "／etc／passwd"),
        ("a\\b", "a＼b"),
        ('a:b*?"<>|', "a：b＊？＂＜＞｜"),
        ("CON", "_CON"),
        ("aux.v1", "_aux.v1"),
        ("CONSUL", "CONSUL"),
        ("-rf", "_-rf"),
        ("~root", "_~root"),
        (".hidden", "hidden"),
        ("name. ", "name"),
        ("　张三　", "张三"),
        ("a\nb\x00c\t", "abc"),
        ("张\u202e三\u200b\ufeff\u061c", "张三"),
        ("e\u0301", "é"),
        ("a\ud800b", "ab"),
        ("COM¹", "_COM¹"),
        ("lpt9 .x", "_lpt9 .x"),
        ("CONOUT$", "_CONOUT$"),
        ("con", "_con"),
        ("COM10", "COM10"),
        ("\u00a0张三\u2003", "张三"),
        ("张\U000e0041三", "张三"),
        ("张\ufe0f三\U000e0100", "张三"),
        ("张\u3164三\u034f", "张三"),
        ("张\x85三\u2028", "张三"),
        ("\U00020bb7野家", "\U00020bb7野家"),
        ("\ue000某", "\ue000某"),
        ("...", ""),
        ("~$实施意见", "_~$实施意见"),
        ("a.docx", "a.docx"),
        ("", ""),
        (" . ", ""),
        ("\u200b", ""),
    ],
)
def test_a_name_is_made_safe(text, name):
    assert file_name(text) == name


@given(st.text())
@example("A" * 300)
@example("汉" * 100)
@example("..")
@example("CON.")
@example("\u0338<")
def test_a_name_never_leaves_its_folder_and_fits_every_disk(text):
    name = file_name(text)
    if not name:
        return
    folder = Path("/srv/output/文书")
    whole = f"{name}.docx"
    assert (folder / whole).resolve().parent == folder
    assert PureWindowsPath(whole).name == whole
    assert len(whole.encode()) <= 255
    assert not whole.startswith((".", "-", "~"))
    assert not set(name) & set('/\\:*?"<>|\x00\n')
    assert unicodedata.is_normalized("NFC", name)


@given(st.text())
@example("A" * 300)
def test_a_name_made_safe_stays_as_it_is(text):
    assert file_name(file_name(text)) == file_name(text)


@pytest.mark.parametrize("sign", ["A", "汉", "😀"])
def test_a_long_name_is_cut_at_a_character_and_told_apart(sign):
    first, second = file_name(sign * 260 + "甲"), file_name(sign * 260 + "乙")
    assert first != second
    assert set(first[:-9]) == {sign}
    assert first[-9] == "-"


def test_a_name_of_the_greatest_length_is_kept_whole():
    assert file_name("A" * 250) == "A" * 250
    assert len(file_name("A" * 251)) == 250


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abc.docx", "abc.docx"),
        ("e\u0301.docx", "é.docx"),
        ("ß.docx", "SS.docx"),
        ("a/张三 .docx ", "a/张三 .docx"),
        ("甲./乙", "甲/乙"),
    ],
)
def test_names_that_some_disk_takes_for_one_share_a_key(one, other):
    assert collision_key(one) == collision_key(other)


def test_names_that_differ_have_different_keys():
    assert collision_key("张三.docx") != collision_key("张三丰.docx")
