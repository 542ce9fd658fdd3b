"""notice_kit: makes, checks and delivers official Word documents in series.

Public is what imports from here: the steps of the pipeline, each a function from values to values,
and the types that they return. `compile_template(path).render(context)` is the engine alone.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from notice_kit.assessing import AssessmentResult, assess
    from notice_kit.binding.binder import Bound, bind
    from notice_kit.binding.part import BookPart
    from notice_kit.building import build
    from notice_kit.built import BuildReport
    from notice_kit.campaign import Campaign
    from notice_kit.checking import check
    from notice_kit.collecting import CollectReport, collect
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
    from notice_kit.imposing import Imposed, cover, impose
    from notice_kit.imposition.layout import SheetOptions
    from notice_kit.loading import load
    from notice_kit.planning import Job, Plan, plan
    from notice_kit.preparation import Prepared, prepare
    from notice_kit.profile import Profile, read_profile
    from notice_kit.rendering import rehearse, render
    from notice_kit.template.catalog import Template, read_catalog
    from notice_kit.template.compile import compile_template
    from notice_kit.template.compiled import CompiledTemplate

_HOMES = {
    "assessing": ("AssessmentResult", "assess"),
    "binding.binder": ("Bound", "bind"),
    "binding.part": ("BookPart",),
    "building": ("build",),
    "built": ("BuildReport",),
    "campaign": ("Campaign",),
    "checking": ("check",),
    "collecting": ("CollectReport", "collect"),
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
    "imposing": ("Imposed", "cover", "impose"),
    "imposition.layout": ("SheetOptions",),
    "loading": ("load",),
    "planning": ("Job", "Plan", "plan"),
    "preparation": ("Prepared", "prepare"),
    "profile": ("Profile", "read_profile"),
    "rendering": ("rehearse", "render"),
    "template.catalog": ("Template", "read_catalog"),
    "template.compile": ("compile_template",),
    "template.compiled": ("CompiledTemplate",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "AssessmentResult",
    "BookPart",
    "Bound",
    "BuildReport",
    "Campaign",
    "CollectReport",
    "CompiledTemplate",
    "Conversion",
    "ConvertReport",
    "DeliverError",
    "Finding",
    "Fix",
    "Imposed",
    "Job",
    "Location",
    "NoticeKitError",
    "OfficeError",
    "Plan",
    "Prepared",
    "Profile",
    "RenderError",
    "Severity",
    "SheetOptions",
    "SourceError",
    "Template",
    "TemplateError",
    "UsageError",
    "assess",
    "bind",
    "build",
    "check",
    "collect",
    "compile_template",
    "convert",
    "cover",
    "fix",
    "impose",
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
