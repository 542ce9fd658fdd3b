"""Fonts: what is there, what stands in, and what a machine without Chinese fonts is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from notice_kit import convert
from notice_kit.errors import OfficeError, UsageError
from notice_kit.office import fonts as module
from notice_kit.office.fontconfig import fonts_conf
from notice_kit.office.fonts import read_fonts
from tests.support.campaign import codes

pytestmark = pytest.mark.office
FANG = Path("/usr/local/share/fonts/notice-kit/FandolFang-Regular.otf")


def renamed(target, family):
    """A font file that says it is another, as a licensed one would be."""
    with TTFont(FANG) as font:
        subset = Subsetter()
        subset.populate(text="关于创建的通知中")
        subset.subset(font)
        for record in list(font["name"].names):
            if record.nameID in (16, 17):
                font["name"].removeNames(nameID=record.nameID)
        for name, value in ((1, family), (4, family), (6, "Licensed-Fang")):
            font["name"].setName(value, name, 3, 1, 0x409)
            font["name"].setName(value, name, 3, 1, 0x804)
        font["CFF "].cff.fontNames = ["Licensed-Fang"]
        font.save(target)


@pytest.fixture
def licensed(tmp_path):
    folder = tmp_path / "fonts"
    folder.mkdir()
    renamed(folder / "fang.otf", "仿宋_GB2312")
    return folder


def test_the_free_fonts_stand_in():
    fonts = read_fonts()
    assert fonts.chain("仿宋_GB2312") == ("FandolFang R", "Noto Serif CJK SC", "Liberation Serif")
    assert fonts.chain("SimHei")[0] == "Noto Sans CJK SC"
    assert fonts.chain("没有这种字体")[0] == "Noto Serif CJK SC"
    assert fonts.covers("FandolFang R", "党")
    assert not fonts.covers("FandolFang R", "堃")
    assert fonts.knows("NotoSerifCJKsc-Bold")
    assert not fonts.knows("DejaVuSans")


def test_a_licensed_font_stands_for_itself_and_for_its_other_names(licensed):
    fonts = read_fonts(licensed)
    assert fonts.chain("仿宋_GB2312")[0] == "仿宋_GB2312"
    assert fonts.chain("FangSong")[:2] == ("仿宋_GB2312", "FandolFang R")
    conf = fonts_conf(fonts, Path("cache"))
    assert 'eq"><string>仿宋_GB2312</string></test>' not in conf
    assert conf.index(f"<dir>{licensed}</dir>") < conf.index("<dir>/usr")


def test_a_licensed_font_is_in_the_pdf_and_no_longer_told_of(word, licensed):
    path = word("公文", "关于创建的通知")
    report = convert([path], fonts_dir=licensed)
    assert report.failed == ()
    assert report.general == ()
    (page,) = PdfReader(path.with_suffix(".pdf")).pages
    names = [str(one.get_object()["/BaseFont"]) for one in page["/Resources"]["/Font"].values()]
    assert [name.partition("+")[2] for name in names] == ["Licensed-Fang"]


def test_without_chinese_fonts_nothing_is_converted(word, tmp_path, monkeypatch):
    latin = tmp_path / "latin"
    latin.mkdir()
    shutil.copy("/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf", latin)
    for dirs in ((), (str(latin),)):
        monkeypatch.setattr(module, "FONT_DIRS", dirs)
        with pytest.raises(OfficeError) as caught:
            convert([word("公文", "正文")])
        assert codes(caught.value.findings) == ["NK-O04"]
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_font_file_that_is_none_is_told_of(tmp_path):
    (tmp_path / "坏.ttf").write_bytes(b"no font")
    (tmp_path / "说明.txt").write_text("no font either")
    assert codes(read_fonts(tmp_path).findings) == ["NK-O05"]


def test_a_folder_of_fonts_that_is_not_there(tmp_path):
    with pytest.raises(UsageError) as caught:
        read_fonts(tmp_path / "没有")
    assert codes(caught.value.findings) == ["NK-O06"]
