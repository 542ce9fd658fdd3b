"""The package of an Office file, written the same way each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

# The date of every member: the first that a zip can hold, so that equal parts give equal bytes.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def write_package(parts: Mapping[str, bytes]) -> bytes:
    """The zip of `parts` (name → content), in their order, without dates or users."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, ZIP_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0  # the same on every system
            archive.writestr(member, content)
    return out.getvalue()
