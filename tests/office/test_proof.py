"""A PDF is believed only for what is in it."""

from __future__ import annotations

import io
from collections import Counter

import pytest
from pypdf import PdfWriter

from notice_kit.findings import Location
from notice_kit.office.fonts import FontSet, read_fonts
from notice_kit.office.proof import prove
from notice_kit.office.quarantine import quarantine
from notice_kit.office.wording import Wording
from tests.support import office
from tests.support.campaign import codes, the_one

pytestmark = pytest.mark.office
PLACE = Location("文件.docx")


@pytest.fixture
def pdf(word):
    document = quarantine(word("文件", "青禾县" * 100), "文件.docx")
    return office.worker().export(document.order({}), PLACE)


def test_a_right_one(pdf):
    assert prove(pdf, Wording(body=Counter("青禾县" * 100)), read_fonts(), PLACE) == (1, [])


def test_text_that_is_missing(pdf):
    a_little, much = Counter("青禾县" * 100 + "镇"), Counter("青禾县" * 100 + "柳溪镇" * 10)
    pages, findings = prove(pdf, Wording(body=a_little), read_fonts(), PLACE)
    assert (pages, the_one(findings, "NK-O23").found) == (1, "镇")
    findings = prove(pdf, Wording(body=much), read_fonts(), PLACE)[1]
    assert the_one(findings, "NK-O22").found == "柳溪镇"


def test_a_font_that_the_kit_did_not_give(pdf):
    findings = prove(pdf, Wording(), FontSet((), ()), PLACE)[1]
    assert the_one(findings, "NK-O24").found == "FandolFang-Regular"


@pytest.mark.parametrize("cut", [0, 10, 3000])
def test_one_that_is_cut_off(pdf, cut):
    pages, findings = prove(pdf[:cut], Wording(), read_fonts(), PLACE)
    assert (pages, codes(findings)) == (0, ["NK-O20"])


def test_one_without_pages():
    empty = io.BytesIO()
    PdfWriter().write(empty)
    pages, findings = prove(empty.getvalue(), Wording(), read_fonts(), PLACE)
    assert pages == 0
    assert codes(findings)[0] in ("NK-O20", "NK-O21")
