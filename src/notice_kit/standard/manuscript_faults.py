"""What is not understood in a manuscript, in plain words."""

from __future__ import annotations

from pydantic_core import ErrorDetails

from notice_kit.findings import Finding, Location, did_you_mean, error
from notice_kit.messages import _


def finding(problem: ErrorDetails, place: Location) -> Finding:
    """The finding for what pydantic refuses at a place of a manuscript."""
    path = ".".join(str(step) for step in problem["loc"])
    message, wanted = _words(problem)
    found = problem["input"]
    shown = found if isinstance(found, str) else None
    remedy = did_you_mean(shown, wanted.split("、")) if shown and wanted else None
    text = f"{path}: {message}" if path else message
    return error("NK-M01", text, place, found=shown, wanted=wanted, remedy=remedy)


def _words(problem: ErrorDetails) -> tuple[str, str | None]:
    """What is wrong, and what was wanted where that can be said in a word."""
    name = problem["loc"][-1] if problem["loc"] else ""
    match problem["type"]:
        case "missing":
            return _("“{name}” is missing").format(name=name), None
        case "extra_forbidden":
            return _("“{name}” has no place here").format(name=name), None
        case "literal_error":
            choices = str(problem["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
            return _("this is not one of the words known here"), "、".join(choices.split(", "))
        case "too_short":
            return _("there is too little here"), None
        case "string_type":
            return _("this is not a text"), None
        case "bool_type" | "bool_parsing":
            return _("this is not true or false"), None
        case "model_type" | "model_attributes_type" | "dict_type":
            return _("these are not names with values"), None
        case "tuple_type":
            return _("this is not a list"), None
        case "greater_than" | "greater_than_equal" | "float_parsing" | "float_type":
            return _("this is not a number that can be meant here"), None
        case _:
            return problem["msg"].removeprefix("Value error, "), None
