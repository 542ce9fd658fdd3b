"""The types of columns: what each takes, and what it refuses."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from notice_kit.model import (
    Assessment,
    Branch,
    Code,
    Count,
    Day,
    IdNumber,
    Member,
    Number,
    Phone,
    Room,
    Systems,
    Text,
    Unit,
    UnitKind,
    YesNo,
)
from tests.support.campaign import id_number


def read(type_, value):
    return TypeAdapter(type_).validate_python(value)


def refusal(type_, value):
    with pytest.raises(ValidationError) as caught:
        read(type_, value)
    (item,) = caught.value.errors()
    return item["type"]


@pytest.mark.parametrize(
    ("type_", "value", "result"),
    [
        (Text, "甲", "甲"),
        (Text, 12, "12"),
        (Text, Decimal("1.10"), "1.10"),
        (Code, "V01", "V01"),
        (Code, 12, "12"),
        (Phone, "0599-6000021", "0599-6000021"),
        (Phone, 19900000001, "19900000001"),
        (Day, "2026年7月20日", date(2026, 7, 20)),
        (Day, date(2026, 7, 20), date(2026, 7, 20)),
        (Day, datetime(2026, 7, 20, 8, 30), date(2026, 7, 20)),
        (YesNo, "是", True),
        (YesNo, "有", True),
        (YesNo, "√", True),
        (YesNo, True, True),
        (YesNo, "否", False),
        (YesNo, "无", False),
        (YesNo, "×", False),
        (Number, "93.5", Decimal("93.5")),
        (Number, 0, Decimal(0)),
        (Count, "12", 12),
        (Count, " 12 ", 12),
        (Count, Decimal("12.0"), 12),
    ],
)
def test_a_value_is_read(type_, value, result):
    assert read(type_, value) == result
    assert type(read(type_, value)) is type(result)


@pytest.mark.parametrize(
    ("type_", "value", "kind"),
    [
        (Text, "", "string_too_short"),
        (Text, True, "string_type"),
        (Text, ["甲"], "string_type"),
        (Code, "柳溪", "string_pattern_mismatch"),
        (Code, "../x", "string_pattern_mismatch"),
        (Code, "V01\n", "string_pattern_mismatch"),
        (Phone, "见附件", "string_pattern_mismatch"),
        (Phone, "110", "string_pattern_mismatch"),
        (Day, "下周", "nk_date"),
        (Day, "2026-02-30", "nk_date"),
        (Day, 45413, "nk_date"),
        (YesNo, "有的", "nk_yes_no"),
        (YesNo, 1, "nk_yes_no"),
        (Number, "约90", "nk_number"),
        (Number, True, "nk_number"),
        (Number, "NaN", "nk_number"),
        (Number, "1_000", "nk_number"),
        (Number, -1, "greater_than_equal"),
        (Count, "Infinity", "nk_number"),
        (Count, "1e999", "nk_number"),
        (Count, datetime(2026, 7, 20), "nk_number"),
        (Count, [1], "nk_number"),
        (Count, "1.5", "nk_whole"),
        (Count, Decimal("0.5"), "nk_whole"),
        (Count, "-1", "greater_than_equal"),
    ],
)
def test_a_wrong_value_is_refused_and_never_crashes(type_, value, kind):
    assert refusal(type_, value) == kind


def test_an_id_number_needs_its_check_digit():
    right = id_number("19800101", 2)
    wrong = right[:-1] + ("1" if right[-1] != "1" else "2")
    assert read(IdNumber, right) == right
    assert refusal(IdNumber, wrong) == "nk_id_check"
    assert refusal(IdNumber, right[:-1]) == "nk_id_form"
    assert refusal(IdNumber, right + "0") == "nk_id_form"


def test_a_check_digit_of_x_may_be_small():
    number = next(
        number for serial in range(1, 99) if (number := id_number("19800101", serial))[-1] == "X"
    )
    assert read(IdNumber, number.lower()) == number


@pytest.mark.parametrize(
    ("kind", "affiliation"),
    [
        (UnitKind.TOWN, "town"),
        (UnitKind.ZONE, "town"),
        (UnitKind.DIRECT_COMMITTEE, "direct"),
        (UnitKind.DIRECT_GENERAL_BRANCH, "direct"),
    ],
)
def test_a_kind_of_unit_has_an_affiliation(kind, affiliation):
    assert kind.affiliation == affiliation


@pytest.mark.parametrize("sheet", [Unit, Branch, Room, Systems, Member, Assessment])
def test_each_column_has_a_chinese_header_of_its_own(sheet):
    titles = [info.title for info in sheet.model_fields.values()]
    assert all(titles)
    assert len(set(titles)) == len(titles)
