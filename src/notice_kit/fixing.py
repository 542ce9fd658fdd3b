"""Puts right what `check` finds in a Word file, as far as that takes no word to be changed.

Codes: NK-G05 a file has the name of the new one, NK-G06 one name for several new files.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from notice_kit.checking import STANDARD_PROFILE, Checked, check_document, documents_in
from notice_kit.delivery import deliver
from notice_kit.document.document import Document, read_document
from notice_kit.errors import DeliverError, SourceError, UsageError
from notice_kit.files import read_bytes
from notice_kit.findings import Finding, Location, error
from notice_kit.fixes.changed_parts import changed_by
from notice_kit.fixes.punctuation import FORMS
from notice_kit.fixes.registry import all_fixers
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


def fix(source: Path | str | bytes, profile: Profile | None = None) -> tuple[bytes, list[Fix]]:
    """The Word file with all put right that can be without changing a word.

    A fix stays only if the rule then finds less, every word and its role are what they were (marks
    may have become full-width), and no rule that has no fixer finds something new. A style is
    changed where all its paragraphs are wrong alike; else, or where that does not help, the
    paragraphs and runs themselves.

    Args:
        source: the file's path, or its bytes.
        profile: local custom; None: the standard alone.

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
    fixed: list[Fix] = []
    for _pass in range(_PASSES):
        before = state.content
        for rule in all_rules().values():
            if rule.id in all_fixers() and kind in rule.kinds:
                state, done = _put_right(state, rule, profile)
                fixed += done
        if state.content == before:
            break
    return state.content, fixed


def fix_files(
    paths: list[Path], target: Path | None = None, profile: Profile | None = None
) -> list[FixedFile]:
    """Every file put right and written beside the old one, which stays as it is.

    A file that cannot be read or written is told among the findings, and others go on.

    Args:
        paths: files, and folders, of which all .docx files are taken but those that were made here.
        target: the new file, where there is one; None: `NAME.fixed.docx` beside each.
        profile: local custom; None: the standard alone.

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
    return [_fixed(path, target or path.with_name(path.stem + FIXED), profile) for path in found]


def _is_ours(path: Path) -> bool:
    return path.name.endswith(FIXED)


def _fixed(path: Path, target: Path, profile: Profile | None) -> FixedFile:
    name = str(path)
    try:
        content, fixes = fix(path, profile)
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


def _put_right(state: _State, rule: Rule, profile: Profile) -> tuple[_State, list[Fix]]:
    """The file after a rule's fixer, and what it did; as it was where that was of no use."""
    findings = state.of(rule)
    if not findings:
        return state, []
    best, left = state, len(findings)
    for in_styles in (True, False):
        content = changed_by(all_fixers()[rule.id], best.content, profile, in_styles=in_styles)
        if content is None:
            continue
        after = _state(content, best.document.file, profile)
        if len(after.of(rule)) < left and _is_harmless(best, after):
            best, left = after, len(after.of(rule))
        if not left:
            break
    if best is state:
        return state, []
    left_over = set(map(_key, best.of(rule)))
    return best, [Fix(one) for one in findings if _key(one) not in left_over]


def _key(finding: Finding) -> tuple[str, str | None, str]:
    return finding.message, finding.found, str(finding.location)


def _is_harmless(before: _State, after: _State) -> bool:
    """Whether words and roles are the same, and nobody has to put right what was right before."""
    if _words(before.document) != _words(after.document):  # punctuation in one form
        return False
    if before.document.kind is not after.document.kind:
        return False
    new = Counter(one.code for one in after.findings) - Counter(one.code for one in before.findings)
    return all(code in all_fixers() for code in new)


def _words(document: Document) -> list[tuple[object, str]]:
    role = document.layout.role
    words: list[tuple[object, str]] = [
        (role(p), p.bare.translate(FORMS)) for p in document.paragraphs if not p.is_empty
    ]
    stories = (*document.headers, *document.footers, *document.notes)
    return words + [(story.part, story.text) for story in stories]
