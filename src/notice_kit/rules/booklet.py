"""Rules for booklets of 制度: cover, contents, page numbers, margins. All is custom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notice_kit.document.document import Document
from notice_kit.document.layout import Kind
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import Role
from notice_kit.document.sections import Section
from notice_kit.document.signs import compact
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules import shown
from notice_kit.rules.places import is_centred
from notice_kit.rules.registry import SHOULD, Element, Fault, Source, rule
from notice_kit.standard import accepted
from notice_kit.standard.gbt9704 import PORTRAIT

_BOOKLETS = frozenset({Kind.BOOKLET})
_COVER = re.compile(r"(?:汇编|选编|制度集|制度手册)(?:[（(].{1,12}[）)])?$")
_PAGE = re.compile(r"[\s.…·]*[\dIVXivx]*\s*$")


def _numbered(document: Document, section: Section) -> bool:
    """Whether pages of a section show a number."""
    shown_footers = section.shown_footers(even_and_odd=document.settings.even_and_odd)
    return any(field.kind == "PAGE" for story in shown_footers.values() for field in story.fields)


def _entries(document: Document) -> list[Paragraph]:
    """The entries of the table of contents: its rows that reach to a page number."""
    rows = document.having(Role.CONTENTS)
    return [row for row in rows if "\t" in row.text or re.search(r"[.…·]{3,}\s*\d+$", row.bare)]


def _titles(document: Document) -> list[Paragraph]:
    """The titles of the 制度: paragraphs of the highest outline level behind the contents."""
    entries = _entries(document)
    last = entries[-1].number if entries else 0
    return [
        paragraph
        for paragraph in document.paragraphs
        if paragraph.number > last and paragraph.bare and paragraph.format.outline_level == 0
    ]


@rule("Z-01", source=Source.CUSTOM, severity=SHOULD, element=Element.BOOKLET, kinds=_BOOKLETS)
def cover(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The cover has the title in 小初 or 初号, in the middle, and no page number.

    What: The first paragraph that ends with 汇编 and the like: centred, of 36 pt at least. The
      section of the cover, where it is one of its own, shows no page number. Covers in text boxes
      are let pass.
    Why: Custom for bound booklets.
    Good: 制度汇编 in 42 pt
    Bad: 制度汇编 in 22 pt
    """
    title = next((p for p in document.paragraphs if _COVER.search(compact(p.text))), None)
    if title is None or title.in_box or title.cell is not None:
        return
    if not is_centred(title) or title.size < accepted.COVER_TITLE:
        yield Fault(
            _("the title on the cover is not centred and large"),
            title,
            found=f"{title.format.align}, {shown.size(title.size)}",
            wanted=f"center, {shown.size(accepted.COVER_TITLE)}",
            remedy=_("Centre it and set it larger."),
        )
    first = document.sections[0]
    entries = _entries(document)
    alone = entries and entries[0].section is not first
    if title.section is first and alone and not first.title_page and _numbered(document, first):
        yield Fault(
            _("the cover has a page number"),
            first,
            remedy=_("Take the page number out of its footer."),
        )


@rule("Z-03", source=Source.CUSTOM, severity=SHOULD, element=Element.BOOKLET, kinds=_BOOKLETS)
def contents(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The contents have page numbers in fields, behind a tab with dots.

    What: An entry holds a field, or is part of one; its number stands behind a tab, whose stop has
      a leader.
    Why: Typed numbers are wrong after the next change.
    Good: Word's automatic table of contents
    Bad: 议事规则......3, typed
    """
    entries = _entries(document)
    typed = [entry for entry in entries if not entry.fields]
    if typed and not any(field.kind == "TOC" for field in document.fields):
        yield Fault(
            shown.times(_("a page number of the contents is typed"), typed),
            typed[0],
            remedy=_("Let the program make the contents."),
        )
    bare = [entry for entry in entries if not _leads(entry)]
    if bare:
        yield Fault(
            shown.times(_("no dots lead to the page number"), bare),
            bare[0],
            remedy=_("Give the tab at the right edge a leader of dots."),
        )


def _leads(entry: Paragraph) -> bool:
    typed = re.search(r"[.…·]{3,}", entry.text)
    return bool(typed) or any(stop.leader not in (None, "", "none") for stop in entry.format.tabs)


@rule("Z-04", source=Source.CUSTOM, severity=SHOULD, element=Element.BOOKLET, kinds=_BOOKLETS)
def page_numbers(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Pages are counted from the first page of the text to the end, in Arabic figures.

    What: The section of the first 制度 begins with 1, where other sections come before it; no later
      one that shows numbers begins anew.
    Why: The contents point at these numbers.
    Good: 1 in the section of the text alone
    Bad: each 制度 from 1
    """
    titles = _titles(document)
    first = titles[0].section if titles else None
    if first is None:
        return
    if first.number > 1 and first.number_start != 1 and _numbered(document, first):
        yield Fault(
            _("the pages of the text are not counted from 1"),
            first,
            found=_("counted on") if first.number_start is None else str(first.number_start),
            wanted="1",
            remedy=_("Let the page numbers of this section start at 1."),
        )
    for section in document.sections:
        again = section.number > first.number and section.number_start is not None
        if again and _numbered(document, section):
            yield Fault(
                _("page numbers begin anew within the text"),
                section,
                found=str(section.number_start),
                remedy=_("Let the page numbers continue from the section before."),
            )
            return


@rule(
    "Z-05", source=Source.CUSTOM, severity=SHOULD, element=Element.BOOKLET,
    fixable=True, kinds=_BOOKLETS,
)  # fmt: skip
def new_pages(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Each 制度 begins on a new page.

    What: Paragraphs of the highest outline level behind the contents break the page before them, or
      follow a page break or the end of a section.
    Why: A changed 制度 is replaced by its pages.
    Good: page break before, in the style of the title
    Bad: the next title under the text of the one before
    """
    late = late_titles(document)
    if late:
        yield Fault(
            shown.times(_("a 制度 does not begin on a new page"), late),
            late[0],
            remedy=_("Set a page break before the paragraphs of this style."),
        )


def late_titles(document: Document) -> list[Paragraph]:
    """The titles of 制度 that do not begin a page."""
    late = []
    for title in _titles(document):
        above = document.previous(title)
        blanks = document.blanks_above(title)
        before = [*blanks, *([above] if above is not None else [])]
        broken = any(p.has_page_break or p.ends_section for p in before)
        if not title.breaks_page_before and not broken and above is not None:
            late.append(title)
    return late


@rule("Z-06", source=Source.CUSTOM, severity=SHOULD, element=Element.BOOKLET, kinds=_BOOKLETS)
def binding_edge(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The white at the binding edge of a booklet is 28 mm at least.

    What: The left margin, and the gutter, of upright sections; a millimetre less is let pass.
    Why: Glue and staples take some of it.
    Good: 28 mm and a gutter of 5 mm
    Bad: 20 mm
    """
    for section in document.sections:
        inside = section.left + section.gutter
        if section.height > section.width and inside < PORTRAIT.left - accepted.MARGIN:
            yield Fault(
                _("the white at the binding edge is narrow"),
                section,
                found=shown.mm(section.left),
                wanted=shown.mm(PORTRAIT.left),
                remedy=_("Widen the left margin, or add a gutter."),
            )
            return


@rule("Z-12", source=Source.CUSTOM, element=Element.BOOKLET, kinds=_BOOKLETS)
def contents_agree(document: Document, _profile: Profile) -> Iterator[Fault]:
    """The contents name each 制度 by its title, in the order of the text.

    What: Every paragraph of the highest outline level behind the contents is an entry; every entry
      is a paragraph of the text; entries come in its order. White space does not count.
    Why: Who looks for a 制度 looks in the contents.
    Good: 党支部议事规则 in both
    Bad: 议事规则 in the contents, 党支部议事规则 in the text
    """
    entries = {compact(_PAGE.sub("", entry.text)): entry for entry in _entries(document)}
    if not entries:
        return
    titles = _titles(document)
    for title in titles:
        if compact(title.text) not in entries:
            yield Fault(
                _("a 制度 is not in the contents"),
                title,
                remedy=_("Update the contents."),
            )
    start = max(entry.number for entry in entries.values())
    places = {compact(p.text): p.number for p in document.paragraphs if p.number > start}
    last = 0
    for name, entry in entries.items():
        if name not in places:
            yield Fault(
                _("an entry of the contents is not in the text"),
                entry,
                remedy=_("Update the contents."),
            )
        elif places[name] < last:
            yield Fault(
                _("an entry of the contents is out of order"),
                entry,
                remedy=_("Update the contents."),
            )
        last = places.get(name, last)
