"""notice_kit and docxcompose bind the same files: time, growth, size, and what of them is lost.

python -m benchmarks.binding
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from docx import Document
from docxcompose.composer import Composer

from notice_kit.binding.binder import bind
from notice_kit.binding.part import BookPart
from notice_kit.standard.compose import compose
from notice_kit.standard.manuscript import parse_manuscript

COUNTS = (10, 20, 40, 200)
PEER_MOST = 40  # its time grows faster than the count
_PARAGRAPHS = 120


@dataclass(frozen=True)
class Binding:
    """What binding so many files came to.

    Attributes:
        count: of files.
        seconds: of the whole work, from bytes to bytes.
        size: of the result in bytes.
        sections: in the result.
        heads: references to heads and feet in the result.
    """

    count: int
    seconds: float
    size: int
    sections: int
    heads: int


def files(count: int) -> list[bytes]:
    """So many rule texts of four pages, each with a number of its own and page numbers outside."""
    made = []
    for number in range(count):
        blocks: list[object] = [{"title": [f"第{number + 1}号制度"]}]
        blocks += [
            {"body": f"第{line + 1}条 党支部每月开展一次主题党日活动，做到有计划、有记录。"}
            for line in range(_PARAGRAPHS)
        ]
        section = {"page_number": "outside", "blocks": blocks}
        made.append(compose(parse_manuscript({"sections": [section]}, "制度")))
    return made


def with_kit(parts: list[bytes]) -> bytes:
    """The book by notice_kit."""
    return bind([BookPart(part, str(number)) for number, part in enumerate(parts)]).content


def with_docxcompose(parts: list[bytes]) -> bytes:
    """The book by docxcompose."""
    composer = Composer(Document(io.BytesIO(parts[0])))
    for part in parts[1:]:
        composer.append(Document(io.BytesIO(part)))
    target = io.BytesIO()
    composer.save(target)
    return target.getvalue()


def measure_binding() -> dict[str, list[Binding]]:
    """Both, on as many files as each is asked to bind."""
    parts = files(max(COUNTS))
    with_kit(parts[:2])
    with_docxcompose(parts[:2])
    return {
        "notice_kit": [_measured(parts[:count], kit=True) for count in COUNTS],
        "docxcompose": [
            _measured(parts[:count], kit=False) for count in COUNTS if count <= PEER_MOST
        ],
    }


def _measured(parts: list[bytes], *, kit: bool) -> Binding:
    times = []
    content = b""
    for _turn in range(3 if kit else 1):
        start = perf_counter()
        content = with_kit(parts) if kit else with_docxcompose(parts)
        times.append(perf_counter() - start)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = archive.read("word/document.xml")
    return Binding(
        len(parts),
        median(times),
        len(content),
        len(re.findall(rb"<w:sectPr[ >]", document)),
        len(re.findall(rb"<w:(?:header|footer)Reference ", document)),
    )


def main() -> None:
    """Print what was measured."""
    whole = files(max(COUNTS))
    for name, results in measure_binding().items():
        for one in results:
            parts = sum(map(len, whole[: one.count]))
            print(
                f"{name:12} {one.count:4} files {one.seconds:8.3f} s {one.size:9,} bytes"
                f" (parts {parts:,}) {one.sections} sections, {one.heads} heads and feet"
            )


if __name__ == "__main__":
    main()
