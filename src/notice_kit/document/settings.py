"""Settings of a document as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from notice_kit.document.attributes import attribute, child, children, is_on, twips, value, whole
from notice_kit.measure import Length
from notice_kit.ooxml.wml import Element

_DEFAULT_TAB = Length.twips(720)


@dataclass(frozen=True, slots=True)
class Settings:
    """What `settings.xml` says of the whole document.

    Attributes:
        even_and_odd: even pages have headers and footers of their own.
        mirror_margins: left and right are inner and outer.
        gutter_at_top: the gutter lies at the upper edge.
        compatibility: 15 is Word 2013 and later; None is stated nowhere: Word opens the file in
            compatibility mode.
        character_spacing: `compressPunctuation`, `doNotCompress` and so on; None is not stated.
        tracks_changes: changes are being recorded.
        update_fields: Word works out all fields when it opens the document.
        theme_east_asian: language that chooses the theme's East Asian font.
        compat: names of the switches of `w:compat` that are on.
    """

    even_and_odd: bool = False
    mirror_margins: bool = False
    gutter_at_top: bool = False
    compatibility: int | None = None
    character_spacing: str | None = None
    tracks_changes: bool = False
    update_fields: bool = False
    default_tab: Length = _DEFAULT_TAB
    theme_east_asian: str | None = None
    compat: frozenset[str] = frozenset()


def read_settings(root: Element | None) -> Settings:
    """The settings of `settings.xml`; a document may have none."""

    def switch(name: str) -> bool:
        element = child(root, name)
        return element is not None and is_on(element)

    compat = child(root, "compat")
    language = child(root, "themeFontLang")
    mode = [
        whole(value(one))
        for one in children(compat, "compatSetting")
        if attribute(one, "name") == "compatibilityMode"
    ]
    return Settings(
        even_and_odd=switch("evenAndOddHeaders"),
        mirror_margins=switch("mirrorMargins"),
        gutter_at_top=switch("gutterAtTop"),
        compatibility=mode[0] if mode else None,
        character_spacing=value(child(root, "characterSpacingControl")),
        tracks_changes=switch("trackRevisions"),
        update_fields=switch("updateFields"),
        default_tab=twips(value(child(root, "defaultTabStop"))) or _DEFAULT_TAB,
        theme_east_asian=None if language is None else attribute(language, "eastAsia"),
        compat=frozenset(
            one.tag.rpartition("}")[2]
            for one in (compat if compat is not None else ())
            if isinstance(one.tag, str) and not one.tag.endswith("}compatSetting") and is_on(one)
        ),
    )
