"""A small valid campaign as files: path in its folder → text or bytes.

Each row stands on a line of its own, so that a test can name the line of a mistake that it plants.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

import docx

from notice_kit.findings import Finding, Location
from notice_kit.model import Systems

Files = dict[str, str | bytes]

CAMPAIGN = """\
name: 示范活动
honour: 示范阵地
year: 2026
county: 青禾县
issuer: 中共青禾县委
office: 中共青禾县委组织部
office_short: 县委组织部
printing_office: 中共青禾县委办公室
copy_to: 市委组织部
contact:
  section: 组织科
  person: 沈雨桐
  phone: 0599-60000218
  address: 人民路1号
guiding_thought: 新思想
plenum: 四中全会
aim: 新农村建设
quotas: {town: 1, direct: 1, total: 2}
nominations: {town: 2, direct: 1, total: 3}
requirements:
  founded_years: 5
  room_area: {town: 100, direct: 60}
  television: 34
dates:
  issued: 2026-06-15
  printed: 2026-06-16
  nominate_by: 2026-07-20
  build_from: 2026-08-01
  rectify_issued: 2026-08-10
  rectify_by: 2026-10-25
  build_to: 2026-10-31
  evaluate_from: 2026-11-01
  evaluate_to: 2026-11-30
  commended: 2026-12-18
  commended_printed: 2026-12-19
  complete_by: 2026-12-31
numbering:
  实施意见: {code: 青发, first: 21}
  整改通知: {code: 青组发, first: 36}
marks: {leadership: 15, membership: 15, central_work: 20, systems: 15, room: 20, ledgers: 15}
tie_break: [central_work, membership]
awards:
  - {grade: 一等, winners: 1, amount: 20000}
  - {grade: 二等, winners: 1, amount: 10000}
required_rules:
  - 议事规则
  - 三会一课制度
data: [data/units.yaml]
"""

CRITERIA = """\
- requirement: 1
  name: 成立年限
  field: founded_years
  at_least: founded_years
  sentence: 成立{{ found }}年，不足{{ wanted }}年。
- requirement: 5
  name: 活动室面积
  field: room.area
  at_least: room_area
  sentence: 面积{{ found }}平方米，不足{{ wanted }}平方米。
- requirement: 5
  name: DVD机
  field: room.dvd
  sentence: 没有配备DVD机。
- requirement: 5
  name: 投影仪
  field: room.projector
  desirable: true
  sentence: 建议配备投影仪。
"""

RULE = """\
# 议事规则

第一条　{{ branch.name }}的{{ branch.committee_short }}集体议事。

第二条　会议每月召开：

（一）由书记主持；

（二）做好记录。
"""
MEETINGS = "# 三会一课制度\n\n第一条　按期召开党员大会。\n\n第二条　每季度上一次党课。\n"
OWN_RULE = "# 议事规则（本支部）\n\n第一条　{{ branch.name }}另有规定。\n"

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_TITLES = {"V01": "杏花村", "V02": "上陂村", "G01": "财政局", "G02": "教育局"}


def id_number(born: str, serial: int) -> str:
    """An invented id number: the date as 19800101, a serial number (odd for men)."""
    digits = f"330999{born}{serial:03}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


def _units() -> Iterable[str]:
    for code, name, short, kind, quota in (
        ("T01", "中共青禾县柳溪镇委员会", "柳溪镇党委", "镇党委", 2),
        ("D01", "中共青禾县直属机关委员会", "直属机关党委", "直属党委", 1),
    ):
        yield (
            f"  - {{code: {code}, name: {name}, short_name: {short}, kind: {kind}, quota: {quota},"
            f" deadline: 2026-07-18, liaison: 王联络, liaison_phone: 0599-6000021}}"
        )


def _branches() -> Iterable[str]:
    for code, unit, kind, candidate in (
        ("V01", "T01", "农村", "是"),
        ("V02", "T01", "农村", "是"),
        ("G01", "D01", "机关", "是"),
        ("G02", "D01", "机关", "否"),
    ):
        yield (
            f"  - {{code: {code}, name: {_TITLES[code]}党支部, unit: {unit}, kind: {kind},"
            f" form: 党支部, founded: 2001-07-01, address: 一路1号, phone: 0599-6000031,"
            f" candidate: {candidate}, activities_per_month: 1, activity_day: 5,"
            f" deeds: 做法, honours: 无}}"
        )


def _rooms() -> Iterable[str]:
    for code in _TITLES:
        yield (
            f"  - {{branch: {code}, area: 120, sign: 有, television: 55,"
            f" dvd: {'无' if code == 'V02' else '有'}, public_address: 有, computer: 有,"
            f" projector: 无, desks: 有, cabinet: 有, management_rules: 有, manager: 李管}}"
        )


def _systems() -> Iterable[str]:
    there = ", ".join(f"{name}: 有" for name in Systems.model_fields if name != "branch")
    for code in _TITLES:
        yield f"  - {{branch: {code}, {there}}}"


def _members() -> Iterable[str]:
    serial = 0
    for code in _TITLES:
        for status, post, joined in (
            ("正式党员", "书记", "2005-07-01"),
            ("正式党员", "无", "2010-07-01"),
            ("入党积极分子", "无", ""),
        ):
            serial += 2
            yield (
                f"  - {{branch: {code}, name: {_TITLES[code]}人{serial}, gender: 女,"
                f" ethnicity: 汉族, born: 1980-01-01, id_number: {id_number('19800101', serial)},"
                f" status: {status}, joined: {joined}, education: 大专, post: {post},"
                f" phone: '13800000{serial:03}'}}"
            )


def _assessments() -> Iterable[str]:
    for code, score in (("V01", 14), ("V02", 15), ("G01", 13)):
        yield (
            f"  - {{branch: {code}, leadership: {score}, membership: 15, central_work: 20,"
            f" systems: 15, room: 20, ledgers: 15, total: {score + 85}}}"
        )


def _roster() -> str:
    lines: list[str] = []
    for rows in (_units, _branches, _rooms, _systems, _members, _assessments):
        lines += [f"{rows.__name__[1:]}:", *rows()]
    return "\n".join(lines) + "\n"


ROSTER = _roster()


@functools.cache
def word(*paragraphs: str, header: str = "") -> bytes:
    """A Word file of these paragraphs, each in one run."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def spec(for_each: str, *fields: str, file: str, family: str = "notice", more: str = "") -> str:
    """The text of a template.yaml; `file` stands on line 3, `more` on line 4."""
    listed = "".join(f"  - {field}\n" for field in fields)
    return f'family: {family}\nfor_each: {for_each}\nfile: "{file}"\n{more}fields:\n{listed}'


def campaign_files() -> Files:
    """The campaign, new on each call: 2 units, 4 branches, 2 winners, 9 documents."""
    return {
        "campaign.yaml": CAMPAIGN,
        "criteria.yaml": CRITERIA,
        "data/units.yaml": ROSTER,
        "rules/01-议事规则.md": RULE,
        "rules/02-三会一课制度.md": MEETINGS,
        "rules/V02/01-议事规则.md": OWN_RULE,
        "templates/实施意见/template.yaml": spec(
            "units",
            *("document.number", "unit.code", "unit.name"),
            file="{{ unit.code }}-实施意见",
            more="series: 实施意见\n",
        ),
        "templates/实施意见/template.docx": word("{{ document.number }}", "{{ unit.name }}："),
        "templates/整改通知/template.yaml": spec(
            "branches",
            *("document.number", "branch.code", "branch.name", "branch.shortfalls[].sentence"),
            file="{{ branch.code }}-整改通知",
            more="where: branch.shortfalls\nseries: 整改通知\n",
        ),
        "templates/整改通知/template.docx": word(
            "{{ document.number }}",
            "{{ branch.name }}：",
            "{%p for lack in branch.shortfalls %}",
            "{{ lack.sentence }}",
            "{%p endfor %}",
        ),
        "templates/荣誉证书/template.yaml": spec(
            "winners",
            *("branch.name", "winner.certificate_number", "winner.grade"),
            file="{{ winner.certificate_number }}",
            family="commendation",
        ),
        "templates/荣誉证书/template.docx": word("{{ branch.name }}：{{ winner.grade }}"),
        "templates/制度汇编/template.yaml": spec(
            "branches",
            *("branch.code", "rules[].paragraphs[].label", "rules[].paragraphs[].text"),
            "rules[].title",
            file="{{ branch.code }}",
            family="booklet",
        ),
        "templates/制度汇编/template.docx": word(
            "{%p for rule in rules %}",
            "{{ rule.title }}",
            "{%p for part in rule.paragraphs %}",
            "{{ part.label }}{{ part.text }}",
            "{%p endfor %}",
            "{%p endfor %}",
        ),
    }


def write_tree(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """The folder, made with these files in it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def plant(files: Files, path: str, old: str, new: str) -> int:
    """Put `new` for the one `old` in a text file; the line in which it stands."""
    text = files[path]
    assert isinstance(text, str)
    assert text.count(old) == 1, f"{text.count(old)} times in {path}: {old}"
    files[path] = text.replace(old, new)
    return text[: text.index(old)].count("\n") + 1


def codes(findings: Iterable[Finding]) -> list[str]:
    """The codes of the findings, in order."""
    return [finding.code for finding in findings]


def the_one(findings: Iterable[Finding], code: str) -> Finding:
    """The only finding of that code, which says what to do or what would be right."""
    (found,) = [finding for finding in findings if finding.code == code]
    assert found.remedy or found.wanted
    return found


def line_of(location: Location) -> tuple[str, int | None]:
    """File and line."""
    return location.file, location.line
