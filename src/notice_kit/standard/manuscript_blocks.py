"""The blocks of a manuscript: what stands in a document, in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, Field, model_validator

from notice_kit.findings import did_you_mean
from notice_kit.messages import _
from notice_kit.standard.manuscript_parts import Lines, Part, Tag, only_tag
from notice_kit.standard.manuscript_tables import Table

Role = Literal[
    "copy_number", "secrecy", "urgency", "issuer_mark", "document_number", "order_number", "title",
    "addressee", "body", "heading1", "heading2", "heading3", "note", "attachment_label",
    "attachment_title", "form_title", "form_line", "form_note", "centred", "right", "cover_title",
    "cover_line", "certificate_title", "certificate_name", "certificate_body",
    "certificate_right", "letter_title", "contents_title", "rule_title", "chapter", "article",
    "item", "plaque_title", "plaque_right",
]  # fmt: skip
ROLES: tuple[str, ...] = get_args(Role)


class Text(Part):
    """Text in one role; several lines stay one paragraph (in `form_line`: left and right)."""

    kind: Literal["text"] = "text"
    role: Role
    lines: Lines


class AttachmentNote(Part):
    """附件说明: the names of the attachments; they are numbered when there are two or more."""

    kind: Literal["attachment_note"] = "attachment_note"
    names: Lines


class JointMark(Part):
    """发文机关标志 of several issuers, the one in charge first, with a word beside their names.

    Attributes:
        word: 文件, or nothing.
    """

    kind: Literal["joint_mark"] = "joint_mark"
    issuers: Annotated[Lines, Field(min_length=2)]
    word: str = "文件"


class SignedNumber(Part):
    """发文字号 of a document that goes up, with its 签发人 beside it."""

    kind: Literal["signed_number"] = "signed_number"
    number: str
    signers: Lines


class Signature(Part):
    """署名 and 成文日期.

    Attributes:
        issuer: one, or several of which the first is in charge.
        sealed: room is left for the seals over them.
    """

    kind: Literal["signature"] = "signature"
    issuer: Lines
    date: str
    sealed: bool = True


class StampedSignature(Part):
    """The post of the person who signs, room for the 签名章, and 成文日期.

    Attributes:
        name: printed where the stamp goes; empty leaves the place blank.
    """

    kind: Literal["stamped_signature"] = "stamped_signature"
    post: str
    name: str = ""
    date: str


class Attendance(Part):
    """Who was there, who asked for leave and who sat in, at the end of 纪要."""

    kind: Literal["attendance"] = "attendance"
    people: Annotated[dict[Literal["出席", "请假", "列席"], str], Field(min_length=1)]


class Imprint(Part):
    """版记: who else gets the document, which office printed it, and when.

    Attributes:
        send_to: 主送机关 that the first page has no room for.
        office: None together with `date`, as in letters.
        page: `even` gives it an even page of its own, with what is blank before it unnumbered;
            `last` puts it at the foot of the last page.
    """

    kind: Literal["imprint"] = "imprint"
    send_to: str | None = None
    copy_to: str | None = None
    office: str | None = None
    date: str | None = None
    page: Literal["last", "even"] = "last"

    @model_validator(mode="after")
    def _says_something(self) -> Imprint:
        if (self.office is None) != (self.date is None):
            raise ValueError(_("office and date go together"))
        if self.office is self.send_to is self.copy_to is None:
            raise ValueError(_("the imprint says nothing"))
        return self


class Contents(Part):
    """A table of contents.

    Attributes:
        roles: the paragraphs that are listed: those of the first role at the first level, and so
            on.
    """

    kind: Literal["contents"] = "contents"
    roles: Annotated[tuple[Role, ...], Field(min_length=1, max_length=3)]


class Drawing(Part):
    """The place of a picture, a QR code or a chart.

    Attributes:
        text: the alternative text: a tag that says what comes there.
        width: in mm.
        height: in mm.
    """

    kind: Literal["drawing"] = "drawing"
    text: str
    width: Annotated[float, Field(gt=0, le=420)]
    height: Annotated[float, Field(gt=0, le=420)]


class PageBreak(Part):
    """What follows begins a page."""

    kind: Literal["page_break"] = "page_break"
    on: Literal[True]


class BlankOf(Part):
    """The blocks of another manuscript with its tags emptied: a form to be filled in by hand."""

    kind: Literal["blank_of"] = "blank_of"
    name: str


_SHORT = {
    "attachment_note": "names", "page_break": "on", "blank_of": "name", "attendance": "people",
}  # fmt: skip
_LONG = ("signature", "stamped_signature", "imprint", "table", "drawing")
_MAPPED = {"issuer_mark": "joint_mark", "document_number": "signed_number"}
"""Roles whose block may be more than a text."""


def _block(value: object) -> object:
    """One block in its long form, which names its kind."""
    if isinstance(value, BaseModel):
        return value
    if isinstance(value, str):
        return {"kind": "tag", "tag": only_tag(value, "{%p")}
    if not isinstance(value, Mapping) or len(value) != 1:
        raise ValueError(_("a block is a tag, or one role with its text"))
    ((key, content),) = value.items()
    return _known_block(key, content)


def _known_block(key: str, content: object) -> object:
    if key in _MAPPED and isinstance(content, Mapping):
        return {"kind": _MAPPED[key], **content}
    if key in ROLES:
        return {"kind": "text", "role": key, "lines": content}
    if key in _SHORT:
        return {"kind": key, _SHORT[key]: content}
    if key == "contents":
        return {"kind": key, "roles": content if isinstance(content, list) else [content]}
    if key in _LONG and isinstance(content, Mapping):
        return {"kind": key, **content}
    remedy = did_you_mean(str(key), [*ROLES, *_SHORT, *_LONG, "contents"]) or ""
    raise ValueError(_("no such block: {key}").format(key=key) + f" {remedy}".rstrip())


Block = Annotated[
    Annotated[
        Tag
        | Text
        | JointMark
        | SignedNumber
        | AttachmentNote
        | Signature
        | StampedSignature
        | Attendance
        | Imprint
        | Table
        | Contents
        | Drawing
        | PageBreak
        | BlankOf,
        Field(discriminator="kind"),
    ],
    BeforeValidator(_block),
]
