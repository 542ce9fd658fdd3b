"""A code names one kind of problem: it is never given with different messages."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import notice_kit

ROOT = Path(notice_kit.__file__).parent
CODE = re.compile(r"NK-[A-Z]\d\d")

KINDS = [
    "NK-B",
    "NK-C",
    "NK-D",
    "NK-F",
    "NK-G",
    "NK-I",
    "NK-M",
    "NK-O",
    "NK-P",
    "NK-R",
    "NK-S",
    "NK-T",
    "NK-W",
    "NK-X",
]

# Codes that are told in more than one way, and why the problem is one kind.
SEVERAL_MESSAGES = {
    "NK-S03": "an empty file: of no bytes, or of a byte order mark",
    "NK-S04": "a file that cannot be read, for different reasons",
    "NK-S06": "a text in no known encoding, or damaged",
    "NK-S13": "nothing in the file, or only comments",
    "NK-S34": "no Office file, but text or a web page",
    "NK-T41": "a picture's path that is not allowed: out of the folder, or no folder",
    "NK-T51": "a tag of several files where it cannot stand",
    "NK-T54": "a block that is there twice, or whose place in the base is gone",
}


def texts_of(node):
    """The messages that an expression may come to: what stands in _( ) in it."""
    return {
        argument.value
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "ngettext")
        for argument in call.args[:1]
        if isinstance(argument, ast.Constant)
    }


def given():
    """Code → the messages that stand beside it: `error("NK-D06", _("…"))`, `"NK-S31", _("…")`."""
    found = defaultdict(set)
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            pair = node.args if isinstance(node, ast.Call) else getattr(node, "elts", [])
            code = pair[0].value if len(pair) > 1 and isinstance(pair[0], ast.Constant) else ""
            if CODE.fullmatch(str(code)):
                found[code] |= texts_of(pair[1])
    return found


def test_there_are_codes():
    assert {"NK-D06", "NK-T05", "NK-P06", "NK-W01"} <= given().keys()


def test_every_code_has_one_message():
    several = {code for code, messages in given().items() if len(messages) > 1}
    assert several <= SEVERAL_MESSAGES.keys()


def test_no_message_has_two_codes():
    codes = defaultdict(set)
    for code, messages in given().items():
        for message in messages:
            codes[message].add(code)
    assert {message: found for message, found in codes.items() if len(found) > 1} == {}


def test_every_code_is_of_a_known_kind():
    kinds = {code[:4] for path in ROOT.rglob("*.py") for code in CODE.findall(path.read_text())}
    assert kinds <= set(KINDS)
