"""Puts right what `check` finds in a Word file; words and figures only where that is asked for.

Codes: NK-G05 a file has the name of the new one, NK-G06 one name for several new files.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from notice_kit.checking import STANDARD_PROFILE, Checked, check_document, documents_in
from notice_kit.delivery import deliver
from notice_kit.document.document import Document, read_document
from notice_kit.errors import DeliverError, SourceError, UsageError
from notice_kit.files import read_bytes
from notice_kit.findings import Finding, Location, error
from notice_kit.fixes.changed_parts import changed_by
from notice_kit.fixes.changed_texts import ChangedText, changed_texts
from notice_kit.fixes.registry import Fixer, Reach, all_fixers
from notice_kit.fixes.sameness import is_same_text
from notice_kit.messages import _
from notice_kit.profile import Profile
from notice_kit.rules.registry import Rule, all_rules

_PASSES = 3
"""How often all rules are gone through: what one fix uncovers, the next pass puts right."""

FIXED = ".fixed.docx"
"""What a new file is called behind the name of the old one."""


@dataclass(frozen=True, slots=True)
class Fix:
    """Something that was put right.

    Attributes:
        finding: what `check` said of it; `found` is how it was, `wanted` how it is now.
    """

    finding: Finding

    def __str__(self) -> str:
        """One line: the rule, the place, what was wrong, before → after."""
        one = self.finding
        change = " → ".join(part for part in (one.found, one.wanted) if part)
        told = f"{one.location}: {one.code} {one.message}"
        return f"{told}; {change}" if change else told


@dataclass(frozen=True, slots=True)
class FixedFile:
    """One file that was gone through.

    Attributes:
        file: its path as the user knows it.
        written: the new file; None where nothing was put right, or it could not be written.
        fixes: what was put right, in the order of work.
        checked: what a check of the new file finds: that which needs a person.
    """

    file: str
    written: Path | None
    fixes: tuple[Fix, ...]
    checked: Checked


@dataclass(frozen=True, slots=True)
class _State:
    """A file on its way: its bytes, and what the rules find in it."""

    content: bytes
    document: Document
    findings: list[Finding]

    def of(self, rule: Rule) -> list[Finding]:
        return [one for one in self.findings if one.code == rule.id]


def fix(
    source: Path | str | bytes, profile: Profile | None = None, *, text: bool = False
) -> tuple[bytes, list[Fix]]:
    """The Word file with all put right that can be without changing a word.

    A fix stays only if the rule then finds less, every word and its role are what they were (marks
    may have become those of the standard), and no rule that has no fixer finds something new. A
    style is changed where all its paragraphs are wrong alike; else, or where that does not help,
    the paragraphs and runs themselves.

    Args:
        source: the file's path, or its bytes.
        profile: local custom; None: the standard alone.
        text: figures too may be written otherwise, and marks that are too many go.

    Returns:
        The file, the same bytes where nothing was put right, and what was, in the order of work.

    Raises:
        SourceError: it cannot be read, or is no Word document.
    """
    name = "document.docx" if isinstance(source, bytes) else str(source)
    content = source if isinstance(source, bytes) else read_bytes(Path(source), name)
    profile = profile or STANDARD_PROFILE
    state = _state(content, name, profile)
    kind = profile.kind or state.document.kind
    reach = Reach.WORDS if text else Reach.MARKS
    fixed: list[Fix] = []
    for _pass in range(_PASSES):
        before = state.content
        for rule in all_rules().values():
            if rule.id in all_fixers() and kind in rule.kinds:
                state, done = _put_right(state, rule, profile, reach)
                fixed += done
        if state.content == before:
            break
    return state.content, fixed


def fix_files(
    paths: list[Path],
    target: Path | None = None,
    profile: Profile | None = None,
    *,
    text: bool = False,
) -> list[FixedFile]:
    """Every file put right and written beside the old one, which stays as it is.

    A file that cannot be read or written is told among the findings, and others go on.

    Args:
        paths: files, and folders, of which all .docx files are taken but those that were made here.
        target: the new file, where there is one; None: `NAME.fixed.docx` beside each.
        profile: local custom; None: the standard alone.
        text: as for `fix`.

    Raises:
        UsageError: `target` is given for several files.
    """
    found = [path for path in documents_in(paths) if path in paths or not _is_ours(path)]
    if target is not None and len(found) != 1:
        raise UsageError(
            error(
                "NK-G06",
                _("one name is given for several new files"),
                Location(str(target)),
                found=str(len(found)),
                remedy=_("Leave -o out, or name one Word file."),
            )
        )
    names = {path: target or path.with_name(path.stem + FIXED) for path in found}
    return [_fixed(path, name, profile, text=text) for path, name in names.items()]


def _is_ours(path: Path) -> bool:
    return path.name.endswith(FIXED)


def _fixed(path: Path, target: Path, profile: Profile | None, *, text: bool) -> FixedFile:
    name = str(path)
    try:
        content, fixes = fix(path, profile, text=text)
        after = _state(content, name if not fixes else str(target), profile or STANDARD_PROFILE)
        if fixes:
            _write(content, target)
    except (SourceError, DeliverError) as caught:
        return FixedFile(name, None, (), Checked(name, None, caught.findings))
    checked = Checked(after.document.file, after.document.kind, tuple(after.findings))
    return FixedFile(name, target if fixes else None, tuple(fixes), checked)


def _write(content: bytes, target: Path) -> None:
    if target.exists():
        raise DeliverError(
            error(
                "NK-G05",
                _("a file of this name is there already; it is not replaced"),
                Location(str(target)),
                remedy=_("Move it away, or name another file with -o."),
            )
        )
    deliver(content, target)


def _state(content: bytes, name: str, profile: Profile) -> _State:
    document = read_document(content, name)
    return _State(content, document, check_document(document, profile))


def _put_right(
    state: _State, rule: Rule, profile: Profile, reach: Reach
) -> tuple[_State, list[Fix]]:
    """The file after a rule's fixers, and what they did; as it was where they were of no use."""
    findings = state.of(rule)
    best = state
    for fixer in all_fixers()[rule.id] if findings else ():
        if fixer.reach <= reach:
            best = _better(best, rule, fixer, profile, reach)
    if best is state:
        return state, []
    left_over = set(map(_key, best.of(rule)))
    gone = [one for one in findings if _key(one) not in left_over]
    return best, [Fix(one) for one in _with_texts(gone or findings[:1], state, best)]


def _with_texts(gone: list[Finding], before: _State, after: _State) -> list[Finding]:
    """The findings that are gone; where text was changed, with what it was and is."""
    texts: dict[tuple[str | None, int | None], ChangedText] = {
        (one.paragraph.part, one.paragraph.number): one
        for one in changed_texts(before.document, after.document)
    }
    told = []
    for finding in gone:
        text = texts.pop((finding.location.part, finding.location.paragraph_number), None)
        told.append(
            finding if text is None else replace(finding, found=text.before, wanted=text.after)
        )
    for (part, number), text in texts.items():
        place = Location(before.document.file, part=part, paragraph_number=number)
        changed = replace(gone[0], location=place, found=text.before, wanted=text.after)
        told.append(changed)
    return told


def _better(state: _State, rule: Rule, fixer: Fixer, profile: Profile, reach: Reach) -> _State:
    """The file after a fixer, in styles or in paragraphs; as it was where that does not help."""
    best, left = state, len(state.of(rule))
    for in_styles in (True, False):
        content = changed_by(fixer.change, best.content, profile, in_styles=in_styles)
        if content is None or not left:
            continue
        after = _state(content, best.document.file, profile)
        fewer = len(after.of(rule)) < left or _is_nearer(best, after, rule, fixer.reach)
        if fewer and _is_harmless(best, after, fixer.reach, reach):
            best, left = after, len(after.of(rule))
    return best


def _is_nearer(before: _State, after: _State, rule: Rule, reach: Reach) -> bool:
    """Whether a text that has several faults has lost some: the finding stays and shows less."""
    one, other = before.of(rule), after.of(rule)
    shown = [finding.found for finding in one] != [finding.found for finding in other]
    return reach > Reach.LOOK and len(one) == len(other) and shown


def _key(finding: Finding) -> tuple[str, str | None, str]:
    return finding.message, finding.found, str(finding.location)


def _is_harmless(before: _State, after: _State, changed: Reach, allowed: Reach) -> bool:
    """Whether the text is the same, and nobody has to put right what was right before."""
    if not is_same_text(before.document, after.document, changed):
        return False
    if before.document.kind is not after.document.kind:
        return False
    new = _distinct(after) - _distinct(before)
    gentle = {code for code, found in all_fixers().items() if found[0].reach <= allowed}
    return set(new) <= gentle


def _distinct(state: _State) -> Counter[str]:
    """How often each rule tells something else; a header's copy for even pages says the same."""
    told = {
        (one.code, one.message, one.found, place.paragraph_number, place.spot)
        for one in state.findings
        for place in [one.location]
    }
    return Counter(code for code, *_rest in told)
