from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from notice_kit.ooxml.wml import W
from notice_kit.standard.compose import compose
from notice_kit.standard.manuscript import Manuscript, parse_manuscript
from tests.support import office

NS = {"w": W}


@pytest.fixture(autouse=True)
def _office_is_there(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("office") and office.soffice() is None:
        pytest.skip("LibreOffice is not installed (scripts/install-office.sh)")


def manuscript(*blocks: object, **section: object) -> Manuscript:
    return parse_manuscript({"sections": [{**section, "blocks": list(blocks)}]}, "试文")


class Composed:
    def __init__(self, source: Manuscript) -> None:
        self.content = compose(source)
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def find(self, path: str, part: str = "word/document.xml") -> list[etree._Element]:
        found = etree.fromstring(self.parts[part]).xpath(path, namespaces=NS)
        assert isinstance(found, list)
        return found

    def values(self, path: str, part: str = "word/document.xml") -> list[str]:
        return [str(value) for value in self.find(path, part)]


@pytest.fixture
def drawn(tmp_path: Path) -> Callable[[Manuscript], list[office.Page]]:
    def draw(source: Manuscript) -> list[office.Page]:
        path = tmp_path / "试文.docx"
        path.write_bytes(compose(source))
        return office.pages(office.to_pdf(path, tmp_path))

    return draw
