"""Pictures that data name: read under limits, told by their content, put upright."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PureWindowsPath

from PIL import Image, ImageOps

from notice_kit.errors import SourceError
from notice_kit.files import read_bytes
from notice_kit.messages import _
from notice_kit.template.drawn import Picture, PictureSource

LARGEST = 20 * 1024**2
"""Bytes of a picture; a photograph from a telephone has 3 to 8 MB."""

MOST_PIXELS = 80_000_000
"""Pixels of a picture; a photograph from a telephone has 12 to 50 million."""

FORMATS = {"PNG": ".png", "JPEG": ".jpeg", "GIF": ".gif", "BMP": ".bmp", "TIFF": ".tiff"}
"""The formats that Word and LibreOffice show everywhere, and the suffixes of their parts."""

_ORIENTATION = 0x0112  # of Exif: 1 is upright
_QUALITY = 95  # of a JPEG that was turned


class PictureError(Exception):
    """A picture that cannot be put in; the fields are those of the finding that tells of it."""

    def __init__(self, code: str, message: str, remedy: str | None, found: str | None = None):
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy
        self.found = found


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture that Word shows.

    Attributes:
        content: of its file.
        suffix: that its part has: `.png`.
        width: in pixels, or in any other unit, as only the proportion counts.
        height: likewise.
    """

    content: bytes
    suffix: str
    width: int
    height: int


def read_picture(wanted: Picture, source: PictureSource) -> Raster:
    """The picture.

    Raises:
        PictureError: it is not there, may not be read, is none, or is too large.
    """
    if wanted.is_held:
        return _checked(source.held[wanted.source], None)
    path = _inside(source.folder, wanted.source)
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise _too_large(wanted.source)
        content = read_bytes(path, wanted.source)
    except SourceError as caught:
        first = caught.findings[0]
        message = _("the picture cannot be read: {reason}").format(reason=first.message)
        raise PictureError("NK-T40", message, first.remedy, wanted.source) from None
    return _checked(content, wanted.source)


def _inside(folder: Path | None, named: str) -> Path:
    """The file, which lies below the folder, also when links have been followed."""
    if folder is None:
        raise PictureError(
            "NK-T41",
            _("data may name no picture files here"),
            _("Say in which folder the pictures lie: render(context, folder=…)."),
            named,
        )
    # A path is written in Excel on Windows as often as not.
    steps = PureWindowsPath(named)
    path = folder.joinpath(*steps.parts)
    is_plain = not steps.anchor and ".." not in steps.parts and not set(named) & set(":\0")
    try:
        is_inside = is_plain and path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # links in a circle
        is_inside = False
    if not is_inside:
        raise PictureError(
            "NK-T41",
            _("the picture does not lie in the folder of the data"),
            _("Put it there, and name it by its path from that folder."),
            named,
        )
    return path


def _too_large(named: str | None) -> PictureError:
    return PictureError(
        "NK-T43",
        _("the picture is larger than {bytes} MB or {pixels} million pixels").format(
            bytes=LARGEST // 1024**2, pixels=MOST_PIXELS // 10**6
        ),
        _("Make it smaller in a picture program; 2000 pixels fill a page."),
        named,
    )


@lru_cache(maxsize=4)  # a seal stands in every document
def _checked(content: bytes, named: str | None) -> Raster:
    """The picture, read from its first byte to its last, so that none of its data is damaged."""
    if len(content) > LARGEST:
        raise _too_large(named)
    try:
        with Image.open(io.BytesIO(content), formats=tuple(FORMATS)) as image:
            if image.width * image.height <= MOST_PIXELS:
                image.load()
                return _upright(image, content)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        pass
    except Exception as problem:  # a damaged file can fail in any way
        raise PictureError(
            "NK-T42",
            _("this is no picture that Word can show, or it is damaged"),
            _("Save it in a picture program as PNG or JPEG."),
            named,
        ) from problem
    raise _too_large(named)


def _upright(image: Image.Image, content: bytes) -> Raster:
    """The picture as it is meant to be seen; Word pays no heed to how the camera was held."""
    # Telephones write JPEG files with a second picture in them, which Pillow calls MPO.
    kind = "JPEG" if image.format == "MPO" else str(image.format)
    if image.getexif().get(_ORIENTATION, 1) in range(2, 9) and kind in ("JPEG", "TIFF"):
        turned = ImageOps.exif_transpose(image)
        out = io.BytesIO()
        profile = image.info.get("icc_profile")
        turned.save(out, kind, quality=_QUALITY, icc_profile=profile)
        return Raster(out.getvalue(), FORMATS[kind], turned.width, turned.height)
    return Raster(content, FORMATS[kind], image.width, image.height)
