"""What values print as, in text and in XML, and which of them do not print: those are faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from math import isfinite
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

MOST_DIGITS = 1000
"""Figures in a number that prints; a short one with an exponent can stand for far more."""

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
    if not is_writable(value):
        return ""
    return plain_number(Decimal(repr(value)) if isinstance(value, float) else value)


def is_writable(value: int | Decimal | float) -> bool:
    """Whether the number can be written out; a fault is noted where it cannot."""
    if isinstance(value, int):
        is_long = value.bit_length() > 3 * MOST_DIGITS  # 3.3 bits make a figure
    elif isinstance(value, float) or value.is_finite():
        is_long = isinstance(value, Decimal) and (
            abs(value.adjusted()) > MOST_DIGITS or len(value.as_tuple().digits) > MOST_DIGITS
        )
    else:
        is_long = False
    if is_long:
        note(_("a number has more than {most:,} figures").format(most=MOST_DIGITS))
    elif not isfinite(value):
        note(_("a value is not a number: {value}").format(value=value))
        return False
    return not is_long


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


_TEXTS, _NUMBERS = {str}, {int}
_PRINTABLE = frozenset({str, int, float, Decimal, date, datetime})
_LARGEST = 2**63  # of whole numbers whose figures nobody need count


def printed_texts(values: Sequence[Any]) -> Sequence[str]:
    """The values as they print, if all are of kinds that do; texts are not looked at.

    Raises:
        TypeError: one is of another kind, or is markup.
    """
    kinds = {*map(type, values)}
    if kinds == _TEXTS:
        return values
    if kinds == _NUMBERS and min(values) > -_LARGEST and max(values) < _LARGEST:
        return [*map(str, values)]
    if not kinds <= _PRINTABLE:
        raise TypeError
    return [value if type(value) is str else printed(value) for value in values]


# What white space in a value becomes in the text of a run, and where there can be no line break.
_IN_RUN = str.maketrans(
    {
        "\n": '</w:t><w:br/><w:t xml:space="preserve">',
        "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
    }
)
_IN_LINE = str.maketrans("\n\t", "  ")
_NO_SIGNS = str.maketrans("", "", "\a\f")  # of `Listing`: a new paragraph, a new page


# The rest of FORBIDDEN in UTF-8, in which surrogates cannot be written: C0 and DEL, then C1.
_CONTROLS = bytes({*range(1, 0x20), 0x7F} - {*b"\t\n\r"})
_MORE_CONTROLS = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]").search
_NO_CHARACTERS = ("\ufffe", "\uffff")
# As markupsafe.escape writes them, and in its order.
_ENTITIES = ((b"&", b"&amp;"), (b">", b"&gt;"), (b"<", b"&lt;"), (b"'", b"&#39;"), (b'"', b"&#34;"))
_WHITE = (
    *((b"\r\n", b"\n"), (b"\r", b"\n")),
    *((chr(sign).encode(), str(markup).encode()) for sign, markup in _IN_RUN.items()),
)
_MOST_TOGETHER = 4 * LONGEST  # characters, of which several copies are made
_BETWEEN = "\x00"  # forbidden in values, so that it tells them apart


def written_together(texts: Sequence[str], *, in_runs: bool = True) -> bytes | None:
    """The texts as XML in UTF-8, to be parted by `split_texts`; None where one may not be printed.

    All of them are looked at and escaped at once, thousands as fast as a few; None too where they
    are more than should be held several times over.

    Args:
        texts: at least one; of that very class, as markup is not to be escaped.
        in_runs: whether they are the text of runs, where line breaks and tabs are elements; where
            not, a text that holds them is one that may not be printed in this way.
    """
    size = sum(map(len, texts))
    if size > LONGEST and (size > _MOST_TOGETHER or max(map(len, texts)) > LONGEST):
        return None
    text = _BETWEEN.join(texts)
    try:
        data = text.encode()
    except UnicodeEncodeError:  # half a character
        return None
    if len(data.translate(None, _CONTROLS)) != len(data) or _MORE_CONTROLS(data):
        return None
    if any(sign in text for sign in _NO_CHARACTERS) or data.count(b"\0") >= len(texts):
        return None
    for sign, entity in _ENTITIES:
        data = data.replace(sign, entity)
    for sign, markup in _WHITE:
        if sign in data:
            if not in_runs:
                return None
            data = data.replace(sign, markup)
    return data


def split_texts(data: bytes) -> list[bytes]:
    """The texts that `written_together` put together, each by itself."""
    return data.split(b"\0")


def printed_in_run(value: object) -> str:
    """The value as the text of a run: escaped, its line breaks and tabs as Word's."""
    if isinstance(value, Markup):
        return value  # of a macro or block: its values have been through here
    if isinstance(value, Rich) and kind_of(value) is Kind.TEXT:
        return Markup(written(value, Look()))
    return Markup(str(escape(printed(value))).translate(_IN_RUN))


def listed_in_run(escaped: str) -> str:
    """The text of docxtpl's `Listing`, escaped already; its paragraphs and pages stay signs."""
    printed(escaped.translate(_NO_SIGNS))
    return escaped.replace("\r\n", "\n").replace("\r", "\n").translate(_IN_RUN)


IN_LINE = "_in_line"
"""The filter that the compiler puts on values that stand where there can be no line break."""


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
