"""What values print as, in text and in XML, and which of them do not print: those are faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from typing import Any, TypeVar

from jinja2 import Undefined
from markupsafe import Markup, escape

from notice_kit.messages import _
from notice_kit.numerals import full_date, plain_number
from notice_kit.template.blank import Blank
from notice_kit.template.faults import LONGEST, limit, note
from notice_kit.template.missing import Missing
from notice_kit.template.rich import Kind, Look, Rich, kind_of, misplaced, written

# What is no Char of XML 1.0 (§2.2), and the control characters that it allows but discourages.
FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Jinja's filters of text; what is no text is printed for them, so that None is a fault there too.
TEXT_FILTERS = (
    *("capitalize", "center", "indent", "lower", "replace", "string", "striptags", "title"),
    *("trim", "truncate", "upper", "wordcount", "wordwrap"),
)

T = TypeVar("T")


def _print_text(value: str) -> str:
    if len(value) > LONGEST:
        return note(_("a value has more than {most:,} characters").format(most=LONGEST))
    bad = FORBIDDEN.search(value)
    if bad is None:
        return value.replace("\r\n", "\n").replace("\r", "\n")
    return note(
        _("a value holds the character U+{code:04X}, which Word files cannot hold").format(
            code=ord(bad.group())
        ),
        _("Take it out of “{text}”.").format(text=FORBIDDEN.sub("?", value)[:40]),
    )


def _print_number(value: int | Decimal | float) -> str:
    exact = Decimal(repr(value)) if isinstance(value, float) else value
    if isinstance(exact, Decimal) and not exact.is_finite():
        return note(_("a value is not a number: {value}").format(value=value))
    return plain_number(exact)


def _print_date(value: date) -> str:
    text = full_date(value)
    if isinstance(value, datetime) and value.time() != value.time().min:
        text += f"{value.hour}:{value.minute:02}"
    return text


def printed(value: object) -> str:
    """The text that a value prints as; a fault is noted for what does not print."""
    match value:
        case str():
            return _print_text(value)
        case bool():
            return note(
                _("yes or no does not print by itself"),
                _("Write {{ …|either('有', '无') }}."),
            )
        case int() | Decimal() | float():
            return _print_number(value)
        case date():
            return _print_date(value)
        case Blank():
            return ""
        case Missing():
            return note(*value.describe())
        case Rich():
            return note(*misplaced(value))
        case Undefined():
            return note(_("there is no field “{name}”").format(name=value._undefined_name))
        case None:
            return note(
                _("a field is empty"),
                _("Fill it in the data, or put the tag inside an if that asks for it."),
            )
        case _:
            return note(
                _("a {kind} does not print by itself").format(kind=type(value).__name__),
                _("Print one of its fields, or loop over it."),
            )


# What white space in a value becomes in the text of a run, and where there can be no line break.
_IN_RUN = str.maketrans(
    {
        "\n": '</w:t><w:br/><w:t xml:space="preserve">',
        "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
    }
)
_IN_LINE = str.maketrans("\n\t", "  ")
_NO_SIGNS = str.maketrans("", "", "\a\f")  # of `Listing`: a new paragraph, a new page


# What a text must not hold to be printed by escaping alone: white space but blanks, FORBIDDEN.
_SPECIAL = re.compile("[^\x00\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]").search
# As markupsafe.escape writes them, and in its order.
_ENTITIES = (("&", "&amp;"), (">", "&gt;"), ("<", "&lt;"), ("'", "&#39;"), ('"', "&#34;"))
_BETWEEN = "\x00"  # forbidden in values, so that it tells them apart


def shown_together(values: Sequence[Any]) -> list[str] | None:
    """The values as the text of runs; None where one is no text, or needs a look of its own."""
    try:
        text = _BETWEEN.join(values)
    except TypeError:
        return None
    if _SPECIAL(text) or len(text) > LONGEST:
        return None
    for sign, entity in _ENTITIES:
        text = text.replace(sign, entity)
    shown = text.split(_BETWEEN)
    return shown if len(shown) == len(values) else None


def printed_in_run(value: object) -> str:
    """The value as the text of a run: escaped, its line breaks and tabs as Word's."""
    if type(value) is str and (together := shown_together((value,))) is not None:
        return together[0]
    if isinstance(value, Markup):
        return value  # of a macro or block: its values have been through here
    if isinstance(value, Rich) and kind_of(value) is Kind.TEXT:
        return Markup(written(value, Look()))
    return Markup(str(escape(printed(value))).translate(_IN_RUN))


def listed_in_run(escaped: str) -> str:
    """The text of docxtpl's `Listing`, escaped already; its paragraphs and pages stay signs."""
    printed(escaped.translate(_NO_SIGNS))
    return escaped.replace("\r\n", "\n").replace("\r", "\n").translate(_IN_RUN)


def printed_in_line(value: object) -> Markup:
    """The value in an attribute, a field or a property: escaped, its line breaks as spaces."""
    if isinstance(value, Markup):
        return value
    return Markup(str(escape(printed(value))).translate(_IN_LINE))


def of_text(write: Callable[..., str]) -> Callable[..., str]:
    """The filter of text, for all that prints."""
    position = 1 if hasattr(write, "jinja_pass_arg") else 0

    @wraps(write)
    def filter_(*args: Any, **kwargs: Any) -> str:
        value = args[position]
        text = value if isinstance(value, str) else printed(value)
        for size in (*args[position + 1 :], *kwargs.values()):
            if isinstance(size, int):
                limit(size)  # of `center` and `indent`
        result = write(*args[:position], text, *args[position + 1 :], **kwargs)
        if isinstance(result, str):  # `wordcount` gives a number
            limit(len(result))
        return result

    return filter_


def as_it_is(value: T) -> T:
    """`escape` and `e`: values are escaped when they are printed, and once."""
    return value
