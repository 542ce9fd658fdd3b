"""The committed rule texts: their form, and how they read for every sort of branch."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, StrictUndefined

RULES = Path(__file__).parents[1] / "rules"
FILES = sorted(RULES.rglob("*.md"))
COUNTY_RULES = [path for path in FILES if path.parent == RULES]
EXTRA_RULES = [path for path in FILES if path.parent != RULES]

ARTICLE = re.compile(r"第([一二三四五六七八九十]+)条　\S")
CHAPTER = re.compile(r"第([一二三四五六七八九十]+)章　\S")
ITEM = re.compile(r"（([一二三四五六七八九十]+)）\S")
CJK = "[\u4e00-\u9fff]"

# Sizes of branch: with all posts and equipment, with the least of a committee, and with none.
SIZES: list[dict[str, Any]] = [
    dict(members=36, committee=5, applicants=4, manager="林晓", television=42, area=120),
    dict(members=18, committee=3, applicants=0, manager="无", television=0, area=0),
    dict(members=6, committee=2, applicants=0, manager="无", television=29, area=60),
    dict(members=5, committee=0, applicants=0, manager="无", television=0, area=60),
]
POSTS = ["书记", "副书记", "组织委员", "宣传委员", "纪检委员"]
KINDS = ["农村", "社区", "机关", "非公企业"]
FORMS = ["党总支", "党支部"]
CASES = list(itertools.product(KINDS, FORMS, range(len(SIZES))))


def make_names(kind: str, form: str, size: int) -> dict[str, Any]:
    sample = SIZES[size]
    equipped = sample["television"] > 0
    committee = f"{'总支' if form == '党总支' else '支部'}委员会"
    person = {"name": "陈立新", "post": "书记"}
    posts = [{"name": "周明", "post": post} for post in POSTS[: sample["committee"]]]
    return {
        "unit": {"name": "中共青禾县柳溪镇委员会", "short_name": "柳溪镇党委"},
        "branch": {
            "name": f"柳溪镇杏花村{form}",
            "form": form,
            "kind": kind,
            "secretary": person,
            "committee": posts,
            "committee_name": committee,
            "committee_short": "总支委会" if form == "党总支" else "支委会",
            "members": [person] * sample["members"],
            "applicants": [person] * sample["applicants"],
            "term_years": 5 if kind in ("农村", "社区") else 3,
            "activity_day": 15,
            "address": "柳溪镇杏花村18号",
            "phone": "0571-60001234",
            "room": {
                "area": sample["area"],
                "manager": sample["manager"],
                "television": sample["television"],
                "dvd": equipped,
                "public_address": equipped,
                "computer": equipped,
                "projector": False,
            },
        },
    }


def refuse_what_does_not_print(value: object) -> object:
    assert not isinstance(value, bool | list | None), f"does not print: {value!r}"
    return value


ENVIRONMENT = Environment(undefined=StrictUndefined, finalize=refuse_what_does_not_print)


def rendered(path: Path, case: tuple[str, str, int]) -> str:
    return ENVIRONMENT.from_string(path.read_text(encoding="utf-8")).render(make_names(*case))


def rendered_for_every_branch(path: Path) -> set[str]:
    return {rendered(path, case) for case in CASES}


def paragraphs(text: str) -> list[str]:
    return [paragraph.strip() for paragraph in text.split("\n\n")][1:]


def chinese(number: int) -> str:
    digits = " 一二三四五六七八九"
    tens, ones = divmod(number, 10)
    written = ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + digits[ones]
    return written.strip()


def label(path: Path) -> str:
    return str(path.relative_to(RULES).with_suffix(""))


every_rule = pytest.mark.parametrize("path", FILES, ids=label)


def test_there_are_eight_county_rules_numbered_in_order() -> None:
    assert [path.stem[:3] for path in COUNTY_RULES] == [f"{number:02}-" for number in range(1, 9)]


def test_a_branchs_own_rules_add_to_the_county_rules_or_replace_one() -> None:
    county = {path.name for path in COUNTY_RULES}
    for path in EXTRA_RULES:
        assert path.name in county or int(path.name[:2]) > len(county)


@every_rule
def test_source_is_one_title_and_paragraphs_of_one_line(path: Path) -> None:
    title, *rest = path.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    assert title.startswith("# ")
    for paragraph in (title, *rest):
        assert "\n" not in paragraph
        assert paragraph == paragraph.strip()
        assert paragraph.count("{% if ") == paragraph.count("{% endif %}")


@every_rule
def test_articles_chapters_and_items_are_numbered_without_a_gap(path: Path) -> None:
    for text in rendered_for_every_branch(path):
        articles: list[str] = []
        chapters: list[str] = []
        items: list[str] = []
        for paragraph in paragraphs(text):
            if match := CHAPTER.match(paragraph):
                chapters.append(match[1])
            elif match := ARTICLE.match(paragraph):
                articles.append(match[1])
                items = []
            elif match := ITEM.match(paragraph):
                items.append(match[1])
                assert items[-1] == chinese(len(items)), paragraph
            else:
                assert not re.match("[第（#]", paragraph), paragraph
                assert articles, paragraph
        assert len(articles) >= 8
        assert articles == [chinese(number) for number in range(1, len(articles) + 1)]
        assert chapters == [chinese(number) for number in range(1, len(chapters) + 1)]


@every_rule
def test_a_list_of_items_is_announced_and_closed(path: Path) -> None:
    for text in rendered_for_every_branch(path):
        texts = [*paragraphs(text), ""]
        for before, item, after in zip(texts, texts[1:], texts[2:], strict=False):
            if not ITEM.match(item):
                continue
            if item.startswith("（一）"):
                assert before.endswith("："), before
            last = not ITEM.match(after)
            assert item.endswith("。" if last else "；"), item
            assert last or "。" not in item, item


@every_rule
def test_length_is_that_of_a_rule_in_use(path: Path) -> None:
    for text in rendered_for_every_branch(path):
        assert 700 <= len("".join(text.split())) <= 1600


@every_rule
def test_punctuation_is_full_width_and_paired(path: Path) -> None:
    for text in rendered_for_every_branch(path):
        assert not re.findall(rf"{CJK}[,;:?!()\[\].\"' ]|[,;:?!()\[\].\"' ]{CJK}", text[2:])
        assert not re.findall(
            r"[０-９]|[，、；：。][，、；：。]|、(?:和|及|与(?!会))|》、《|”、“", text
        )
        for paragraph in paragraphs(text):
            assert CHAPTER.match(paragraph) or paragraph.endswith(("。", "；", "：")), paragraph
            for pair in ("“”", "（）", "《》"):
                assert re.sub(f"[^{pair}]", "", paragraph).replace(pair, "") == "", paragraph


@every_rule
def test_no_tag_and_nothing_missing_shows(path: Path) -> None:
    for text in rendered_for_every_branch(path):
        assert not re.search(r"\{[{%]|[%}]\}|None|True|False|由无|\D0英寸|面积0", text)


def test_every_rule_speaks_of_the_branch_itself() -> None:
    for path in FILES:
        source = path.read_text(encoding="utf-8")
        named = set(re.findall(r"\{\{ ?((?:branch|unit)\.[a-z_.]+)", source))
        assert len(named) >= 5, f"{label(path)}: {named}"


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_rules_share_a_sentence(kind: str) -> None:
    seen: dict[str, str] = {}
    for path in FILES:
        found = {
            re.sub(r"^（.+?）|^第[一二三四五六七八九十]+条　", "", sentence.strip())
            for sentence in re.split("[。；：\n]", rendered(path, (kind, "党支部", 0)))
        }
        for sentence in found:
            if len(sentence) >= 15:
                assert sentence not in seen, f"{label(path)} and {seen[sentence]}: {sentence}"
                seen[sentence] = label(path)
