"""Custom XML that content controls are bound to: filled with what the controls show.

Word shows a bound control with the value of its custom XML, whatever stands in the document, so a
tag in such a control is lost unless the custom XML says the same.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from notice_kit.numerals import parse_date
from notice_kit.ooxml.controls import Control, controls
from notice_kit.ooxml.custom_xml import parsed, stores
from notice_kit.ooxml.wml import qualified

_DATED = {"date": "", "dateTime": "T00:00:00"}
"""What follows the day in custom XML, by how a date control stores it."""


class BoundXml:
    """The custom XML of a template that its controls are bound to; it never changes."""

    __slots__ = ("_items", "_stores")

    def __init__(self, items: Mapping[str, bytes], by_store: Mapping[str, str]) -> None:
        """Hold the parts by name, and their names by the ids of the stores."""
        self._items = dict(items)
        self._stores = dict(by_store)

    def filled(self, texts: Mapping[str, bytes]) -> dict[str, bytes]:
        """The parts with the values that the controls of the filled parts show.

        Args:
            texts: part → its XML, filled.
        """
        roots = {name: parsed(content) for name, content in self._items.items()}
        for text in texts.values():
            part = parsed(text) if b"dataBinding" in text else None
            for control in controls(part) if part is not None else ():
                binding = control.binding
                root = roots.get(self._stores.get(binding.store, "")) if binding else None
                node = binding.node(root) if binding and root is not None else None
                if node is not None and control.text:
                    node.text = _stored(control)
        return {
            name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            for name, root in roots.items()
            if root is not None
        }


def bound_xml(members: Mapping[str, bytes]) -> BoundXml | None:
    """The custom XML that controls may be bound to; None where no control is bound."""
    if not any(b"dataBinding" in content for content in members.values()):
        return None
    by_store = stores(members)
    items = {name: members[name] for name in by_store.values()}
    return BoundXml(items, by_store) if items else None


def _stored(control: Control) -> str:
    """What the control shows, in the form in which its custom XML holds it."""
    properties = control.element.find(qualified("sdtPr"))
    date = None if properties is None else properties.find(qualified("date"))
    mapped = None if date is None else date.find(qualified("storeMappedDataAs"))
    kind = "" if mapped is None else mapped.get(qualified("val"), "")
    if kind not in _DATED:
        return control.text
    try:
        return parse_date(control.text).isoformat() + _DATED[kind]
    except ValueError:
        return control.text
