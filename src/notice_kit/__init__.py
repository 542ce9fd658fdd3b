"""notice_kit: makes, checks and delivers official Word documents in series.

Public is what imports from here: the steps of the pipeline, each a function from values to values,
and the types that they return. `compile_template(path).render(context)` is the engine alone.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from notice_kit.building import BuildReport, Prepared, build, prepare
    from notice_kit.campaign import Campaign
    from notice_kit.errors import (
        DeliverError,
        NoticeKitError,
        RenderError,
        SourceError,
        TemplateError,
        UsageError,
    )
    from notice_kit.findings import Finding, Location, Severity
    from notice_kit.loading import load
    from notice_kit.planning import Job, Plan, plan
    from notice_kit.rendering import rehearse, render
    from notice_kit.template.catalog import Template, read_catalog
    from notice_kit.template.compile import compile_template
    from notice_kit.template.compiled import CompiledTemplate

_HOMES = {
    "building": ("BuildReport", "Prepared", "build", "prepare"),
    "campaign": ("Campaign",),
    "errors": (
        "DeliverError",
        "NoticeKitError",
        "RenderError",
        "SourceError",
        "TemplateError",
        "UsageError",
    ),
    "findings": ("Finding", "Location", "Severity"),
    "loading": ("load",),
    "planning": ("Job", "Plan", "plan"),
    "rendering": ("rehearse", "render"),
    "template.catalog": ("Template", "read_catalog"),
    "template.compile": ("compile_template",),
    "template.compiled": ("CompiledTemplate",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "BuildReport",
    "Campaign",
    "CompiledTemplate",
    "DeliverError",
    "Finding",
    "Job",
    "Location",
    "NoticeKitError",
    "Plan",
    "Prepared",
    "RenderError",
    "Severity",
    "SourceError",
    "Template",
    "TemplateError",
    "UsageError",
    "build",
    "compile_template",
    "load",
    "plan",
    "prepare",
    "read_catalog",
    "rehearse",
    "render",
]


def __getattr__(name: str) -> Any:
    """The public name, imported at its first use: who wants the engine alone waits for no Excel."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
