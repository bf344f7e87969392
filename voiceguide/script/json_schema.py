"""The JSON Schema of scripts, for editors that complete and check while you type."""

from typing import Any

from voiceguide.script.model import Script


def schema() -> dict[str, Any]:
    """Returns the schema (JSON Schema draft 2020-12), generated from the model."""
    model = Script.model_json_schema(by_alias=True)
    required = [key for key in model["required"] if key != "lengths"]  # the reader adds them
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **model,
        "required": required,
        "title": "voiceguide script",
    }
