"""Documents are understood by what they say and how they look, not by the names of their styles."""

import re

import pytest

from notice_kit.checking import check_document
from notice_kit.document.document import read_document
from notice_kit.ooxml.package import write_package
from notice_kit.ooxml.zip_limits import read_members
from tests.rules.breaking import BASES, conforming

_KEPT = ("normal", "default paragraph font", "normal table", "no list", "toc", "heading", "title")
STYLES = "word/styles.xml"


def nameless(content: bytes) -> bytes:
    """The Word file, its own styles called 样式1, 样式2 and so on; Word's keep their names."""
    members = dict(read_members(content, "base.docx", "docx"))
    names = list(dict.fromkeys(re.findall(r'<w:name w:val="([^"]*)"/>', members[STYLES].decode())))

    def renamed(found: re.Match[str]) -> str:
        name = found[1]
        if name.lower().startswith(_KEPT):
            return found[0]
        return f'<w:name w:val="样式{names.index(name)}"/>'

    text = re.sub(r'<w:name w:val="([^"]*)"/>', renamed, members[STYLES].decode())
    return write_package({**members, STYLES: text.encode()})


@pytest.mark.parametrize("name", BASES)
def test_a_document_conforms_whatever_its_styles_are_called(name):
    document = read_document(nameless(conforming(name)), name)
    assert document.kind is read_document(conforming(name), name).kind
    assert [str(one) for one in check_document(document)] == []
