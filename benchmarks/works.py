"""The work: documents as one source of text and data, from which every peer's template is made."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

NOTICE = Path(__file__).parent / "notice.txt"
TABLE_LINE = "[rows]"
LETTER = "{name}同志：请于{day}到{place}参加座谈会。"

TITLES = {
    "serial": "序号",
    "branch": "党组织",
    "person": "联系人",
    "telephone": "电话",
    "remark": "备注",
}
"""The columns of the table: field → header."""

Row: TypeAlias = Mapping[str, str]
Record: TypeAlias = Mapping[str, str | list[Row]]


@dataclass(frozen=True)
class Field:
    """A place where a value of the record comes."""

    name: str


@dataclass(frozen=True)
class Paragraph:
    """Text and fields, in order; each piece becomes a run of its own, as in Word's own files."""

    pieces: tuple[str | Field, ...]


@dataclass(frozen=True)
class Table:
    """A header row and one row for each of the record's `rows`."""


Block: TypeAlias = Paragraph | Table


@dataclass(frozen=True, eq=False)
class Work:
    """Something to be done by every peer.

    Attributes:
        name: in a word or two.
        title: as the report calls it.
        blocks: the document.
        records: the data, one record per document, used over and over.
        iterations: how many documents are made at most.
        seconds: after which no further document is begun.
        to_files: whether each document is written to a file of its own.
    """

    name: str
    title: str
    blocks: tuple[Block, ...]
    records: tuple[Record, ...]
    iterations: int
    seconds: float
    to_files: bool = False

    @property
    def folder(self) -> str:
        """The name as that of a folder."""
        return self.name.replace(",", "").replace(" ", "-")

    def expected(self, index: int) -> list[str]:
        """The texts of the paragraphs of the document at `index`, those in cells included."""
        record = self.records[index % len(self.records)]
        return [text for block in self.blocks for text in _texts(block, record)]


def _texts(block: Block, record: Record) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield "".join(
            str(record[piece.name]) if isinstance(piece, Field) else piece for piece in block.pieces
        )
        return
    yield from TITLES.values()
    for row in record["rows"]:
        assert not isinstance(row, str)
        yield from (row[field] for field in TITLES)


def _paragraph(text: str) -> Paragraph:
    pieces: list[str | Field] = []
    for literal, field, _, _ in string.Formatter().parse(text):
        if literal:
            pieces.append(literal)
        if field:
            pieces.append(Field(field))
    return Paragraph(tuple(pieces))


def _notice_blocks() -> tuple[Block, ...]:
    lines = NOTICE.read_text(encoding="utf-8").splitlines()
    return tuple(Table() if line == TABLE_LINE else _paragraph(line) for line in lines)


def _rows(count: int) -> list[Row]:
    return [
        {
            "serial": str(number),
            "branch": f"柳溪镇第{number}村党支部",
            "person": f"王{'建国志强秀英丽华'[number % 8]}{number % 97}",
            "telephone": f"0{5310000000 + number * 7919}",
            "remark": "种植&养殖合作社" if number % 3 else "面积 < 30 平方米",
        }
        for number in range(1, count + 1)
    ]


def _notice_record(index: int) -> Record:
    town = f"第{index}镇"
    return {
        "issuer": "中共青禾县委",
        "superior": "中共临川市委",
        "number": f"青发〔2026〕{index}号",
        "campaign": "基层党建示范阵地",
        "unit": f"中共青禾县{town}委员会",
        "short_name": f"{town}党委",
        "theme": "乡村振兴&强村富民",
        "criteria": "《示范阵地创建标准》",
        "start": "2026年7月1日",
        "deadline": f"2026年7月{index % 28 + 1}日",
        "visit": "8月上旬",
        "end": "2026年9月30日",
        "total": "60",
        "quota": str(index % 5 + 1),
        "rate": "95%",
        "area": "60平方米",
        "project": "党群服务中心",
        "award": "贰万元",
        "fund": "县管党费",
        "leader": f"李建平{index}",
        "office": "县委组织部",
        "liaison": f"张敏{index}",
        "phone": f"0531-{6200000 + index}",
        "rows": _rows(20),
    }


def _letter_record(index: int) -> Record:
    return {
        "name": f"王建国{index}",
        "day": f"7月{index % 31 + 1}日",
        "place": f"青禾县委党校第{index % 12 + 1}会议室",
    }


def table(count: int, iterations: int, seconds: float) -> Work:
    """A table of `count` rows with five columns."""
    return Work(
        f"{count:,} rows",
        f"Table of {count:,} rows × {len(TITLES)} columns",
        (Table(),),
        ({"rows": _rows(count)},),
        iterations,
        seconds,
    )


LETTERS = 10_000
NOTICE_WORK = Work(
    "notice",
    "Notice: two pages, 40 paragraphs, a table of 20 rows",
    _notice_blocks(),
    tuple(_notice_record(index) for index in range(1, 51)),
    iterations=500,
    seconds=6,
)
LETTER_WORK = Work(
    "letter",
    "Letter: one line with three fields",
    (_paragraph(LETTER),),
    tuple(_letter_record(index) for index in range(1, 51)),
    iterations=500,
    seconds=4,
)
TABLE_WORK = table(5000, iterations=10, seconds=8)
BATCH_WORK = Work(
    "batch",
    f"Batch of {LETTERS:,} letters, each written to a file",
    (_paragraph(LETTER),),
    tuple(_letter_record(index) for index in range(1, LETTERS + 1)),
    iterations=LETTERS,
    seconds=15,
    to_files=True,
)
WORKS = (NOTICE_WORK, LETTER_WORK, TABLE_WORK, BATCH_WORK)
