"""Profiles: what an office does otherwise than the standard, for the checker, as YAML.

Codes: those of `source/yaml_file.py` and `validate.py`; NK-G04 a rule that there is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from notice_kit.document.layout import Kind
from notice_kit.document.roles import Role
from notice_kit.errors import UsageError
from notice_kit.findings import Finding, Location, Severity, did_you_mean, error
from notice_kit.measure import Length
from notice_kit.messages import _
from notice_kit.source.located import location_at
from notice_kit.source.yaml_file import read_yaml
from notice_kit.standard.accepted import READINGS, Reading
from notice_kit.standard.fonts import FontClass, class_of, is_large_set, normalised
from notice_kit.standard.specs import WESTERN
from notice_kit.validate import validate_document

BUILT_IN = "profiles"


class Profile(BaseModel):
    """What a checker wants beside the standard; the default wants the standard alone.

    Attributes:
        name: shown in reports.
        kind: take every document for this; None: recognise it.
        readings: the readings of 天头 that are accepted, `setup` and `ink`.
        lines: pitches of rows in points that are accepted beside those of 22 rows to a page.
        fonts: names that are accepted beside the usual ones, by class: 仿宋, 楷体 and so on.
        large_fonts_only: only fonts with the characters of GBK or GB 18030 are accepted.
        western_fonts: for Western letters and digits; that of the Chinese text is always accepted.
        bold: roles whose text may be bold, such as 三级标题.
        disabled: ids of rules that are left out.
        severities: id of a rule → what its findings are.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str = "GB/T 9704-2012"
    kind: Kind | None = None
    readings: tuple[Literal["setup", "ink"], ...] = ("setup", "ink")
    lines: tuple[Annotated[float, Field(ge=1, le=100)], ...] = ()
    fonts: dict[FontClass, tuple[str, ...]] = Field(default_factory=dict)
    large_fonts_only: bool = False
    western_fonts: tuple[str, ...] = (WESTERN,)
    bold: frozenset[Role] = frozenset()
    disabled: frozenset[str] = frozenset()
    severities: dict[str, Severity] = Field(default_factory=dict)

    @property
    def accepted_readings(self) -> tuple[Reading, ...]:
        """The readings of 天头 with their figures."""
        return tuple(READINGS[name] for name in self.readings)

    @property
    def accepted_lines(self) -> tuple[Length, ...]:
        """The pitches of `lines` as lengths."""
        return tuple(Length.pt(line) for line in self.lines)

    def accepts_font(self, name: str | None, wanted: FontClass) -> bool:
        """Whether a font may stand where the standard wants one of this class."""
        if name is None:
            return False
        own = {normalised(one) for one in self.fonts.get(wanted, ())}
        if normalised(name) in own:
            return True
        return class_of(name) is wanted and (not self.large_fonts_only or is_large_set(name))

    def accepts_western(self, name: str | None) -> bool:
        """Whether a font may be that of Western letters and digits."""
        if name is None:
            return False
        return normalised(name) in {normalised(one) for one in self.western_fonts}


def built_in() -> dict[str, Path]:
    """The profiles that the kit brings, by name."""
    folder = Path(str(files(__package__).joinpath(BUILT_IN)))
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def read_profile(path: Path, rule_ids: Iterable[str] = ()) -> Profile:
    """The profile of a YAML file, or the kit's own one of that name.

    Args:
        path: the file; a bare name such as `29pt` that is no file is one of `built_in`.
        rule_ids: those that `disabled` and `severities` may name; none: they are not checked.

    Raises:
        SourceError: the file cannot be read.
        UsageError: it does not say what a profile says; one finding for each fault.
    """
    own = built_in()
    if not path.exists() and str(path) in own:
        path = own[str(path)]
    node, findings = read_yaml(path, str(path))
    profile, faults = validate_document(node, Profile)
    findings = [*findings, *faults]
    if profile is not None:
        known = list(rule_ids)
        for key in ("disabled", "severities"):
            for identifier in sorted(getattr(profile, key)):
                if known and identifier not in known:
                    findings.append(_unknown(identifier, known, location_at(node, (key,))))
    errors = [one for one in findings if one.severity is Severity.ERROR]
    if profile is None or errors:
        raise UsageError(*findings)
    return profile


def _unknown(identifier: str, known: list[str], place: Location) -> Finding:
    return error(
        "NK-G04",
        _("there is no rule “{id}”").format(id=identifier),
        place,
        remedy=did_you_mean(identifier, known) or _("`notice-kit rules` lists all."),
    )
