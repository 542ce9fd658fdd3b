"""What values print as among the runs of a paragraph and among paragraphs: in runs of their own.

A text printed by docxtpl's `{{r … }}` or `{{p … }}` lands outside a run, where Word loses it.
"""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Undefined
from markupsafe import Markup

from notice_kit.template.blank import Blank
from notice_kit.template.faults import note
from notice_kit.template.looks import look_of
from notice_kit.template.markdown import paragraphs_of
from notice_kit.template.printing import printed, printed_in_run
from notice_kit.template.rich import Kind, Look, Rich, kind_of, misplaced, written

AMONG_RUNS = "_among_runs"
AMONG_PARAGRAPHS = "_among_paragraphs"
"""The filters that the compiler puts on values outside the text of a run."""


def printed_among_runs(value: object, packed: str) -> Markup:
    """The value as runs of the paragraph in which its tag stands."""
    look = look_of(packed)
    if isinstance(value, Rich):
        if kind_of(value) is Kind.RUNS:
            return Markup(written(value, look))
        if kind_of(value) is Kind.PARAGRAPHS:
            return Markup(note(*misplaced(value)))
    return _run(value, look)


def printed_among_paragraphs(value: object, packed: str) -> Markup:
    """The value as paragraphs, in the style of the paragraph in which its tag stands."""
    look = look_of(packed)
    if isinstance(value, Rich) and kind_of(value) is Kind.PARAGRAPHS:
        return Markup(written(value, look))
    if isinstance(value, Markup) and "<" in value:
        return value
    if isinstance(value, Rich) and kind_of(value) is Kind.RUNS:
        runs = written(value, look)
    else:
        runs = _run(value, look)
    return Markup(f"<w:p>{look.paragraph}{runs}</w:p>") if runs else Markup("")


def _run(value: object, look: Look) -> Markup:
    """The value's text in a run; markup that a macro made of runs is that already."""
    text = printed_in_run(value)
    if not text or (isinstance(value, Markup) and "<" in value):
        return Markup(text)
    return Markup(f'<w:r>{look.run}<w:t xml:space="preserve">{text}</w:t></w:r>')


def md(value: object) -> object:
    """Markdown in the template's own styles: `{{p text|md }}`."""
    if value is None or isinstance(value, Undefined | Blank | Rich):
        return value
    text = value if isinstance(value, str) else printed(value)
    checked = printed(text)
    return Rich(Kind.PARAGRAPHS, lambda look: paragraphs_of(checked, look))


FILTERS: dict[str, Callable[..., object]] = {
    AMONG_RUNS: printed_among_runs,
    AMONG_PARAGRAPHS: printed_among_paragraphs,
    "md": md,
}
