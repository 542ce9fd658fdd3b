"""LibreOffice kept ready: restarted when it hangs, crashes or has done enough.

Codes: NK-O10 too slow, NK-O11 crashed, NK-O12 refused, NK-O13 does not start.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Self

from notice_kit.errors import OfficeError
from notice_kit.findings import Finding, Location, error
from notice_kit.messages import _
from notice_kit.office.fonts import FontSet, read_fonts
from notice_kit.office.installation import PLACE, Installation, find_installation
from notice_kit.office.process import (
    OfficeGoneError,
    OfficeLateError,
    OfficeProcess,
    OfficeRefusalError,
    Order,
)

PATIENCE = 120.0
"""Seconds that a document may take; 100 pages take about 2."""

MOST_DOCUMENTS = 200
"""After which LibreOffice is started anew, before its memory grows."""

_TRIES = 2


class Worker:
    """A LibreOffice for one thread at a time, which starts when it is needed.

    Attributes:
        fonts: those that it has.
        version: of LibreOffice, such as `25.2`; empty before it has started.
    """

    def __init__(
        self,
        installation: Installation,
        fonts: FontSet,
        *,
        patience: float = PATIENCE,
        most_documents: int = MOST_DOCUMENTS,
    ) -> None:
        self.version = ""
        self._installation = installation
        self.fonts = fonts
        self._patience = patience
        self._most = most_documents
        self._process: OfficeProcess | None = None
        self._is_closed = False
        self._lock = threading.Lock()

    def export(self, order: Order, place: Location) -> bytes:
        """The PDF of a Word file, of which nothing is proved yet.

        Args:
            order: what to make of it.
            place: the document, for messages.

        Raises:
            OfficeError: LibreOffice does not start, hung, crashed twice, or refused the document.
        """
        for _try in range(_TRIES):
            try:
                return self.start().export(order, self._patience)
            except OfficeGoneError:
                self.kill()
                if self._is_closed:
                    break
            except OfficeLateError:
                self.kill()
                raise OfficeError(_late(place, self._patience)) from None
            except OfficeRefusalError as caught:
                message = _("LibreOffice cannot read or print the document: {reason}")
                told = message.format(reason=caught)
                raise OfficeError(error("NK-O12", told, place, remedy=_open_it())) from None
            except BaseException:
                self.kill()
                raise
        message = _("LibreOffice crashes on this document")
        raise OfficeError(error("NK-O11", message, place, remedy=_open_it()))

    def start(self) -> OfficeProcess:
        """The running LibreOffice, started if it is not there.

        Raises:
            OfficeError: it does not start.
        """
        if self._process is not None and self._process.done >= self._most:
            self.kill()
        if self._process is not None:
            return self._process
        try:
            process = OfficeProcess(self._installation, self.fonts)
        except (OfficeGoneError, OfficeLateError, OSError) as caught:
            message = _("LibreOffice does not start")
            remedy = _("Start it once by hand and see what it says; or install it again.")
            wrong = error("NK-O13", message, PLACE, found=str(caught) or None, remedy=remedy)
            raise OfficeError(wrong) from None
        with self._lock:
            if not self._is_closed:
                self._process = process
                self.version = process.version
                return process
        process.kill()
        raise OfficeGoneError

    def close(self) -> None:
        """End LibreOffice for good, even while another thread waits for it."""
        self._is_closed = True
        self.kill()

    def kill(self) -> None:
        """End LibreOffice; it starts again when it is needed."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.kill()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_caught: object) -> None:
        self.close()


def _late(place: Location, patience: float) -> Finding:
    message = _("LibreOffice did not end within {seconds:g} seconds, and was stopped")
    return error("NK-O10", message.format(seconds=patience), place, remedy=_open_it())


def _open_it() -> str:
    return _("Open the document in Word or WPS; if it looks right there, print it from there.")


def start_worker(fonts_dir: Path | None = None) -> Worker:
    """A worker that has started, with the LibreOffice and the fonts of this machine.

    Args:
        fonts_dir: a folder of fonts that come before all others.

    Raises:
        OfficeError: there is no LibreOffice or no Chinese font, or it does not start.
        UsageError: `fonts_dir` is no folder.
    """
    worker = Worker(find_installation(), read_fonts(fonts_dir))
    worker.start()
    return worker
