"""QR codes as pictures, sharp at any size in which they are printed."""

from __future__ import annotations

import io
from functools import lru_cache

import segno

from notice_kit.messages import _
from notice_kit.template.pictures import PictureError, Raster

_ERROR_LEVEL = "m"  # 15 % may be lost; more than that where it costs no larger code
_MARGIN = 4  # modules around it: the quiet zone
_PIXELS = 1200  # about, each way: 600 dpi at 5 cm


@lru_cache(maxsize=256)
def qr_code(text: str) -> Raster:
    """The QR code of a text, in UTF-8.

    Raises:
        PictureError: the text is longer than a QR code can hold.

    Source:
        ISO/IEC 18004:2015, 5.3.8 (quiet zone), 6.5.1 (error correction).
    """
    try:
        code = segno.make_qr(text, error=_ERROR_LEVEL, encoding="utf-8")
    except segno.DataOverflowError:
        raise PictureError(
            "NK-T44",
            _("the text is too long for a QR code: {count} characters").format(count=len(text)),
            _("Write a shorter text, or an address under which it can be read."),
            text[:40] + "…",
        ) from None
    side = int(code.symbol_size(border=_MARGIN)[0])
    scale = max(1, _PIXELS // side)
    out = io.BytesIO()
    code.save(out, kind="png", scale=scale, border=_MARGIN)
    return Raster(out.getvalue(), ".png", side * scale, side * scale)
