"""What the documents of one template have in common, read once: styles, lists, heads and feet."""

from __future__ import annotations

from dataclasses import dataclass, field

from notice_kit.document.formatting import Formatter
from notice_kit.document.numbering import Numbering, read_numbering
from notice_kit.document.package import Package
from notice_kit.document.settings import Settings, read_settings
from notice_kit.document.stories import Story
from notice_kit.document.styles import StyleSheet, read_styles
from notice_kit.document.theme import Theme, read_theme
from notice_kit.ooxml.known_parts import KnownParts, Recent

_MOST_FOUNDATIONS = 8
_MOST_EDGES = 32
_MOST_FORMATS = 20_000
"""Formats remembered, above which a foundation is made anew: data may bring formats of its own."""

_KINDS = ("settings", "theme", "styles", "numbering")


@dataclass(frozen=True, eq=False, repr=False)
class Foundation:
    """What a document states for all its text.

    Attributes:
        edges: heads and feet that are made of these styles, by their parts' content.
    """

    settings: Settings
    theme: Theme
    styles: StyleSheet
    numbering: Numbering
    formatter: Formatter
    edges: Recent[Story] = field(default_factory=lambda: Recent(_MOST_EDGES))


class Known:
    """What one process has read, of which the next document may need the same.

    Documents that are read with it share trees, styles and stories: they may be looked at, not
    changed.
    """

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.parts = KnownParts()
        self.foundations: Recent[Foundation] = Recent(_MOST_FOUNDATIONS)


def foundation_of(package: Package, known: Known | None) -> Foundation:
    """The foundation of a document, as it is known, or read from its parts."""
    if known is None:
        return _read(package)
    key = tuple(package.content_of(kind) for kind in _KINDS)
    found = known.foundations.of(key, lambda: _read(package))
    if found.formatter.count > _MOST_FORMATS:
        known.foundations.drop(key)
    return found


def _read(package: Package) -> Foundation:
    settings = read_settings(package.one("settings"))
    theme = read_theme(package.one("theme"), settings.theme_east_asian)
    styles = read_styles(package.one("styles"), theme)
    numbering = read_numbering(package.one("numbering"), theme)
    return Foundation(settings, theme, styles, numbering, Formatter(styles, numbering, theme))
