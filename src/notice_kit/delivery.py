"""Bytes → a file, whole or not at all."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from notice_kit.errors import DeliverError
from notice_kit.findings import Location, error
from notice_kit.messages import _


def deliver(content: bytes, target: Path) -> None:
    """Put `content` under the name `target`, replacing what stood there.

    A reader sees the old file or the new one and never a part: the bytes go into a temporary file
    beside the target, onto the disk, and only then under the name. A link is replaced.

    Raises:
        DeliverError: the file cannot be written; the old one, if any, is untouched.
    """
    # Its length does not depend on the target's, which may be as long as a name can be.
    digest = hashlib.sha256(target.name.encode()).hexdigest()[:16]
    temporary = target.with_name(f".{digest}.part-{os.getpid():08x}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)  # of a run that was killed and had the same process id
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as caught:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise DeliverError(
            error(
                "NK-W01",
                _("the file cannot be written: {reason}").format(reason=caught.strerror or caught),
                Location(str(target)),
                remedy=_(
                    "Make room or allow writing there, close the file in Word, and run again."
                ),
            )
        ) from caught
    except BaseException:  # interrupted: leave nothing half-written
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
