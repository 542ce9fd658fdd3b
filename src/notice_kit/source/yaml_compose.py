"""YAML text → `Node` tree, with a place for every key and value, and every fault in it.

PyYAML finds the events; the tree is made here, because PyYAML's own composer keeps the last of two
equal keys without a word, expands aliases without limit and recurses without limit.

Codes: NK-S11 a tag, NK-S12 more than one document, NK-S13 nothing in it, NK-S15 key written twice,
NK-S16 key is not text, NK-S17 text taken for a comment (warning), NK-S18 too many values through
aliases, NK-S19 nested too deep, NK-S20 alias to nothing, NK-S21 merge key; NK-S08 see
`characters.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from notice_kit.errors import SourceError
from notice_kit.findings import Finding, Location, error, warning
from notice_kit.messages import _
from notice_kit.source.characters import without_refused
from notice_kit.source.located import ListNode, MappingNode, Node, ScalarNode
from notice_kit.source.yaml_scalars import resolve_plain
from notice_kit.source.yaml_syntax import syntax_error

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it (all wheels are): ten times as fast."""

DEEPEST = 100
"""Levels of nesting; a campaign has 4. Also keeps recursion far from Python's limit of 1,000."""

MOST_NODES = 1_000_000
"""Values, counted through aliases: 414 bytes of aliases can stand for 10^9 values."""

_HAN = re.compile("[㐀-鿿]")
_COMMENT = re.compile(r"(\s+)#(.?)")
_TEXT_TAGS = (None, "!", "tag:yaml.org,2002:str")


class _Built(NamedTuple):
    """A node with how many values it stands for, and how many levels of nesting."""

    node: Node
    size: int
    levels: int


def compose(text: str, name: str) -> tuple[Node, list[Finding]]:
    """The tree of the one document in `text`, and the faults that leave the rest readable.

    Args:
        text: YAML without characters that YAML refuses.
        name: the file as the user knows it.

    Raises:
        SourceError: no tree can be made; carries the faults found before that, too.
    """
    composer = _Composer(text, name)
    try:
        return composer.document(), composer.findings
    except yaml.MarkedYAMLError as problem:
        last = syntax_error(problem, text.splitlines(), name)
        raise SourceError(*composer.findings, last) from problem


class _Composer:
    """The state while one document is read: events still to come, anchors and findings so far."""

    def __init__(self, text: str, name: str) -> None:
        self.findings: list[Finding] = []
        self._name = name
        self._lines = text.splitlines()
        self._events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=LOADER))
        self._anchors: dict[str, _Built] = {}

    def document(self) -> Node:
        self._next()
        start = self._next()
        root = self._next() if isinstance(start, yaml.DocumentStartEvent) else None
        if not isinstance(root, yaml.NodeEvent):
            raise self._refused("NK-S13", _("there is nothing in the file but comments"), start)
        node = self._build(root, 1).node
        self._next()
        after = self._next()
        if isinstance(after, yaml.DocumentStartEvent):
            remedy = _("Take out the line “---” in the middle, or make two files.")
            message = _("a second document begins here; only one is read")
            raise self._refused("NK-S12", message, after, remedy)
        return node

    def _next(self) -> yaml.Event:
        return next(self._events)

    def _build(self, event: yaml.Event, level: int) -> _Built:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, level)
        if isinstance(event, yaml.ScalarEvent):
            built = _Built(self._scalar(event), 1, 0)
        elif isinstance(event, yaml.MappingStartEvent):
            built = self._mapping(event, level)
        else:
            built = self._list(event, level)
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            self._anchors[anchor] = built
        return built

    def _mapping(self, start: yaml.MappingStartEvent, level: int) -> _Built:
        self._check(start, level)
        entries: dict[str, Node] = {}
        keys: dict[str, Location] = {}
        size, levels = 1, 0
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key, place = self._key(event, level), self._place(event)
            value = self._build(self._next(), level + 1)
            size, levels = self._grown(size + value.size, event), max(levels, value.levels)
            if key is None:
                continue
            if key in entries:
                self._twice(key, keys[key], place)
                continue
            keys[key] = place
            entries[key] = _at_key(value.node, place)
        return _Built(MappingNode(entries, keys, self._place(start)), size, levels + 1)

    def _list(self, start: yaml.Event, level: int) -> _Built:
        self._check(start, level)
        items: list[Node] = []
        size, levels = 1, 0
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            item = self._build(event, level + 1)
            size, levels = self._grown(size + item.size, event), max(levels, item.levels)
            items.append(item.node)
        return _Built(ListNode(tuple(items), self._place(start)), size, levels + 1)

    def _scalar(self, event: yaml.ScalarEvent) -> ScalarNode:
        place = self._place(event)
        self._check_tag(event, place)
        text, findings = without_refused(event.value, place)
        self.findings += findings
        if event.tag is None and event.implicit[0]:
            self._check_comment(event, place)
            return ScalarNode(resolve_plain(text), place)
        return ScalarNode(text, place)

    def _alias(self, event: yaml.AliasEvent, level: int) -> _Built:
        anchor = event.anchor or ""
        built = self._anchors.get(anchor)
        if built is None:
            text = f"*{anchor}"
            message = _("“{alias}” stands for nothing that was written before").format(alias=text)
            remedy = _("Put a value that begins with “*” in double quotes.")
            place = self._place(event)
            self.findings.append(error("NK-S20", message, place, found=text, remedy=remedy))
            return _Built(ScalarNode(text, place), 1, 0)
        self._check_level(event, level - 1 + built.levels)
        return built

    def _key(self, event: yaml.Event, level: int) -> str | None:
        """The key's text, or None (with a finding) when it cannot be a key."""
        place = self._place(event)
        if not isinstance(event, yaml.ScalarEvent):
            self._build(event, level + 1)
            message = _("a list or mapping stands where a key belongs")
            remedy = _('Put a value with {{ }} in it in double quotes: "{{ unit.name }}".')
            self.findings.append(error("NK-S16", message, place, remedy=remedy))
            return None
        value = self._scalar(event).value
        if value == "<<" and event.implicit[0]:
            message = _("“<<” (taking over another mapping's keys) is not supported")
            remedy = _("Write the keys out.")
            self.findings.append(error("NK-S21", message, place, remedy=remedy))
            return None
        if not isinstance(value, str):
            message = _("the key is not text")
            remedy = _("Put it in double quotes.")
            self.findings.append(error("NK-S16", message, place, found=event.value, remedy=remedy))
            return event.value
        return value

    def _twice(self, key: str, first: Location, place: Location) -> None:
        message = _("“{key}” is written twice: in line {first} and in line {second}").format(
            key=key, first=first.line, second=place.line
        )
        remedy = _("Delete one of the two.")
        self.findings.append(error("NK-S15", message, place, found=key, remedy=remedy))

    def _check(self, start: yaml.Event, level: int) -> None:
        self._check_tag(start, self._place(start))
        self._check_level(start, level)

    def _check_level(self, event: yaml.Event, level: int) -> None:
        if level > DEEPEST:
            message = _("values are nested more than {limit} levels deep").format(limit=DEEPEST)
            raise self._refused("NK-S19", message, event, _("Write them flatter."))

    def _grown(self, size: int, event: yaml.Event) -> int:
        if size > MOST_NODES:
            message = _("the file stands for more than {limit:,} values").format(limit=MOST_NODES)
            remedy = _("Take out the aliases (*name), or split the file.")
            raise self._refused("NK-S18", message, event, remedy)
        return size

    def _check_tag(self, event: yaml.Event, place: Location) -> None:
        tag = getattr(event, "tag", None)
        if tag not in _TEXT_TAGS or (tag and not isinstance(event, yaml.ScalarEvent)):
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            message = _("types written as “!…” are not read: {tag}").format(tag=shown)
            remedy = _("Take it out, or put a value that begins with “!” in double quotes.")
            self.findings.append(error("NK-S11", message, place, found=shown, remedy=remedy))

    def _check_comment(self, event: yaml.ScalarEvent, place: Location) -> None:
        """Warn of text behind `#` that may belong to the value: `文号 #3 号` is read as `文号`.

        Two spaces before the `#` and one after it make a comment that nobody takes for text.
        """
        end_line, end_column = _position(event.end_mark)
        line = self._lines[end_line] if end_line < len(self._lines) else ""
        match = _COMMENT.match(line, end_column)
        if match is None:
            return
        glued = match[2] not in ("", " ")
        doubtful = glued or len(match[1]) < 2
        if doubtful and (_HAN.search(event.value) or (glued and not event.value)):
            message = _("the text after “#” is taken for a comment and left out")
            remedy = _(
                "If it belongs to the value, put all of it in double quotes; "
                "if not, put two spaces before “#” and one after it."
            )
            self.findings.append(
                warning("NK-S17", message, place, found=line.strip(), remedy=remedy)
            )

    def _place(self, event: yaml.Event) -> Location:
        line, column = _position(event.start_mark)
        return Location(self._name, line + 1, column + 1)

    def _refused(
        self, code: str, message: str, event: yaml.Event, remedy: str | None = None
    ) -> SourceError:
        finding = error(code, message, self._place(event), remedy=remedy)
        return SourceError(*self.findings, finding)


def _position(mark: Any) -> tuple[int, int]:
    """Line and column from 0. A mark's class differs between PyYAML's two parsers."""
    return (mark.line, mark.column)


def _at_key(node: Node, key: Location) -> Node:
    """The node, at its key's place when nothing is written after the key."""
    if isinstance(node, ScalarNode) and node.value is None:
        return ScalarNode(None, key)
    return node
