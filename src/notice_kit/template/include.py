"""The files that `include` and `extends` name: where they may lie, and their bytes."""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from notice_kit.errors import SourceError
from notice_kit.findings import Finding, Location, did_you_mean, error
from notice_kit.messages import _
from notice_kit.ooxml.graft import Host
from notice_kit.ooxml.wml import Element
from notice_kit.ooxml.zip_limits import read_members
from notice_kit.template.origins import Origins

DEEPEST = 20
"""Files that name one another, one in the other."""

MOST_FILES = 1000
"""Files brought into one template, each as often as it is."""

LARGEST = 50 * 1000**2
"""Bytes of the texts of all of them together."""


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A Word file of a template.

    Attributes:
        path: where it lies; absolute, without `..`.
        name: as messages name it.
    """

    path: Path
    name: str

    @classmethod
    def of(cls, path: Path, name: str) -> TemplateFile:
        """The file at a path."""
        return cls(Path(os.path.abspath(path)), name)  # noqa: PTH100 - links are looked for

    def beside(self, file: str) -> TemplateFile:
        """The file that this one names."""
        name = posixpath.normpath(posixpath.join(posixpath.dirname(self.name), file))
        return TemplateFile.of(self.path.parent / file, name)


class Allowance:
    """How much may still be brought into one template."""

    def __init__(self, name: str, origins: Origins) -> None:
        """Begin to count; `origins` is told once, of the template of that name, of too much."""
        self._name, self._origins = name, origins
        self._count = self._size = 0
        self._is_told = False

    def allows(self, size: int) -> bool:
        """Whether one more file may be brought in, with so many bytes of text."""
        self._count += 1
        self._size += size
        if self._count <= MOST_FILES and self._size <= LARGEST:
            return True
        if not self._is_told:
            self._is_told = True
            message = _("more than {count} files or {size} MB of text are brought in")
            self._origins.findings.append(
                error(
                    "NK-T57",
                    message.format(count=MOST_FILES, size=LARGEST // 1000**2),
                    Location(self._name),
                    remedy=_("Look for files that include others many times over."),
                )
            )
        return False


def root_of(template: Path) -> Path:
    """The folder that no file of a template lies outside of.

    It is `templates` for `templates/<name>/template.docx` with its template.yaml, so that documents
    of a campaign can share a base; otherwise the template's own folder.
    """
    own = template.parent
    is_of_campaign = own.parent.name == "templates" and (own / "template.yaml").is_file()
    return own.parent if is_of_campaign else own


def named_file(
    file: TemplateFile, named: str, root: Path, tag: Element, origins: Origins
) -> TemplateFile | None:
    """The file that a tag names, seen from the file with the tag; None when it may not be read.

    Args:
        file: the one with the tag.
        named: what the tag says.
        root: the folder that is not left, reached by no link; absolute.
        tag: the paragraph.
        origins: is told why not.
    """
    found = file.beside(named)
    if (
        Path(named).is_absolute()
        or any(sign in named for sign in "\\:\0")
        or not found.path.is_relative_to(root)
        or _is_linked(found.path, root)
    ):
        origins.tell(
            "NK-T33",
            _("only files in the folder of the templates can be brought in"),
            tag,
            _("Put the file into the template's folder and write its name alone."),
        )
        return None
    if not found.path.is_file():
        origins.tell(
            "NK-T50",
            _("there is no file “{file}”").format(file=named),
            tag,
            did_you_mean(found.path.name, _neighbours(found.path.parent))
            or _("Put the file there, or correct its name."),
        )
        return None
    return found


def _is_linked(path: Path, root: Path) -> bool:
    steps = path.relative_to(root).parts
    return any(root.joinpath(*steps[:count]).is_symlink() for count in range(1, len(steps) + 1))


def _neighbours(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.glob("*.docx")) if folder.is_dir() else []


def open_file(file: TemplateFile) -> Host | list[Finding]:
    """The file, its parts with text parsed, or why it cannot be read."""
    try:
        host = Host(read_members(file.path, file.name, "docx"))
        for part in host.parts_with_text():
            host.part(part)
    except SourceError as caught:
        return list(caught.findings)
    except etree.XMLSyntaxError as caught:
        return [_damaged(file.name, caught)]
    except KeyError:
        return [_no_word_file(file.name)]
    return host


def _damaged(file: str, caught: etree.XMLSyntaxError) -> Finding:
    return error(
        "NK-T09",
        _("the part is not well-formed: {reason}").format(reason=caught.msg),
        Location(file),
        remedy=_("Open the file in Word or WPS and save it again."),
    )


def _no_word_file(file: str) -> Finding:
    return error(
        "NK-T08",
        _("this is not a Word document (.docx)"),
        Location(file),
        remedy=_("Open it in Word or WPS and save it as a Word document (.docx), without macros."),
    )
