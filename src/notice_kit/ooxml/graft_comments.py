"""Which carried comment answers which, and which are resolved.

Source: [MS-DOCX] 2.5.1.2 (commentEx): a comment is named by the paraId of its last paragraph.
"""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Sequence

from notice_kit.ooxml.parts import Parts
from notice_kit.ooxml.wml import Element, qualified

_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_KIND = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
_PARAGRAPH = f"{{{_W14}}}paraId"
_ID, _PARENT = f"{{{_W15}}}paraId", f"{{{_W15}}}paraIdParent"


def carry_threads(host: Parts, donor: Parts, comments: Sequence[Element]) -> None:
    """Let the comments, copied from the donor into the host, be answers and resolved as there."""
    source = donor.related("commentsExtended")
    if source is None:
        return
    known = {one.get(_ID, ""): one for one in donor.tree(source)}
    carried = [
        (paragraph, known[old])
        for comment in comments
        if (paragraph := _last(comment)) is not None
        and (old := paragraph.get(_PARAGRAPH, "")) in known
    ]
    if not carried:
        return
    name = host.related("commentsExtended")
    if name is None:
        name = "word/commentsExtended.xml"
        name = host.free_name(name) if name in host else name
        host.add(name, f'<w15:commentsEx xmlns:w15="{_W15}"/>'.encode(), _TYPE)
        host.relate(host.main, _KIND, name)
    root = host.edit(name)
    new: dict[str, str] = {}
    for paragraph, entry in carried:
        old = entry.get(_ID, "")
        new[old] = _id(f"{old} {len(root)} {len(new)}")
        paragraph.set(_PARAGRAPH, new[old])
    for _paragraph, entry in carried:
        copied = copy.deepcopy(entry)
        copied.set(_ID, new[entry.get(_ID, "")])
        parent = copied.attrib.pop(_PARENT, "")
        if parent in new:
            copied.set(_PARENT, new[str(parent)])
        root.append(copied)


def _last(comment: Element) -> Element | None:
    paragraphs = comment.findall(qualified("p"))
    return paragraphs[-1] if paragraphs else None


def _id(seed: str) -> str:
    """An id below 0x80000000, as Word wants it."""
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4]) & 0x7FFFFFFF
    return f"{number or 1:08X}"
