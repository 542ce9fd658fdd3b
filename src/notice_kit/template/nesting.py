"""Every fault of syntax in the tags of a part, in one pass, each at its own tag.

This goes before docxtpl's and Jinja's own reading, which stop at the first fault and name a line of
XML. What is no fault here may still be one there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from jinja2 import nodes

from notice_kit.findings import Finding, did_you_mean, error
from notice_kit.messages import _
from notice_kit.template.environment import XML
from notice_kit.template.partial_tags import PARTIAL_STATEMENTS, is_sound
from notice_kit.template.reading import ENDS, MIDDLES, Reading, known_statements, read_tag
from notice_kit.template.tags import Place, Tag, cut


def syntax_faults(tags: Sequence[Tag], file: str) -> list[Finding]:
    """What is wrong with the tags of one part, in their order."""
    check = _Check(file)
    for tag in tags:
        check.take(tag)
    check.close()
    order = {id(tag): at for at, tag in enumerate(tags)}
    found = sorted(check.findings, key=lambda pair: order[id(pair[0])])
    return list(dict.fromkeys(finding for _tag, finding in found))


@dataclass(frozen=True, slots=True)
class _Block:
    """A block that is open, by the tag that began it."""

    tag: Tag
    reading: Reading


@dataclass(slots=True)
class _Check:
    """One pass over the tags of a part.

    Attributes:
        file: the template in messages.
        findings: what was found, each with its tag.
    """

    file: str
    findings: list[tuple[Tag, Finding]] = field(default_factory=list)
    _open: list[_Block] = field(default_factory=list)
    _is_raw: bool = False

    def take(self, tag: Tag) -> None:
        """The next tag."""
        if not tag.is_closed:
            closing = {"{{": "}}", "{%": "%}", "{#": "#}"}[tag.kind]
            self._tell(
                tag,
                "NK-T11",
                _("a tag is opened and not closed"),
                _("Close it with {closing} in the same paragraph.").format(closing=closing),
            )
            return
        if tag.kind == "{#":
            return
        reading = read_tag(tag.text)
        if self._is_raw or reading.name == "raw":
            self._is_raw = reading.name != "endraw"
            return
        if not self._is_known(reading, tag):
            return
        if reading.name in PARTIAL_STATEMENTS:
            if not is_sound(tag.place.paragraph or ""):
                self._tell_partial(tag)
            return
        if reading.reason is not None:
            message = _("the tag cannot be read: {reason}").format(reason=reading.reason)
            self._tell(tag, "NK-T12", message, _("Correct what stands between the braces."))
        if reading.tree is not None:
            self._check_names(reading.tree, tag)
        self._nest(reading, tag)

    def close(self) -> None:
        """There are no more tags."""
        for block in self._open:
            self._tell_endless(block)

    def _tell(self, tag: Tag, code: str, message: str, remedy: str | None) -> None:
        place = tag.place.location(self.file)
        self.findings.append((tag, error(code, message, place, found=cut(tag.text), remedy=remedy)))

    def _tell_partial(self, tag: Tag) -> None:
        self._tell(
            tag,
            "NK-T51",
            _("another file cannot be brought in like this"),
            _("Write {tag} with the file's name, alone in its paragraph.").format(
                tag='{%p include "clause.docx" %}'
            ),
        )

    def _is_known(self, reading: Reading, tag: Tag) -> bool:
        if reading.is_known:
            return True
        name = reading.name
        remedy = did_you_mean(name, known_statements())
        self._tell(
            tag,
            "NK-T15",
            _("there is no statement “{name}”").format(name=name),
            remedy or _("See docs/template-guide.md for the tags there are."),
        )
        return False

    def _check_names(self, tree: nodes.Template, tag: Tag) -> None:
        for use in tree.find_all((nodes.Filter, nodes.Test)):
            known = XML.filters if isinstance(use, nodes.Filter) else XML.tests
            if use.name in known:
                continue
            remedy = did_you_mean(use.name, (name for name in known if name[0] != "_"))
            if isinstance(use, nodes.Filter):
                message = _("there is no filter “{name}”").format(name=use.name)
                remedy = remedy or _("See docs/template-guide.md for the filters there are.")
                self._tell(tag, "NK-T13", message, remedy)
            else:
                message = _("there is no test “{name}”").format(name=use.name)
                remedy = remedy or _("See docs/template-guide.md, section 2, for conditions.")
                self._tell(tag, "NK-T14", message, remedy)

    def _nest(self, reading: Reading, tag: Tag) -> None:
        """The tag among the blocks that are open."""
        if reading.begins:
            self._open.append(_Block(tag, reading))
        elif reading.name in ENDS.values():
            self._end(reading, tag)
        elif reading.name in MIDDLES:
            owners = MIDDLES[reading.name]
            if not self._open or self._open[-1].reading.name not in owners:
                self._tell_beginless(tag)

    def _end(self, reading: Reading, tag: Tag) -> None:
        begun = reading.name.removeprefix("end")
        if not self._open:
            self._tell_beginless(tag)
            return
        if all(block.reading.name != begun for block in self._open):
            block = self._open.pop()
            self._tell_other(block, tag)
            return
        while self._open[-1].reading.name != begun:
            self._tell_endless(self._open.pop())
        block = self._open.pop()
        if _is_torn(block, reading, tag):
            message = _("“{end}” does not stand in the same place as “{begin}” ({place})")
            self._tell(
                tag,
                "NK-T19",
                message.format(
                    end=cut(tag.text), begin=cut(block.tag.text), place=_named(block.tag.place)
                ),
                _("For rows of a table use {%tr … %}, for its cells {%tc … %}, each alone in one."),
            )

    def _tell_endless(self, block: _Block) -> None:
        self._tell(
            block.tag,
            "NK-T16",
            _("the block “{begin}” has no end").format(begin=cut(block.tag.text)),
            _("End it with {tag}.").format(tag=_ending(block.reading)),
        )

    def _tell_beginless(self, tag: Tag) -> None:
        self._tell(
            tag,
            "NK-T17",
            _("“{tag}” belongs to no block that is open").format(tag=cut(tag.text)),
            _("Take it out, or begin the block before it."),
        )

    def _tell_other(self, block: _Block, tag: Tag) -> None:
        message = _("“{end}” does not end “{begin}” ({place})")
        self._tell(
            tag,
            "NK-T18",
            message.format(
                end=cut(tag.text), begin=cut(block.tag.text), place=_named(block.tag.place)
            ),
            _("End it with {tag}.").format(tag=_ending(block.reading)),
        )


def _ending(reading: Reading) -> str:
    level = reading.level and reading.level + " "
    return f"{{%{level or ' '}{ENDS[reading.name]} %}}"


def _named(place: Place) -> str:
    """A second place, in the message on the first."""
    quoted = f"“{cut(place.paragraph)}”"
    return quoted if place.spot is None else f"{place.spot} {quoted}"


def _is_torn(block: _Block, end: Reading, tag: Tag) -> bool:
    """Whether a block ends where what it holds cannot be left out or repeated.

    Another cell or row is none such by itself: docxtpl's users let a loop begin at the end of one
    row and end in the same column of another.
    """
    before, after = block.tag.place, tag.place
    outer, inner = _path(before, block.reading.level), _path(after, end.level)
    if outer != inner:
        return True
    if block.reading.name != "for" or not before.cells or block.reading.level in ("tr", "tc"):
        return False
    first, last = before.cells[-1], after.cells[-1]
    return first.column != last.column


def _path(place: Place, level: str) -> tuple[str, ...]:
    """The kinds of what is around the tag once docxtpl has put it in place of its row or cell."""
    if level not in ("tr", "tc") or level not in place.path:
        return place.path
    at = len(place.path) - 1 - place.path[::-1].index(level)
    return place.path[:at]
