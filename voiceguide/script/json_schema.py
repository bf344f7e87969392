"""The JSON Schema of scripts, for editors that complete and check while you type."""

from typing import Any

from voiceguide.script.model import Script

_INCLUDE = {
    "type": "object",
    "description": "A part of another script file; keys beside `include` replace its own.",
    "properties": {
        "include": {
            "type": "string",
            "pattern": r"^[^#]+\.[yY][aA]?[mM][lL]#[^#]+$",
            "description": "A file in the script's folder, or in a folder below, and the place in "
            "it: keys, and the ids of steps.",
            "examples": ["shared.yaml#steps/welcome"],
        }
    },
    "required": ["include"],
}


def schema() -> dict[str, Any]:
    """Returns the schema (JSON Schema draft 2020-12), generated from the model."""
    model = Script.model_json_schema(by_alias=True)
    required = [key for key in model["required"] if key != "lengths"]  # the reader adds them
    _let_include(model)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **model,
        "required": required,
        "title": "voiceguide script",
    }


def _let_include(model: dict[str, Any]) -> None:
    """Changes a schema so that steps, cues and reminders may stand in another file."""
    model["$defs"]["Include"] = _INCLUDE
    properties, cues = model["properties"], model["$defs"]["Step"]["properties"]["cues"]
    for parts in (properties["steps"], cues):
        parts["items"] = _or_included(parts["items"])
    reminders = properties["reminders"]["patternProperties"]
    for name, pool in reminders.items():
        reminders[name] = _or_included(pool)
    listed = {key: cues.pop(key) for key in ("type", "items", "maxItems")}
    cues["anyOf"] = [listed, {"$ref": "#/$defs/Include"}]


def _or_included(part: dict[str, Any]) -> dict[str, Any]:
    """Returns the schema of a part that may stand in another file."""
    included = {"$ref": "#/$defs/Include"}
    return {"if": {"type": "object", "required": ["include"]}, "then": included, "else": part}
