"""Rules for the XML of a file: order of elements, ids, pairs; what Word cannot read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from notice_kit.document.attributes import attribute
from notice_kit.document.document import Document
from notice_kit.messages import _
from notice_kit.ooxml.wml import IN_W, Element
from notice_kit.profile import Profile
from notice_kit.rules.registry import ANY_KIND, SHOULD, Fault, Source, rule
from notice_kit.rules.registry import Element as About

_ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers"
        " pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE"
        " autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents"
        " suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle"
        " rPr sectPr pPrChange"
    ),
    "sectPr": (
        "headerReference|footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders"
        " lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter"
        " docGrid printerSettings sectPrChange"
    ),
    "tcPr": (
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText"
        " vAlign hideMark headers cellIns cellDel cellMerge tcPrChange"
    ),
}
"""Children in the order of the schema.

Source: ECMA-376 Part 4 (transitional), wml.xsd: CT_PPr, CT_SectPr, CT_TcPr. Children of a `w:rPr`
may stand in any order there (EG_RPrBase is a choice), and Word writes and reads them so."""

PLACES = {
    IN_W + owner: {
        IN_W + name: place for place, names in enumerate(order.split()) for name in names.split("|")
    }
    for owner, order in _ORDER.items()
}


def parts_of(document: Document) -> Iterator[tuple[str, Element]]:
    """The text, headers, footers and styles with their names."""
    stories = (document.body, *document.headers, *document.footers)
    names = dict.fromkeys(story.part for story in stories)
    for name in names:
        root = document.package.root(name)
        if root is not None:
            yield name, root
    styles = document.package.one("styles")
    if styles is not None:
        yield "styles", styles


@rule("W-11", source=Source.CUSTOM, element=About.FILE, fixable=True, kinds=ANY_KIND)
def order_of_elements(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Properties stand in the order of the schema.

    What: Children of `w:pPr`, `w:sectPr` and `w:tcPr` in the text, headers, footers and styles;
      elements of other namespaces are let pass.
    Why: Word refuses a file with another order, or drops what stands at a wrong place.
    Good: `<w:spacing/><w:ind/><w:jc/>`
    Bad: `<w:jc/><w:spacing/>`
    """
    for name, root in parts_of(document):
        odd: Counter[str] = Counter()
        for owner in root.iter(*PLACES):
            places = PLACES[str(owner.tag)]
            last = -1
            for one in owner:
                place = places.get(str(one.tag), last)
                if place < last:
                    odd[f"{_short(owner)}/{_short(one)}"] += 1
                last = max(last, place)
        for path, count in odd.items():
            yield Fault(
                _("an element does not stand where the schema wants it"),
                found=f"{name}: {path} × {count}",
                remedy=_("Open the file in Word or WPS and save it again."),
            )


def _short(element: Element) -> str:
    return "w:" + str(element.tag).rpartition("}")[2]


@rule(
    "W-18", source=Source.CUSTOM, severity=SHOULD, element=About.FILE, fixable=True,
    kinds=ANY_KIND,
)  # fmt: skip
def ids_of_drawings(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Every drawing has an id of its own.

    What: The ids of `wp:docPr` in one part.
    Why: Some versions of Word call a file with two alike damaged.
    Good: 1, 2, 3
    Bad: 1, 1, 1
    """
    for name, root in parts_of(document):
        counts = Counter(one.get("id", "") for one in drawings_of(root))
        doubled = [identifier for identifier, count in counts.items() if count > 1]
        if doubled:
            yield Fault(
                _("drawings have the same id"),
                found=f"{name}: {', '.join(doubled[:5])}",
                remedy=_("Open the file in Word and save it again."),
            )


def drawings_of(root: Element) -> Iterator[Element]:
    """The `wp:docPr` of a part; what stands in `mc:Fallback` is the same drawing again."""
    for one in root.iter("{*}docPr"):
        if next(one.iterancestors("{*}Fallback"), None) is None:
            yield one


@rule("W-19", source=Source.CUSTOM, element=About.FILE, kinds=ANY_KIND)
def fields_end(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Every field that begins ends.

    What: The marks `begin` and `end` of `w:fldChar` in the text and in each header and footer.
    Why: A field without an end takes in all that follows it.
    Good: begin, separate, end
    Bad: begin without an end
    """
    for name, root in parts_of(document):
        kinds = Counter(attribute(one, "fldCharType") for one in root.iter(f"{IN_W}fldChar"))
        if kinds["begin"] != kinds["end"]:
            yield Fault(
                _("a field has no end, or no beginning"),
                found=f"{name}: {kinds['begin']} / {kinds['end']}",
                remedy=_("Delete the field and insert it again."),
            )


@rule("W-20", source=Source.CUSTOM, severity=SHOULD, element=About.FILE, kinds=ANY_KIND)
def bookmarks_pair(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Every bookmark begins and ends, under a name of its own.

    What: `w:bookmarkStart` and `w:bookmarkEnd` by their ids, in each part; names that are doubled.
    Why: Word drops half a bookmark and the second of a name; links and page numbers then fail.
    Good: a start and an end with the id 0
    Bad: a start alone
    """
    for name, root in parts_of(document):
        starts = list(root.iter(f"{IN_W}bookmarkStart"))
        begun = Counter(attribute(one, "id") for one in starts)
        ended = Counter(attribute(one, "id") for one in root.iter(f"{IN_W}bookmarkEnd"))
        names = Counter((attribute(one, "name") or "").casefold() for one in starts)
        odd = [str(key) for key in (begun - ended) + (ended - begun)]
        odd += [key for key, count in names.items() if count > 1]
        if odd:
            yield Fault(
                _("a bookmark has no other half, or its name is taken"),
                found=f"{name}: {', '.join(odd[:5])}",
                remedy=_("Delete the bookmark and set it again."),
            )


@rule("W-21", source=Source.CUSTOM, element=About.FILE, fixable=True, kinds=ANY_KIND)
def cells_end(document: Document, _profile: Profile) -> Iterator[Fault]:
    """Every cell ends with a paragraph.

    What: The last child of each `w:tc` in the text, headers and footers; bookmarks and content
      controls behind or around it are let pass.
    Why: Word does not open a file with another cell.
    Good: a nested table and an empty paragraph behind it
    Bad: a cell without any paragraph
    """
    for name, root in parts_of(document):
        odd = sum(1 for cell in root.iter(f"{IN_W}tc") if not ends_well(cell))
        if odd:
            yield Fault(
                _("a cell does not end with a paragraph"),
                found=f"{name}: {odd}",
                wanted="0",
                remedy=_("Put an empty paragraph at the end of the cell."),
            )


_LAST = frozenset({f"{IN_W}p", f"{IN_W}sdt", f"{IN_W}customXml"})
_BLOCKS = (*_LAST, f"{IN_W}tbl", f"{IN_W}tcPr")


def ends_well(cell: Element) -> bool:
    """Whether a `w:tc` ends with a paragraph."""
    last = next(cell.iterchildren(*_BLOCKS, reversed=True), None)
    return last is not None and last.tag in _LAST
