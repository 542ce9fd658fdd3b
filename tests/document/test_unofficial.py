"""Certificates, booklets and forms are told from official documents and from all else."""

import pytest

from notice_kit.document.layout import Kind
from tests.document.word import p, read

CENTRE, LARGE, HUGE = '<w:jc w:val="center"/>', '<w:sz w:val="36"/>', '<w:sz w:val="96"/>'
BREAK = "<w:p><w:r><w:br w:type='page'/></w:r></w:p>"
AWARD = p("张三同志：") + p("被评为优秀共产党员。特发此证，以资鼓励。") + p("中共青禾县委")
NOTICE = (
    p("关于印发《荣誉证书管理办法》的通知", CENTRE, LARGE)
    + p("各镇党委：")
    + p("现将《荣誉证书管理办法》印发给你们。")
    + p("附件：荣誉证书样式")
    + p("中共青禾县委组织部", '<w:jc w:val="right"/>')
    + p("2026年6月15日", '<w:jc w:val="right"/>')
)
TOC = '<w:pStyle w:val="TOC1"/><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8000"/></w:tabs>'
STYLES = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
ENTRIES = "".join(p(f"第{n}项制度\t{n}", TOC) for n in "123")


def table(*rows: str) -> str:
    cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row.split("|")) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


FORM = table("姓名||性别|", "出生年月||民族|", "主要事迹|||", "单位意见|||")


@pytest.mark.parametrize("title", ["荣誉证书", "荣　誉　证　书", "奖状", "聘书", "青禾县表彰证书"])
def test_a_certificate_has_a_large_title_and_says_what_it_is_given_for(title):
    assert read(p(title, CENTRE, HUGE) + AWARD).kind is Kind.CERTIFICATE


def test_a_number_over_the_title_makes_no_official_document_of_a_certificate():
    red = HUGE + '<w:color w:val="FF0000"/>'
    body = p("青荣字〔2026〕5号") + p("荣誉证书", CENTRE, red) + AWARD
    assert read(body).kind is Kind.CERTIFICATE


@pytest.mark.parametrize(
    "body",
    [
        p("荣誉证书", CENTRE) + AWARD,
        p("荣誉证书", CENTRE, HUGE) + p("本公司提供各种证书的印制服务。"),
        p("荣誉证书管理办法", CENTRE, HUGE) + AWARD,
    ],
    ids=["small", "an advertisement", "rules about certificates"],
)
def test_what_merely_speaks_of_certificates_is_none(body):
    assert read(body).kind is not Kind.CERTIFICATE


def test_a_notice_with_a_certificate_in_its_annex_stays_one():
    annex = p("附件") + p("荣誉证书", CENTRE, HUGE) + AWARD
    assert read(NOTICE + BREAK + annex).kind is Kind.PLAIN


def test_a_booklet_has_a_title_that_says_so_and_contents():
    cover = p("制度汇编", CENTRE, HUGE)
    assert read(cover + ENTRIES + p("党务公开制度"), styles=STYLES).kind is Kind.BOOKLET
    assert read(cover + p("党务公开制度")).kind is Kind.OTHER
    report = p("毕业论文", CENTRE, HUGE) + ENTRIES
    assert read(report, styles=STYLES).kind is Kind.OTHER


@pytest.mark.parametrize("title", ["优秀共产党员推荐表", "党员花名册", "考核登记表（一）"])
def test_a_form_has_a_title_that_says_so_and_a_table_that_is_most_of_it(title):
    assert read(p(title, CENTRE) + FORM).kind is Kind.FORM
    assert read(p(title, CENTRE) + p("正文很长。" * 60) + FORM).kind is Kind.OTHER
    assert read(p("读书笔记", CENTRE) + FORM).kind is Kind.OTHER


def test_the_title_of_a_form_may_stand_in_its_first_cell():
    assert read(table("党员登记表|||") + FORM).kind is Kind.FORM


def test_a_notice_with_a_form_in_its_annex_stays_one():
    annex = p("附件") + p("优秀共产党员推荐表", CENTRE) + FORM * 4
    assert read(NOTICE + BREAK + annex).kind is Kind.PLAIN
