"""Documents read with what is known of others: they say the same as when each is read alone."""

import io
import zipfile
from pathlib import Path

import pytest

from notice_kit.checking import check, check_document
from notice_kit.document.document import document_of
from notice_kit.document.known import Known
from notice_kit.document.package import open_package
from notice_kit.errors import SourceError
from notice_kit.ooxml.known_parts import KnownParts, Recent
from notice_kit.ooxml.zip_limits import read_members

_TEMPLATES = Path(__file__).parents[2] / "templates"
_TIMES = 4  # a part is kept from the second time on, and what is made of it after that


def _zip(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"{name}.xml", content)
    return made.getvalue()


def test_same_findings_as_when_read_alone() -> None:
    known = Known()
    files = sorted(_TEMPLATES.glob("*/*.docx"))
    assert len(files) > 5
    alone = {path: check(path.read_bytes()) for path in files}
    for _time in range(_TIMES):
        for path in files[:6]:
            package = open_package(path.read_bytes(), "document.docx", known.parts)
            assert check_document(document_of(package, known)) == alone[path]


def test_documents_of_one_template_share_styles_and_nothing_is_shared_without_known() -> None:
    content = next(_TEMPLATES.glob("*/*.docx")).read_bytes()
    known = Known()
    several = [
        document_of(open_package(content, "a.docx", known.parts), known) for _ in range(_TIMES)
    ]
    assert several[-1].styles is several[-2].styles
    apart = [document_of(open_package(content, "a.docx")) for _ in range(_TIMES)]
    assert apart[-1].styles is not apart[-2].styles


def test_unsafe_part_is_refused_each_time() -> None:
    known = KnownParts()
    content = _zip(a=b"<!DOCTYPE a><a/>", b=b"<b/>")
    for _time in range(_TIMES):
        with pytest.raises(SourceError) as caught:
            read_members(content, "a.docx", "docx", known)
        assert [one.code for one in caught.value.findings] == ["NK-S41"]


def test_equal_names_with_other_content_are_not_confused() -> None:
    known = KnownParts()
    for _time in range(_TIMES):
        for word in (b"<a>1</a>", b"<a>2</a>"):
            assert read_members(_zip(a=word), "a.docx", "docx", known) == {"a.xml": word}


def test_recent_keeps_what_came_twice_and_forgets_the_oldest() -> None:
    recent: Recent[list[str]] = Recent(2)
    first = recent.of("a", lambda: ["a1"])
    second = recent.of("a", lambda: ["a2"])
    assert (first, second, recent.of("a", lambda: ["a3"])) == (["a1"], ["a2"], ["a2"])
    for key in ("b", "b", "c", "c"):
        recent.of(key, lambda: ["other"])
    assert recent.of("a", lambda: ["a4"]) == ["a4"]
