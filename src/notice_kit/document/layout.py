"""What a document is and what its paragraphs are: the result of recognition."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from notice_kit.document.drawings import Drawing
from notice_kit.document.labels import Heading
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import Role
from notice_kit.document.tables import Table
from notice_kit.measure import Length


class Kind(StrEnum):
    """What a document is."""

    FILE = "文件格式"
    LETTER = "信函格式"
    ORDER = "命令（令）格式"
    MINUTES = "纪要格式"
    PLAIN = "无版头公文"
    CERTIFICATE = "荣誉证书"
    BOOKLET = "制度汇编"
    FORM = "表单"
    OTHER = "非公文"


OFFICIAL = frozenset({Kind.FILE, Kind.LETTER, Kind.ORDER, Kind.MINUTES, Kind.PLAIN})
"""All kinds that are official documents."""


@dataclass(frozen=True, slots=True)
class RedRule:
    """The rule under the 版头.

    Attributes:
        paragraph: whose border it is, or to which it is anchored.
        drawing: the line, where it is drawn; None for a paragraph's border.
        thickness, colour: colour as in the file; None is black.
        width: how long it is; None where not known.
    """

    paragraph: Paragraph
    drawing: Drawing | None
    thickness: Length
    colour: str | None
    width: Length | None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Annex:
    """附件 that is bound with the text.

    Attributes:
        label: its 附件 or 附件1.
        title: the paragraphs of its title; may be empty.
        paragraphs: all between its label and the next annex or the 版记, in order.
    """

    label: Paragraph
    title: tuple[Paragraph, ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Imprint:
    """版记.

    Attributes:
        paragraphs: those that are not empty, in order.
        table: that holds them, or None.
    """

    paragraphs: tuple[Paragraph, ...]
    table: Table | None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Layout:
    """A document as recognised.

    Attributes:
        kind: what it is.
        confidence: 0 to 1.
        reasons: signs that spoke for it, in plain words.
        genre: its 文种, such as 通知; None where its title names none.
        roles: of every paragraph of the body.
        head: paragraphs above the title, empty ones left out.
        main: paragraphs from the title to the first annex or the 版记, empty ones included.
        annexes: in order.
        imprint: or None.
        red_rule: or None.
        headings: every paragraph of running text that begins with a label, in order.
    """

    kind: Kind
    confidence: float
    reasons: tuple[str, ...]
    genre: str | None
    roles: dict[Paragraph, Role]
    head: tuple[Paragraph, ...]
    main: tuple[Paragraph, ...]
    annexes: tuple[Annex, ...]
    imprint: Imprint | None
    red_rule: RedRule | None
    headings: tuple[Heading, ...] = ()
    _by_role: dict[Role, tuple[Paragraph, ...]] = field(default_factory=dict)

    @property
    def is_official(self) -> bool:
        """Whether it is an official document."""
        return self.kind in OFFICIAL

    def role(self, paragraph: Paragraph) -> Role:
        """The role of a paragraph; `OTHER` for those of headers, footers and notes."""
        return self.roles.get(paragraph, Role.OTHER)

    def having(self, *roles: Role) -> tuple[Paragraph, ...]:
        """The paragraphs of a role, or of several, in order."""
        if len(roles) == 1:
            if roles[0] not in self._by_role:
                found = tuple(p for p, role in self.roles.items() if role is roles[0])
                self._by_role[roles[0]] = found
            return self._by_role[roles[0]]
        wanted = set(roles)
        return tuple(p for p, role in self.roles.items() if role in wanted)

    def first(self, role: Role) -> Paragraph | None:
        """The first paragraph of a role, or None."""
        return next(iter(self.having(role)), None)
