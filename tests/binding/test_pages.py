"""Pages as LibreOffice draws them: those of the book are those of the parts, word for word.

Left out, as LibreOffice does otherwise than Word: endnotes, which it puts at the end of the book;
and a file without any styles, whose text it sets in 12 points.
"""

import pytest

from notice_kit.binding.binder import bind
from notice_kit.binding.part import BookPart
from tests.binding.builders import even_heads, heads_and_feet, lists_again, no_heads, official
from tests.support import office

pytestmark = pytest.mark.office
_MAKERS = (no_heads, official, heads_and_feet, lists_again, even_heads)


@pytest.fixture(autouse=True)
def _office_is_there():
    if office.soffice() is None:
        pytest.skip("LibreOffice is not installed (scripts/install-office.sh)")


def laid_out(folder, name, content):
    path = folder / f"{name}.docx"
    path.write_bytes(content)
    return office.pages(office.to_pdf(path, folder))


def shown(page):
    """The size of the page, and its words with their places in points, from top to bottom."""
    words = [(round(word.top), round(word.left), word.text) for word in page.words]
    return round(page.width), round(page.height), sorted(words)


def assert_same(one, other):
    """The same pages; a word may stand a point aside, which is rounding."""
    assert one[:2] == other[:2]
    assert [word[2] for word in one[2]] == [word[2] for word in other[2]]
    for (top, left, text), (top_2, left_2, _text) in zip(one[2], other[2], strict=True):
        assert abs(top - top_2) <= 1, text
        assert abs(left - left_2) <= 1, text


def test_the_pages_of_the_book_are_those_of_its_parts(tmp_path):
    parts = [(make.__name__, make()) for make in _MAKERS]
    wanted = [page for name, content in parts for page in laid_out(tmp_path, name, content)]
    bound = bind([BookPart(content, name, restart_pages=True) for name, content in parts])
    found = [page for page in laid_out(tmp_path, "book", bound.content) if page.words]
    assert len(found) == len(wanted) == 11
    for one, other in zip(wanted, found, strict=True):
        assert_same(shown(one), shown(other))


def test_page_numbers_run_on(tmp_path):
    bound = bind([BookPart(official(), "一"), BookPart(official(), "二")])
    pages = laid_out(tmp_path, "book", bound.content)
    assert len(pages) == 8
    for number, page in enumerate(pages, 1):
        dash, figure, _dash = (word.text for word in page.words[-3:])
        assert (dash, figure) == ("—", str(number))
