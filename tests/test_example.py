"""The example campaign, built as a user does: every fact in the right document of its unit."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document
from docx.oxml.ns import qn

from notice_kit import BuildReport, build, convert
from tests.support import office
from tests.support.parts import paragraphs, text_of

ROOT = Path(__file__).parents[1]
CONTENTS = ("campaign.yaml", "criteria.yaml", "data", "rules", "templates")

# Rank order of the 20 winners: total, then 中心工作, then 党员队伍; ten of each affiliation.
WINNERS = (
    *("V01", "G01", "V05", "G06"),
    *("C02", "G03", "V03", "G10", "E04", "G02"),
    *("C01", "G12", "V13", "G16", "G04", "E02", "E09", "V21", "V23", "G15"),
)
SHORT = ("C05", "E05", "E08", "G08", "G13", "V07", "V15", "V17")

GOALS = ("活动场所标准化", "制度建设系统化", "台账资料规范化", "电化教育正常化")
GOODS = ("领导班子好", "党员队伍好", "工作机制好", "发展业绩好", "群众反映好")
RULES = (
    "议事规则",
    "三会一课制度",
    "党组织任期目标承诺制度",
    "党员目标管理制度",
    "民主生活会制度",
    "民主评议党员制度",
    "党务公开制度",
    "党员电化教育管理制度",
)
LEDGERS = ("党员花名册", "入党积极分子花名册", "活动签到簿", "会议记录簿", "电教播放记录簿")


def copy_campaign(folder: Path, data: str) -> Path:
    for name in CONTENTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)
    facts = folder / "campaign.yaml"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(text.replace("data: [data/units.xlsx]", f"data: [{data}]"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_campaign(tmp_path_factory.mktemp("xlsx"), "data/units.xlsx")


@pytest.fixture(scope="module")
def report(folder: Path) -> BuildReport:
    return build(folder)


@pytest.fixture(scope="module")
def output(folder: Path, report: BuildReport) -> Path:
    assert report.findings == ()
    return folder / "output"


@pytest.fixture(scope="module")
def roster() -> dict[str, list[dict[str, Any]]]:
    text = (ROOT / "data/units.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def units(roster: dict[str, list[dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    return {unit["code"]: unit for unit in roster["units"]}


@pytest.fixture(scope="module")
def branches(roster: dict[str, list[dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    return {branch["code"]: branch for branch in roster["branches"]}


def files(output: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(output)): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }


def only(output: Path, document: str, code: str = "") -> str:
    found = sorted((output / document).glob(f"{code}*.docx"))
    assert len(found) == 1, found
    return text_of(found[0])


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_every_family_is_made_once_for_each(output: Path) -> None:
    counts = Counter(path.parent.name for path in output.rglob("*.docx"))
    assert counts == {
        "实施意见": 23,
        "申报表": 30,
        "空白申报表": 1,
        "汇总表": 23,
        "制度汇编": 60,
        "表彰决定": 1,
        "荣誉证书": 20,
        "匾牌": 20,
        "喜报": 20,
        "贺信": 20,
        "奖金发放表": 1,
        "整改通知": 8,
        "党员花名册": 30,
        "入党积极分子花名册": 30,
        "活动签到簿": 30,
        "会议记录簿": 30,
        "电教播放记录簿": 30,
        "空白台账": 1,
        "差距汇总": 1,
        "回头看记录表": 7,
        "警告通知": 2,
        "撤销称号决定": 1,
    }


def test_excel_and_yaml_give_the_same_bytes(output: Path, tmp_path: Path) -> None:
    other = copy_campaign(tmp_path, "data/units.yaml")
    assert build(other).findings == ()
    assert files(other / "output") == files(output)


def test_a_second_build_gives_the_same_bytes(folder: Path, output: Path) -> None:
    before = files(output)
    build(folder)
    assert files(output) == before


def test_each_notice_carries_its_own_unit_s_particulars(
    output: Path, units: dict[str, dict[str, Any]]
) -> None:
    for index, unit in enumerate(units.values()):
        text = squeezed(only(output, "实施意见", unit["code"]))
        area = 100 if unit["kind"] in ("镇党委", "开发区党委") else 60
        assert f"{unit['name']}：" in text
        assert f"青发〔2026〕{21 + index}号" in text
        assert f"推荐名额为{unit['quota']}个" in text
        assert f"不少于{area}平方米的标准" in text
        assert "2026年7月20日前" in text
        assert unit["liaison"] in text
        assert unit["liaison_phone"] in text


def test_no_document_names_another_unit(
    output: Path, units: dict[str, dict[str, Any]], branches: dict[str, dict[str, Any]]
) -> None:
    owner = {code: branch["unit"] for code, branch in branches.items()}
    for document in ("实施意见", "申报表", "汇总表", "制度汇编", "整改通知", "喜报", "贺信"):
        for path in (output / document).glob("*.docx"):
            code = path.name.split("-")[0]
            own = units[owner.get(code, code)]
            text = squeezed(text_of(path)).replace(own["name"], "").replace(own["short_name"], "")
            for unit in units.values():
                if unit is not own:
                    assert unit["name"] not in text, path
                    assert unit["short_name"] not in text, path


def test_no_document_names_another_branch(
    output: Path, branches: dict[str, dict[str, Any]]
) -> None:
    for document in ("申报表", "制度汇编", "整改通知", "喜报", "贺信", "荣誉证书"):
        for path in (output / document).glob("*.docx"):
            own = [branch for branch in branches.values() if branch["name"] in path.name]
            assert len(own) == 1, path
            text = squeezed(text_of(path))
            for branch in branches.values():
                if branch is not own[0]:
                    assert branch["name"] not in text, path


@pytest.mark.parametrize("code", ["T01", "K01", "D01", "D08"])
def test_the_notice_states_the_whole_campaign(output: Path, code: str) -> None:
    text = squeezed(only(output, "实施意见", code))
    facts = [
        "习近平新时代中国特色社会主义思想",
        "党的二十届四中全会",
        "社会主义新农村建设",
        "先进性",
        *GOALS,
        *GOODS,
        *RULES,
        *LEDGERS,
        "共创建示范阵地20个",
        "镇（开发区）党委所属党组织10个",
        "县直属党委（总支）所属党组织10个",
        "2026年12月31日",
        "满5年",
        "每月开展党员活动不少于1次",
        "汇编",
        "匾牌",
        "不少于100平方米",
        "不少于60平方米",
        "34英寸",
        "DVD",
        "扩音",
        "电脑",
        "投影仪",
        "资料柜",
        "2026年8月至10月",
        "2026年11月",
        "以奖代补",
        "“基层党建示范阵地”",
        "回头看",
        "缺什么补什么",
        "民主集中制",
        "抄送",
        "2026年6月16日印发",
        "附件1",
        "附件2",
    ]
    assert [fact for fact in facts if fact not in text] == []


def test_the_notice_has_five_parts_in_order(output: Path) -> None:
    lines = paragraphs(next((output / "实施意见").glob("T01*")).read_bytes())
    heads = [line[:2] for line in lines if line[:2] in ("一、", "二、", "三、", "四、", "五、")]
    assert heads[:5] == ["一、", "二、", "三、", "四、", "五、"]


def test_each_form_carries_its_own_branch(
    output: Path, roster: dict[str, list[dict[str, Any]]], branches: dict[str, dict[str, Any]]
) -> None:
    rooms = {room["branch"]: room for room in roster["rooms"]}
    for path in (output / "申报表").glob("*.docx"):
        code = path.name.split("-")[0]
        text = squeezed(text_of(path))
        secretary = next(
            member
            for member in roster["members"]
            if member["branch"] == code and member["post"] == "书记"
        )
        assert branches[code]["candidate"] == "是"
        assert squeezed(branches[code]["deeds"]) in text
        assert secretary["name"] in text
        assert str(rooms[code]["area"]) in text
        assert branches[code]["phone"] in text


def test_the_summary_lists_the_unit_s_candidates_and_no_others(
    output: Path, branches: dict[str, dict[str, Any]]
) -> None:
    for path in (output / "汇总表").glob("*.docx"):
        code = path.name.split("-")[0]
        text = squeezed(text_of(path))
        for branch in branches.values():
            wanted = branch["unit"] == code and branch["candidate"] == "是"
            assert (squeezed(branch["name"]) in text) == wanted, (path, branch["name"])


def test_each_booklet_holds_the_eight_rules_and_the_branch_s_own(output: Path) -> None:
    for path in (output / "制度汇编").glob("*.docx"):
        text = text_of(path)
        assert [rule for rule in RULES if rule not in text] == []
        assert text.count("第八条") >= 8
    own = {
        "V01": "村务联席会议制度",
        "C01": "网格党员联系户制度",
        "G01": "党员先锋岗管理制度",
        "E01": "党企共建制度",
        "V02": "党员积分管理制度",
    }
    for code, title in own.items():
        assert title in only(output, "制度汇编", f"{code}-")
    assert "村务联席会议制度" not in only(output, "制度汇编", "V03-")


def _contents(path: Path) -> tuple[list[tuple[str, str]], list[str]]:
    """The entries of a booklet with their numbers, and the titles of its rules."""
    found = Document(str(path)).element.body.iter(qn("w:p"))
    entries, titles = [], []
    for paragraph in found:
        text = "".join(one.text or "" for one in paragraph.iter(qn("w:t")))
        if paragraph.style == "TOC1":
            entries.append(re.fullmatch(r"(\D+)(\d*)", text).groups())  # type: ignore[union-attr]
        elif paragraph.style == "RuleTitle":
            titles.append(text)
    return entries, titles


def test_the_contents_of_each_booklet_are_its_titles_in_order(output: Path) -> None:
    for path in (output / "制度汇编").glob("*.docx"):
        entries, titles = _contents(path)
        assert [title for title, _number in entries] == titles
        assert len(titles) in (8, 9)


@pytest.mark.office
def test_the_contents_of_a_booklet_say_what_its_pages_print(output: Path, tmp_path: Path) -> None:
    (path,) = (output / "制度汇编").glob("V02*.docx")
    assert not convert([path], tmp_path).failed
    pages = ["".join(w.text for w in p.words) for p in office.pages(tmp_path / f"{path.stem}.pdf")]
    entries, _titles = _contents(path)
    assert [number for _title, number in entries][:2] == ["1", "5"]
    for title, number in entries:
        # The title stands twice where the rule begins: in the running head and over its text.
        page = next(page for page in pages if page.startswith(squeezed(title) * 2))
        assert page.endswith(f"—{number}—"), title
    assert len(pages) % 2 == 0
    assert pages[1] == pages[3] == ""


def test_the_decision_lists_the_winners_in_rank_order(
    output: Path, branches: dict[str, dict[str, Any]]
) -> None:
    text = squeezed(only(output, "表彰决定"))
    places = [text.index(squeezed(branches[code]["name"])) for code in WINNERS]
    assert places == sorted(places)
    assert "270,000元" in text
    assert "贰拾柒万元整" in text
    losers = [code for code, branch in branches.items() if code not in WINNERS]
    assert [code for code in losers if branches[code]["name"] in text] == []


@pytest.mark.parametrize("document", ["荣誉证书", "喜报", "贺信"])
def test_every_winner_gets_one(
    output: Path, branches: dict[str, dict[str, Any]], document: str
) -> None:
    texts = [squeezed(text_of(path)) for path in (output / document).glob("*.docx")]
    for code in WINNERS:
        assert sum(branches[code]["name"] in text for text in texts) == 1


def test_the_payment_list_adds_up(output: Path, branches: dict[str, dict[str, Any]]) -> None:
    path = next((output / "奖金发放表").glob("*.docx"))
    cells = paragraphs(path.read_bytes())
    text = squeezed(text_of(path))
    amounts = [Decimal(20000)] * 4 + [Decimal(15000)] * 6 + [Decimal(10000)] * 10
    assert sum(amounts) == 270000
    for code in WINNERS:
        assert branches[code]["name"] in text
    assert [cells.count(amount) for amount in ("20,000", "15,000", "10,000")] == [4, 6, 10]
    assert [cells.count(subtotal) for subtotal in ("80,000", "90,000", "100,000")] == [1, 1, 1]
    assert "270,000" in text
    assert "贰拾柒万元整" in text


def test_the_rectification_notice_lists_exactly_what_is_lacking(output: Path) -> None:
    codes = sorted(path.name.split("-")[0] for path in (output / "整改通知").glob("*.docx"))
    assert tuple(codes) == SHORT
    text = squeezed(only(output, "整改通知", "E08"))
    assert "党员活动室面积45平方米，不足60平方米" in text
    assert "没有配备电脑" in text
    assert "桌椅没有配齐" in text
    assert "电视机为" not in text
    assert "没有配备扩音设备" not in text
    text = squeezed(only(output, "整改通知", "C05"))
    assert "党员活动室面积82平方米，不足100平方米" in text


def test_the_visits_to_titled_sites_lead_to_their_warnings_and_withdrawals(output: Path) -> None:
    warned = sorted(path.name[:3] for path in (output / "警告通知").glob("*.docx"))
    assert warned == ["E07", "V11"]
    text = squeezed(only(output, "警告通知", "E07"))
    assert "青组发〔2026〕20号" in text
    assert "于2023年被授予“基层党建示范阵地”称号" in text
    assert "连续三个月没有开展主题党日" in text
    assert "限2026年6月15日前整改到位" in text
    text = squeezed(only(output, "撤销称号决定"))
    assert "青发〔2026〕50号" in text
    assert "撤销经济开发区佳禾包装有限公司党支部“基层党建示范阵地”称号" in text
    assert "2026年4月16日，县委组织部在“回头看”中发现" in text
    assert "于2026年4月22日予以警告，要求在2026年6月15日前整改到位" in text
    assert "2026年6月24日复查" in text
    assert "撤销称号后三个年度内，不得再次推荐" in text
    records = sorted(path.name for path in (output / "回头看记录表").glob("E07*.docx"))
    marks = [
        [word for word in ("■合格", "■警告", "■撤销称号") if word in text_of(path)]
        for path in (output / "回头看记录表" / name for name in records)
    ]
    assert marks == [["■警告"], ["■撤销称号"]]


def test_nothing_unfilled_is_left(output: Path) -> None:
    for path in output.rglob("*.docx"):
        text = text_of(path)
        assert "{{" not in text
        assert "{%" not in text
        assert "None" not in text
        assert "True" not in text
        assert "False" not in text
