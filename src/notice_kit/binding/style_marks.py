"""Where text names its style, it names the book's; where it names none, the file's default."""

from __future__ import annotations

from notice_kit.binding.schema_order import properties, put
from notice_kit.binding.styles import PARAGRAPH, TABLE, PartStyles
from notice_kit.binding.xpath import Elements
from notice_kit.ooxml.wml import Element, qualified, w

_VAL = qualified("val")
_KINDS = {
    qualified("pStyle"): PARAGRAPH,
    qualified("rStyle"): "character",
    qualified("tblStyle"): TABLE,
}
_PLAIN_PARAGRAPHS = Elements("//w:p[not(w:pPr/w:pStyle)]")
_PLAIN_TABLES = Elements("//w:tbl/w:tblPr[not(w:tblStyle)]")


class StyleMarks:
    """The styles that the text of one file names."""

    def __init__(self, styles: PartStyles) -> None:
        self._styles = styles

    def follow(self, root: Element) -> None:
        """Name the book's styles in everything below the root; those that are unknown go."""
        sheet = self._styles.sheet
        for use in list(root.iter(*_KINDS)):
            old = use.get(_VAL, "")
            if sheet.is_kind(old, _KINDS[str(use.tag)]):
                self._mark(use, old)
            else:
                _drop(use)
        self._write_defaults(root)

    def _mark(self, use: Element, old: str) -> None:
        use.set(_VAL, self._styles.use(old))
        if use.tag in _KINDS and _KINDS[str(use.tag)] == PARAGRAPH:
            self._write_list(use, old)

    def _write_list(self, use: Element, old: str) -> None:
        """The list of a style that the book has from another file, which must begin again here."""
        holder = use.getparent()
        if old in self._styles.brought or holder is None or not _is_of_paragraph(holder):
            return
        numbered = self._styles.sheet.numbered(old)
        own = holder.find(qualified("numPr"))
        if numbered is None or (own is not None and own.find(qualified("numId")) is not None):
            return
        level = None if own is None else own.find(qualified("ilvl"))
        ilvl = numbered[1] if level is None else level.get(_VAL, "0")
        put(holder, w("numPr", w("ilvl", val=ilvl), w("numId", val=numbered[0])))
        self._write_indents(holder, old)

    def _write_indents(self, holder: Element, old: str) -> None:
        """Those of the style, which the list's own would override when it stands here."""
        said: dict[str, str] = {}
        own = holder.find(qualified("ind"))
        chain = [
            style.find(f"{qualified('pPr')}/{qualified('ind')}")
            for style in self._styles.sheet.chain(old)
        ]
        for indents in (own, *chain):
            for name, value in () if indents is None else indents.items():
                said.setdefault(str(name), str(value))
        if said:
            made = w("ind")
            for name, value in said.items():
                made.set(name, value)
            put(holder, made)

    def _write_defaults(self, root: Element) -> None:
        paragraph = self._styles.unlike_default(PARAGRAPH)
        if paragraph is not None:
            id_ = self._styles.use(paragraph)
            for one in _PLAIN_PARAGRAPHS(root):
                put(properties(one), w("pStyle", val=id_))
        table = self._styles.unlike_default(TABLE)
        if table is not None:
            id_ = self._styles.use(table)
            for one in _PLAIN_TABLES(root):
                one.insert(0, w("tblStyle", val=id_))


def _is_of_paragraph(holder: Element) -> bool:
    above = holder.getparent()
    return above is not None and above.tag == qualified("p")


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
