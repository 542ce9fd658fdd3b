"""Settings of the book: the first file's, with what others need, and what cannot hold for all.

Codes: NK-B11.

Source: ECMA-376 Part 1, 17.15.1 (settings), 17.10.2 (evenAndOddHeaders), 17.11.12 (footnotePr of
a section and of the document), 17.11.22 (pos), 17.11.16 (noEndnote).
"""

from __future__ import annotations

import copy

from lxml import etree

from notice_kit.binding.schema_order import put
from notice_kit.binding.stream import Stream
from notice_kit.findings import Finding, Location, warning
from notice_kit.messages import _
from notice_kit.ooxml.wml import Element, R, qualified, w

_VAL = qualified("val")
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"
_OWN = frozenset(
    map(
        qualified,
        (
            *("writeProtection", "attachedTemplate", "linkStyles", "mailMerge", "revisionView"),
            *("trackRevisions", "documentProtection", "styleLockTheme", "styleLockQFSet", "rsids"),
            *("clickAndTypeStyle", "defaultTableStyle", "saveThroughXslt", "attachedSchema"),
            *("hdrShapeDefaults", "shapeDefaults", "captions", "schemaLibrary", "docVars"),
            *("footnotePr", "endnotePr", "evenAndOddHeaders", "updateFields", "proofState"),
        ),
    )
)
"""What concerns one file only, or is written anew."""

_FOR_ALL = (
    *("mirrorMargins", "gutterAtTop", "defaultTabStop", "autoHyphenation"),
    *("characterSpacingControl", "noLineBreaksAfter", "noLineBreaksBefore"),
    *("displayBackgroundShape", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter"),
)
"""What changes pages and holds for a whole file."""

_COMPATIBILITY = "compatibilityMode"
_OLDEST = 12
_UNSAID = {"defaultTabStop": "720", "characterSpacingControl": "doNotCompress"}


def is_on(settings: Element | None, name: str) -> bool:
    """Whether the settings switch that on."""
    found = None if settings is None else settings.find(qualified(name))
    return found is not None and found.get(_VAL, "1") not in ("0", "false", "off")


def language(settings: Element | None) -> str:
    """The East Asian language of theme fonts; empty where none is said."""
    found = None if settings is None else settings.find(qualified("themeFontLang"))
    return "" if found is None else found.get(qualified("eastAsia"), "")


def unlike(settings: Element | None, first: Element | None, place: Location) -> Finding | None:
    """The warning that a file is laid out by rules that the book cannot have for it alone."""
    names = [name for name in _FOR_ALL if _said(settings, name) != _said(first, name)]
    mode, wanted = version(settings), version(first)
    if mode != wanted:
        names.append(f"{_COMPATIBILITY} ({mode} ≠ {wanted})")
    if not names:
        return None
    return warning(
        "NK-B11",
        _("the file has settings of its own that hold for a whole book; the first file's are used"),
        place,
        found=", ".join(names),
        remedy=_("Look at its pages in the book; set the same in all files where they differ."),
    )


def _said(settings: Element | None, name: str) -> str:
    found = None if settings is None else settings.find(qualified(name))
    if found is None:
        return _UNSAID.get(name, "0")
    value = found.get(_VAL)
    return etree.tostring(found, method="c14n").decode() if len(found.attrib) > 1 else value or "1"


def version(settings: Element | None) -> int:
    """The version of Word by whose rules lines are broken; without the setting it is 12, 2007."""
    for one in () if settings is None else settings.iter(qualified("compatSetting")):
        if one.get(qualified("name")) == _COMPATIBILITY:
            value = one.get(_VAL, "")
            return int(value) if value.isdigit() else _OLDEST
    return _OLDEST


def note_properties(settings: Element | None, kind: str) -> Element | None:
    """What a file's settings say of its `footnote`s or `endnote`s, but for the separators."""
    found = None if settings is None else settings.find(qualified(f"{kind}Pr"))
    if found is None:
        return None
    made = copy.deepcopy(found)
    for separator in made.findall(qualified(kind)):
        made.remove(separator)
    return made if len(made) else None


def count_notes_anew(sections: list[Element], settings: Element | None, kinds: set[str]) -> None:
    """Let the file's notes look and be counted in its sections as in the file by itself.

    Args:
        sections: the file's.
        settings: the file's.
        kinds: `footnote` and `endnote`, as far as the file has such notes.
    """
    for kind in sorted(kinds):
        general = note_properties(settings, kind)
        for number, section in enumerate(sections):
            own = section.find(qualified(f"{kind}Pr"))
            made = copy.deepcopy(own if own is not None else general)
            if made is None:
                made = w(f"{kind}Pr")
            if kind == "endnote":
                etree.strip_elements(made, qualified("pos"), with_tail=False)
            again = made.find(qualified("numRestart"))
            if not number and (again is None or again.get(_VAL) == "continuous"):
                put(made, w("numRestart", val="eachSect"))
            if len(made):
                put(section, made)
    if "endnote" in kinds:
        hold_back_endnotes(sections, settings)


def hold_back_endnotes(sections: list[Element], settings: Element | None) -> None:
    """Let a file's endnotes stand at its own end, not at that of the book."""
    general = note_properties(settings, "endnote")
    place = None if general is None else general.find(qualified("pos"))
    if place is not None and place.get(_VAL) == "sectEnd":
        return
    for section in sections[:-1]:
        put(section, w("noEndnote"))


def book_settings(
    first: Element | None,
    *,
    even: bool,
    embeds_fonts: bool,
    separators: dict[str, tuple[str, ...]],
) -> Stream:
    """The settings part.

    Args:
        first: the first file's settings.
        even: whether even pages have heads of their own.
        embeds_fonts: whether fonts lie in the book.
        separators: the ids of the separators of `footnote`s and `endnote`s that there are.
    """
    settings = w("settings") if first is None else copy.deepcopy(first)
    for child in list(settings):
        if child.tag in _OWN or any(str(name).startswith(f"{{{R}}}") for name in child.attrib):
            settings.remove(child)
    if even:
        put(settings, w("evenAndOddHeaders"))
    if embeds_fonts:
        put(settings, w("embedTrueTypeFonts"))
    for kind, ids in separators.items():
        position = w("pos", val="sectEnd") if kind == "endnote" else None
        put(settings, w(f"{kind}Pr", position, *(w(kind, id=id_) for id_ in ids)))
    stream = Stream("word/settings.xml", "settings", _TYPE)
    stream.take(settings)
    return stream
