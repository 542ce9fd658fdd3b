"""Runs in LibreOffice's Python: starts LibreOffice, does what each line of stdin asks, and answers.

`python -I bridge.py SOFFICE HOME`: HOME is a folder of this process alone. A question is a line of
JSON, `{"source": URL, "target": URL, "refresh": bool, "contents": bool, "filter": {name: value}}`,
an answer is `{"done": true}` or `{"refused": reason}`; the first line tells the version. When stdin
ends, whoever asked is gone, however that came: LibreOffice is ended and HOME is removed.

It stands alone: LibreOffice's Python has nothing of notice_kit, and may be as old as 3.8.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

NO_UPDATE, NEVER_EXECUTE = 0, 0
"""com.sun.star.document.UpdateDocMode and MacroExecMode."""

REFRESHES = 2
"""The second sees the pages that the first has moved."""

_SOCKETS = Path("/tmp")  # of LibreOffice's pipes, whatever TMPDIR says (sal/osl/unx/pipe.cxx)
_POLL = 0.02  # seconds


def main() -> None:
    """Be the process."""
    soffice, home = sys.argv[1], Path(sys.argv[2])
    office = _start(soffice, home)
    try:
        _serve(office, home)
    finally:  # LibreOffice is gone, or whoever would hear of it
        _end(office, home)


def _serve(office: subprocess.Popen[bytes], home: Path) -> None:
    questions: queue.Queue[Any] = queue.Queue()
    threading.Thread(target=_read, args=(questions, office, home), daemon=True).start()
    desktop, version = _connect(office, home.name)
    _say({"version": version})
    while True:
        _say(_answer(desktop, questions.get()))


def remove_traces(home: Path) -> None:
    """Remove `home` and the sockets that a killed LibreOffice leaves.

    Source: LibreOffice, desktop/source/app/officeipcthread.cxx (the socket's name is the MD5 of the
        profile's URL, bytes in hexadecimal without leading zeros).
    """
    if hasattr(os, "getuid"):
        url = _profile(home).encode("utf-16-le")
        digest = "".join(f"{byte:x}" for byte in hashlib.md5(url, usedforsecurity=False).digest())
        for name in (home.name, f"SingleOfficeIPC_{digest}"):
            with contextlib.suppress(OSError):
                (_SOCKETS / f"OSL_PIPE_{os.getuid()}_{name}").unlink()
    shutil.rmtree(home, ignore_errors=True)


def _profile(home: Path) -> str:
    return (home / "profile").as_uri()


def _start(soffice: str, home: Path) -> subprocess.Popen[bytes]:
    command = [soffice, f"-env:UserInstallation={_profile(home)}", "--headless", "--norestore"]
    command += ["--nologo", "--nodefault", "--nofirststartwizard"]
    command.append(f"--accept=pipe,name={home.name};urp;")
    with (home / "office.log").open("wb") as log:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)


def _connect(office: subprocess.Popen[bytes], pipe: str) -> tuple[Any, str]:
    """LibreOffice's desktop, and its version."""
    import uno
    from com.sun.star.connection import NoConnectException

    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    while office.poll() is None:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except NoConnectException:
            time.sleep(_POLL)
    else:
        sys.exit(1)
    make = context.ServiceManager.createInstanceWithContext
    provider = make("com.sun.star.configuration.ConfigurationProvider", context)
    product = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationAccess",
        (_pair("nodepath", "/org.openoffice.Setup/Product"),),
    )
    return make("com.sun.star.frame.Desktop", context), product.getByName("ooSetupVersion")


def _pair(name: str, value: object) -> Any:
    from com.sun.star.beans import PropertyValue

    pair = PropertyValue()
    pair.Name, pair.Value = name, value
    return pair


def _answer(desktop: Any, question: dict[str, Any]) -> dict[str, Any]:
    from com.sun.star.lang import DisposedException

    try:
        return _export(desktop, question)
    except DisposedException:
        sys.exit(1)  # LibreOffice is gone
    except Exception as caught:  # of whatever kind of UNO's: it is told, and the next one may work
        return {"refused": getattr(caught, "Message", "") or type(caught).__name__}


def _export(desktop: Any, question: dict[str, Any]) -> dict[str, Any]:
    import uno

    loading = {
        "FilterName": "MS Word 2007 XML",
        "Hidden": True,
        "MacroExecutionMode": NEVER_EXECUTE,
        "UpdateDocMode": NO_UPDATE,
    }
    pairs = tuple(_pair(*item) for item in loading.items())
    document = desktop.loadComponentFromURL(question["source"], "_blank", 0, pairs)
    if document is None:
        return {"refused": "loadComponentFromURL"}
    try:
        if question["refresh"]:
            _refresh(document, question["contents"])
        options = tuple(_pair(*item) for item in question["filter"].items())
        data = uno.Any("[]com.sun.star.beans.PropertyValue", options)
        saving = (_pair("FilterName", "writer_pdf_Export"), _pair("FilterData", data))
        document.storeToURL(question["target"], saving)
    finally:
        document.close(True)
    return {"done": True}


def _refresh(document: Any, contents: bool) -> None:
    """Bring references up to date, and contents where they are wanted so.

    The whole document is laid out again only for contents: it takes as long as reading it.
    """
    indexes, fields = document.getDocumentIndexes(), document.getTextFields()
    for _round in range(REFRESHES):
        count = indexes.getCount() if contents else 0
        if count:
            document.refresh()
        for number in range(count):
            indexes.getByIndex(number).update()
        fields.refresh()


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def _read(questions: queue.Queue[Any], office: subprocess.Popen[bytes], home: Path) -> None:
    """Hand questions on until there can be no more; then end everything."""
    for line in sys.stdin:
        questions.put(json.loads(line))
    _end(office, home)


def _end(office: subprocess.Popen[bytes], home: Path) -> None:
    """End all that was started, and this process with it; the profile is of no more use."""
    if not hasattr(os, "killpg"):
        office.kill()
        remove_traces(home)
        os._exit(0)
    remove_traces(home)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main()
