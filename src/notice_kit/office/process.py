"""One LibreOffice with a profile of its own, in a group of processes that ends as one."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from notice_kit.office import bridge
from notice_kit.office.fontconfig import write_fonts_conf
from notice_kit.office.fonts import FontSet
from notice_kit.office.installation import Installation
from notice_kit.office.settings import write_profile

FilterData: TypeAlias = Mapping[str, bool | int | str]
"""Options of LibreOffice's writer_pdf_Export."""


@dataclass(frozen=True)
class Order:
    """What LibreOffice is to print.

    Attributes:
        content: the .docx.
        options: see `FilterData`.
        is_refreshed: whether contents and references are brought up to date.
        keeps_contents: whether contents show what they show in the file all the same.
    """

    content: bytes
    options: FilterData
    is_refreshed: bool
    keeps_contents: bool = False


STARTING = 120.0
"""Seconds that LibreOffice may take to start."""

PREFIX = "notice-kit-office-"
"""Of the name of the folder in which all files of a process lie."""


class OfficeGoneError(Exception):
    """LibreOffice ended before it answered."""


class OfficeLateError(Exception):
    """LibreOffice did not answer in time, and has been killed."""


class OfficeRefusalError(Exception):
    """LibreOffice says that it cannot do this."""


class OfficeProcess:
    """A running LibreOffice.

    Attributes:
        version: such as `25.2`.
        done: how many documents it has been given.
    """

    def __init__(self, installation: Installation, fonts: FontSet) -> None:
        self.done = 0
        self._home = Path(tempfile.mkdtemp(prefix=PREFIX))
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        try:
            write_profile(self._home)
            conf = write_fonts_conf(self._home, fonts)
            temporary = self._home / "tmp"
            temporary.mkdir()
            script = str(Path(bridge.__file__).resolve())
            self._process = subprocess.Popen(
                [installation.python, "-I", script, installation.soffice, self._home],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={
                    **os.environ,
                    **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(temporary)),
                    "FONTCONFIG_FILE": str(conf),
                    "SAL_USE_VCLPLUGIN": "svp",
                },
                cwd=self._home,
                start_new_session=True,
                text=True,
                encoding="utf-8",
            )
        except BaseException:
            bridge.remove_traces(self._home)
            raise
        try:
            self._listener = threading.Thread(target=self._listen, daemon=True)
            self._listener.start()
            self.version: str = self._answer(STARTING)["version"]
        except BaseException:
            self.kill()
            raise

    def export(self, order: Order, seconds: float) -> bytes:
        """The PDF that LibreOffice makes of a Word file.

        Args:
            order: what to make of it.
            seconds: that it may take.

        Raises:
            OfficeGoneError: it crashed; the process is of no more use.
            OfficeLateError: it took too long; the process is of no more use.
            OfficeRefusalError: it cannot load or print this document.
        """
        self.done += 1
        source, target = (self._home / f"{self.done}.{suffix}" for suffix in ("docx", "pdf"))
        question = {
            "source": source.as_uri(),
            "target": target.as_uri(),
            "refresh": order.is_refreshed,
            "contents": not order.keeps_contents,
            "filter": dict(order.options),
        }
        source.write_bytes(order.content)
        try:
            self._ask(question)
            answer = self._answer(seconds)
            if "refused" in answer:
                raise OfficeRefusalError(answer["refused"])
            return target.read_bytes()
        except FileNotFoundError:
            raise OfficeRefusalError("storeToURL") from None
        finally:
            source.unlink(missing_ok=True)
            target.unlink(missing_ok=True)

    def kill(self) -> None:
        """End it at once, with nothing left behind: its profile is thrown away, so that is safe."""
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                command = ["taskkill", "/F", "/T", "/PID", str(self._process.pid)]
                subprocess.run(command, capture_output=True, check=False)
        self._process.wait()
        self._listener.join()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        bridge.remove_traces(self._home)

    def _ask(self, question: Mapping[str, Any]) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(question) + "\n")
            self._process.stdin.flush()
        except (OSError, ValueError):  # closed by `kill` in another thread
            raise OfficeGoneError from None

    def _answer(self, seconds: float) -> dict[str, Any]:
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            raise OfficeLateError from None
        if not line:
            raise OfficeGoneError
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _listen(self) -> None:
        """Collect what is answered; an empty line says that nothing more will come."""
        assert self._process.stdout is not None
        with contextlib.suppress(ValueError, OSError):
            for line in self._process.stdout:
                self._answers.put(line)
        self._answers.put("")
