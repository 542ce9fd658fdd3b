"""版头, signatures and imprint in the XML of a composed file."""

from __future__ import annotations

import pytest

from notice_kit.errors import SourceError
from notice_kit.standard.manuscript import Manuscript, parse_manuscript
from tests.standard.conftest import Composed, manuscript

SIGNED = {"issuer": "中共青禾县委组织部", "date": "2026年3月5日"}


def of(style: str, what: str) -> str:
    return f"//w:p[w:pPr/w:pStyle/@w:val='{style}']/{what}"


def right_indents(composed: Composed, style: str) -> list[str]:
    return composed.values(of(style, "w:pPr/w:ind/@w:rightChars"))


def test_rows_over_a_mark_do_not_move_it() -> None:
    alone = Composed(manuscript({"issuer_mark": "中共青禾县委文件"}))
    below = Composed(
        manuscript(
            {"copy_number": "000001"},
            {"secrecy": "机密★1年"},
            {"urgency": "特急"},
            {"issuer_mark": "中共青禾县委文件"},
        )
    )
    style = "//w:style[@w:styleId='IssuerMark']/w:pPr/w:spacing/@w:before"
    (whole,) = map(int, alone.values(style, "word/styles.xml"))
    (left,) = map(int, below.values(of("IssuerMark", "w:pPr/w:spacing/@w:before")))
    assert whole - left == 3 * 579


def test_a_mark_of_several_issuers_is_a_table_with_the_word_beside_them() -> None:
    composed = Composed(manuscript({"issuer_mark": {"issuers": ["甲县委组织部", "乙局"]}}))
    assert composed.values("//w:tbl/w:tr/w:tc[1]//w:t/text()") == ["甲县委组织部", "乙局"]
    assert composed.values("//w:tbl/w:tr/w:tc[2]//w:t/text()") == ["文件"]
    assert composed.values("//w:vMerge/@w:val") == ["restart", "continue"]
    assert composed.values(
        "//w:style[@w:styleId='JointIssuer']/w:pPr/w:jc/@w:val", "word/styles.xml"
    ) == ["distribute"]


def test_one_signer_stands_beside_the_number() -> None:
    composed = Composed(
        manuscript({"document_number": {"number": "甲〔2026〕1号", "signers": "陆文川"}})
    )
    assert composed.values(of("SignedNumber", "w:r/w:t/text()")) == [
        "甲〔2026〕1号",
        "签发人：",
        "陆文川",
    ]
    assert composed.values("//w:r[w:t='陆文川']/w:rPr/w:rStyle/@w:val") == ["Kai"]


def test_signers_stand_two_in_a_row_and_the_number_in_the_last() -> None:
    signers = ["陆文川", "白宁", "秦望舒"]
    composed = Composed(
        manuscript({"document_number": {"number": "甲〔2026〕1号", "signers": signers}})
    )
    assert composed.values(of("Signers", "w:r/w:t/text()")) == ["签发人：", "陆文川　白　宁"]
    assert composed.values(of("JointSignedNumber", "w:r/w:t/text()")) == ["甲〔2026〕1号", "秦望舒"]


@pytest.mark.parametrize(
    ("issuer", "name_right", "date_right"),
    [
        ("中共青禾县委", "400", "400"),  # as wide as the date
        ("中共青禾县委组织部", "250", "400"),
        ("中共青禾县委农村工作领导小组办公室", "0", "550"),  # would pass the edge
    ],
)
def test_a_seal_covers_a_name_centred_on_its_date(
    issuer: str, name_right: str, date_right: str
) -> None:
    composed = Composed(manuscript({"signature": {**SIGNED, "issuer": issuer}}))
    assert right_indents(composed, "Signature") == [name_right]
    assert right_indents(composed, "SignatureDate") == [date_right]


@pytest.mark.parametrize(
    ("issuer", "name_right", "date_right"),
    [("中共青禾县委组织部", "200", "300"), ("县委", "800", "200")],
)
def test_without_a_seal_the_date_begins_two_after_the_name(
    issuer: str, name_right: str, date_right: str
) -> None:
    composed = Composed(manuscript({"signature": {**SIGNED, "issuer": issuer, "sealed": False}}))
    assert right_indents(composed, "SignatureUnsealed") == [name_right]
    assert right_indents(composed, "SignatureDate") == [date_right]


def test_several_names_without_seals_begin_at_one_edge() -> None:
    issuers = ["中共青禾县委组织部", "青禾县民政局"]
    composed = Composed(manuscript({"signature": {**SIGNED, "issuer": issuers, "sealed": False}}))
    assert right_indents(composed, "SignatureUnsealed") == ["200", "500"]


@pytest.mark.parametrize("count", [2, 3, 4, 7])
def test_seals_have_a_place_each_and_the_date_is_under_the_last(count: int) -> None:
    issuers = [f"青禾县第{number}局" for number in range(count)]
    composed = Composed(manuscript({"signature": {**SIGNED, "issuer": issuers}}))
    assert composed.values(of("JointSignature", "w:r/w:t/text()")) == issuers
    last = composed.find("//w:tbl[last()]/w:tr[1]/w:tc")
    date = composed.find("//w:tbl[last()]/w:tr[2]/w:tc")
    assert "".join(last[-1].itertext()) == issuers[-1]
    assert "".join(date[-1].itertext()) == SIGNED["date"]
    widths = {int(width) for width in composed.values("//w:tbl/w:tblPr/w:tblW/@w:w")}
    assert max(widths) <= 8845


def test_a_table_after_a_table_is_parted_from_it() -> None:
    table = {"table": {"widths": [30], "rows": [["甲"]]}}
    for between in ([], ["{%p if x %}"]):
        composed = Composed(manuscript(table, *between, table))
        assert composed.values("//w:tbl[2]/preceding-sibling::w:p[1]/w:pPr/w:pStyle/@w:val") == [
            "Spacer"
        ]


def letter(*blocks: object) -> Manuscript:
    return parse_manuscript({"format": "letter", "sections": [{"blocks": list(blocks)}]}, "函")


def test_the_mark_of_a_letter_is_in_the_head_of_its_first_page() -> None:
    composed = Composed(
        letter({"issuer_mark": "中共青禾县委组织部"}, {"document_number": "青组函〔2026〕1号"})
    )
    assert composed.values("//w:t/text()", "word/header_first.xml") == ["中共青禾县委组织部"]
    assert composed.values("//w:t/text()") == ["青组函〔2026〕1号"]
    assert len(composed.find("//w:sectPr/w:titlePg")) == 1
    assert composed.find("//w:instrText", "word/footer_first.xml") == []
    assert composed.values("//w:tcBorders/*/@w:sz", "word/header_first.xml") == ["24", "6"]
    assert composed.values("//w:tcBorders/*/@w:sz", "word/footer_first.xml") == ["6", "24"]


def test_the_imprint_of_a_letter_has_no_rules_and_no_office() -> None:
    composed = Composed(letter({"body": "甲"}, {"imprint": {"copy_to": "乙局"}}))
    assert composed.find("//w:tblBorders") == []
    assert composed.values("//w:tbl//w:t/text()") == ["抄送：乙局。"]
    with pytest.raises(SourceError, match="no office"):
        letter({"imprint": {"office": "甲", "date": "乙"}})


@pytest.mark.parametrize(
    ("imprint", "message"),
    [
        ({"copy_to": "甲"}, "needs an office"),
        ({"office": "甲"}, "go together"),
        ({}, "says nothing"),
    ],
)
def test_what_an_imprint_lacks_is_told(imprint: object, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        manuscript({"imprint": imprint})


def test_who_gets_the_document_may_stand_in_the_imprint() -> None:
    imprint = {"send_to": "各镇党委", "copy_to": "乙局", "office": "丙", "date": "丁"}
    composed = Composed(manuscript({"imprint": imprint}))
    assert composed.values("//w:tbl/w:tr[1]//w:t/text()") == ["主送：各镇党委。", "抄送：乙局。"]


def test_an_imprint_on_an_even_page_has_a_section_of_its_own_without_numbers() -> None:
    imprint = {"office": "甲", "date": "乙", "page": "even"}
    composed = Composed(manuscript({"body": "丙"}, {"imprint": imprint}))
    assert composed.values("//w:sectPr/w:type/@w:val") == ["nextPage", "evenPage"]
    assert composed.find("//w:instrText", "word/footer_blank.xml") == []
