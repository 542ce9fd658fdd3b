"""LibreOffice's settings for documents that nobody trusts: no macros, no links, no network.

Source: LibreOffice, officecfg/registry/schema/org/openoffice (Office/Common.xcs, Office/Writer.xcs,
    Inet.xcs, Office/Java.xcs, Office/Recovery.xcs); unknown names are ignored by other versions.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

_COMMON = "/org.openoffice.Office.Common"
_VERY_HIGH = 3  # only macros in trusted folders, of which there are none
_NEVER = 2
_MANUAL = 2
_NOBODY = 9  # a port of this machine at which nothing listens (RFC 863, discard)

SETTINGS: dict[tuple[str, str], bool | int | str] = {
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel"): _VERY_HIGH,
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution"): True,
    (f"{_COMMON}/Security/Scripting", "DisableOLEAutomation"): True,
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks"): True,
    (f"{_COMMON}/Misc", "UseLocking"): False,
    ("/org.openoffice.Office.Writer/Content/Update", "Link"): _NEVER,
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable"): False,
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled"): False,
    ("/org.openoffice.Inet/Settings", "ooInetProxyType"): _MANUAL,
    ("/org.openoffice.Inet/Settings", "ooInetNoProxy"): "",
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName"): "127.0.0.1",
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort"): _NOBODY,
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName"): "127.0.0.1",
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort"): _NOBODY,
}
"""(node, property) → value."""


def write_profile(home: Path) -> None:
    """Make the profile in `home`, which LibreOffice has not seen yet."""
    user = home / "profile" / "user"
    user.mkdir(parents=True)
    items = "\n".join(_item(*name, value) for name, value in SETTINGS.items())
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        f"{items}\n</oor:items>\n",
        encoding="utf-8",
    )


def _item(node: str, name: str, value: bool | int | str) -> str:
    shown = str(value).lower() if isinstance(value, bool) else escape(str(value))
    return (
        f'<item oor:path="{node}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{shown}</value></prop></item>"
    )
