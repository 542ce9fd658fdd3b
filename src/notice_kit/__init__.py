"""notice_kit: makes, checks and delivers official Word documents in series.

Public is what imports from here: the steps of the pipeline, each a function from values to values,
and the types that they return. `compile_template(path).render(context)` is the engine alone.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from notice_kit.binding.binder import BookPart, Bound, bind
    from notice_kit.building import BuildReport, Prepared, build, prepare
    from notice_kit.campaign import Campaign
    from notice_kit.checking import check
    from notice_kit.converting import Conversion, ConvertReport, convert
    from notice_kit.errors import (
        DeliverError,
        NoticeKitError,
        OfficeError,
        RenderError,
        SourceError,
        TemplateError,
        UsageError,
    )
    from notice_kit.findings import Finding, Location, Severity
    from notice_kit.fixing import Fix, fix
    from notice_kit.loading import load
    from notice_kit.planning import Job, Plan, plan
    from notice_kit.profile import Profile, read_profile
    from notice_kit.rendering import rehearse, render
    from notice_kit.template.catalog import Template, read_catalog
    from notice_kit.template.compile import compile_template
    from notice_kit.template.compiled import CompiledTemplate

_HOMES = {
    "binding.binder": ("BookPart", "Bound", "bind"),
    "building": ("BuildReport", "Prepared", "build", "prepare"),
    "campaign": ("Campaign",),
    "checking": ("check",),
    "converting": ("Conversion", "ConvertReport", "convert"),
    "errors": (
        "DeliverError",
        "NoticeKitError",
        "OfficeError",
        "RenderError",
        "SourceError",
        "TemplateError",
        "UsageError",
    ),
    "findings": ("Finding", "Location", "Severity"),
    "fixing": ("Fix", "fix"),
    "loading": ("load",),
    "planning": ("Job", "Plan", "plan"),
    "profile": ("Profile", "read_profile"),
    "rendering": ("rehearse", "render"),
    "template.catalog": ("Template", "read_catalog"),
    "template.compile": ("compile_template",),
    "template.compiled": ("CompiledTemplate",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "BookPart",
    "Bound",
    "BuildReport",
    "Campaign",
    "CompiledTemplate",
    "Conversion",
    "ConvertReport",
    "DeliverError",
    "Finding",
    "Fix",
    "Job",
    "Location",
    "NoticeKitError",
    "OfficeError",
    "Plan",
    "Prepared",
    "Profile",
    "RenderError",
    "Severity",
    "SourceError",
    "Template",
    "TemplateError",
    "UsageError",
    "bind",
    "build",
    "check",
    "compile_template",
    "convert",
    "fix",
    "load",
    "plan",
    "prepare",
    "read_catalog",
    "read_profile",
    "rehearse",
    "render",
]


def __getattr__(name: str) -> Any:
    """The public name, imported at its first use: who wants the engine alone waits for no Excel."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
