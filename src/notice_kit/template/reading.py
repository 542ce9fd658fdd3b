"""One tag, read by itself: what it says, or why it says nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

import jinja2
from jinja2 import nodes

from notice_kit.messages import _
from notice_kit.template.environment import XML
from notice_kit.template.own_tags import OWN_STATEMENTS

ENDS = {
    name: f"end{name}"
    for name in ("if", "for", "macro", "call", "filter", "with", "block", "autoescape", "set")
}
"""The statement that begins a block → the one that ends it; `set` has none where it has a `=`."""

MIDDLES = {"elif": ("if",), "else": ("if", "for")}
"""The statement within a block → the blocks in which it may stand."""

_ALONE = {"include", "extends", "import", "from", "do", "break", "continue", "debug"}
_CELL_VALUES = {"colspan", "cellbg"}  # docxtpl's; what follows is an expression
_WORDS = {"vm", "hm", "raw", "endraw", *OWN_STATEMENTS}  # nothing follows
_STATEMENTS = ("if", "elif", "else", "for", "set", "macro", "call", "filter", "with", "block")

_INNER = re.compile(
    r"\{[{%](?P<sign>[-+]?)(?:(?P<level>p|tr|tc|r)(?=\s))?(?P<inner>.*?)[-+]?[}%]\}", re.DOTALL
)
_NAME = re.compile(r"\s*(\w+)")
_WITH_VALUE = re.compile(r"set\b[\w.,()\s]*=")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a tag says.

    Attributes:
        level: what docxtpl puts the tag in the place of: p, tr, tc, r; empty for itself alone.
        name: of the statement; empty for a value that prints, or where there is no name.
        tree: the tag parsed; None where there is nothing to parse, or a fault.
        reason: why it cannot be parsed, in Jinja's words.
    """

    level: str
    name: str
    tree: nodes.Template | None = None
    reason: str | None = None
    is_known: bool = True

    @property
    def begins(self) -> bool:
        """Whether it begins a block."""
        return self.name in ENDS


def reads(text: str) -> bool:
    """Whether the text is a tag that can be read."""
    return read_tag(text).reason is None


def read_tag(text: str) -> Reading:
    """The tag `{{ … }}` or `{% … %}`, read without those around it."""
    match = _INNER.fullmatch(text)
    if match is None:
        return Reading("", "", None, "")
    level = match["level"] or ""
    inner = match["inner"].translate(_STRAIGHT)
    if text.startswith("{{"):
        return _parsed(level, "", f"{{{{ {inner} }}}}")
    named = _NAME.match(inner)
    name = named[1] if named else ""
    rest = inner[named.end() :] if named else inner
    if name in _WORDS:
        return Reading(level, name)
    if name in _CELL_VALUES:
        return _parsed(level, name, f"{{{{ {rest} }}}}")
    source = _completed(name, inner)
    if source is None:
        return Reading(level, name, is_known=False)
    is_value = name == "set" and _WITH_VALUE.match(inner.strip()) is not None
    return _parsed(level, "set =" if is_value else name, source)


def known_statements() -> list[str]:
    """The names of statements that a remedy may propose."""
    return [*_STATEMENTS, *ENDS.values(), "include", *_CELL_VALUES, *_WORDS]


def _completed(name: str, inner: str) -> str | None:
    """The statement with what it needs around it, or None when there is no such statement."""
    tag = f"{{% {inner} %}}"
    if name == "set" and _WITH_VALUE.match(inner.strip()):
        return tag
    if name in ENDS:
        return f"{tag}{{% {ENDS[name]} %}}"
    if name in MIDDLES:
        return f"{{% if 1 %}}{tag}{{% endif %}}"
    if name in ENDS.values():
        begin = {"for": "for a in b", "macro": "macro a()", "call": "call a()", "set": "set a"}
        begin |= {"filter": "filter upper", "autoescape": "autoescape true", "if": "if 1"}
        begun = name.removeprefix("end")
        head = begin.get(begun, begun)
        if begun == "block":
            label = inner.strip().removeprefix(name).strip()
            head = f"block {label if label.isidentifier() else 'a'}"
        return f"{{% {head} %}}{tag}"
    return tag if name in _ALONE and name in _alone_here() else None


def _alone_here() -> set[str]:
    return {"include", "extends", "import", "from"} | {
        tag for extension in XML.extensions.values() for tag in extension.tags
    }


def _parsed(level: str, name: str, source: str) -> Reading:
    try:
        return Reading(level, name, XML.parse(source))
    except jinja2.TemplateSyntaxError as caught:
        return Reading(level, name, None, caught.message or "")
    except RecursionError:
        return Reading(level, name, None, _("nested too deep"))
