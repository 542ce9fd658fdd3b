"""LibreOffice as a person who fills in forms: writes into content controls and saves.

`Writer()` starts it; `write(form, values)` opens a form, types, and gives the file as it was saved.
Run by itself, this is the part that speaks to LibreOffice, in LibreOffice's Python:
`python -I office_forms.py BRIDGE SOFFICE HOME` reads a job in JSON from each line of stdin.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

DOCX, DOC = "MS Word 2007 XML", "MS Word 97"


class Writer:
    """A LibreOffice of its own, which ends with `close`."""

    def __init__(self) -> None:
        from notice_kit.office import bridge
        from notice_kit.office.installation import find_installation

        office = find_installation()
        self._home = Path(tempfile.mkdtemp(prefix="nkforms"))
        command = [str(office.python), "-I", __file__, bridge.__file__, str(office.soffice)]
        self._process = subprocess.Popen(
            [*command, str(self._home / "office")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def write(self, form: bytes, values: dict[str, str], filter_name: str = DOCX) -> bytes:
        """The form as it is saved after these texts were typed into its controls (by tag)."""
        source, target = self._home / "in", self._home / "out"
        source.write_bytes(form)
        job = {"source": source.as_uri(), "target": target.as_uri()}
        line = json.dumps({**job, "values": values, "filter": filter_name})
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer == "done\n", answer
        return target.read_bytes()

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()
        shutil.rmtree(self._home, ignore_errors=True)


def main() -> None:
    """Do the jobs, and end LibreOffice."""
    spec = importlib.util.spec_from_file_location("bridge", sys.argv[1])
    bridge = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bridge)
    home = Path(sys.argv[3])
    home.mkdir(parents=True)
    office = bridge._start(sys.argv[2], home)
    try:
        desktop, _version = bridge._connect(office, home.name)
        for line in sys.stdin:
            _do(desktop, bridge._pair, json.loads(line))
            sys.stdout.write("done\n")
            sys.stdout.flush()
    finally:
        with contextlib.suppress(Exception):
            desktop.terminate()
        office.kill()
        bridge.remove_traces(home)


def _do(desktop, pair, job) -> None:
    document = desktop.loadComponentFromURL(job["source"], "_blank", 0, (pair("Hidden", True),))
    try:
        found = document.getContentControls()
        for number in range(found.getCount()):
            control = found.getByIndex(number)
            if control.Tag in job["values"]:
                _type(control, job["values"][control.Tag])
        document.storeToURL(job["target"], (pair("FilterName", job["filter"]),))
    finally:
        document.close(True)


def _type(control, text: str) -> None:
    """What a person does who opens the control and types over what is there."""
    control.ShowingPlaceHolder = False
    cursor = control.createTextCursor()
    cursor.gotoStart(False)
    cursor.gotoEnd(True)
    cursor.setString(text)


if __name__ == "__main__":
    main()
