import pytest

from notice_kit.findings import Location
from notice_kit.source.located import (
    ListNode,
    MappingNode,
    Node,
    ScalarNode,
    location_at,
    normalise_header,
    plain,
)


def at(line: int, column: int = 1) -> Location:
    return Location("campaign.yaml", line, column)


def tree() -> Node:
    contact = MappingNode(
        {"person": ScalarNode("沈雨桐", at(3, 11))}, {"person": at(3, 3)}, at(3, 3)
    )
    award = MappingNode({"grade": ScalarNode("一等", at(5, 10))}, {"grade": at(5, 3)}, at(5, 3))
    awards = ListNode((award,), at(5, 1))
    return MappingNode(
        {"year": ScalarNode(2026, at(1, 7)), "contact": contact, "awards": awards},
        {"year": at(1), "contact": at(2), "awards": at(4)},
        at(1),
    )


def test_plain_is_the_nested_value() -> None:
    expected = {"year": 2026, "contact": {"person": "沈雨桐"}, "awards": [{"grade": "一等"}]}
    assert plain(tree()) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), at(1)),
        (("year",), at(1, 7)),
        (("contact", "person"), at(3, 11)),
        (("awards", 0, "grade"), at(5, 10)),
        (("awards", 0), at(5, 3)),
        # What is not there is reported at the nearest thing that is.
        (("contact", "phone"), at(2)),
        (("contact", "phone", "area"), at(2)),
        (("awards", 0, "amount"), at(5, 3)),
        (("awards", 3, "grade"), at(4)),
        (("awards", -1), at(4)),
        (("office",), at(1)),
        (("year", "month"), at(1)),
    ],
)
def test_location_at(path: tuple[str | int, ...], expected: Location) -> None:
    assert location_at(tree(), path) == expected


@pytest.mark.parametrize("text", ["姓名", " 姓名 ", "姓\n名", "姓\r\n名", "姓　名", "姓\u00a0名\t"])
def test_white_space_does_not_matter_in_headers(text: str) -> None:
    assert normalise_header(text) == "姓名"


def test_full_width_letters_in_headers_are_half_width() -> None:
    assert normalise_header("ＤＶＤ机（台）") == "DVD机(台)"
