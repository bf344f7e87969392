"""The contract suite: pytest tests for what every engine must do.

    from voiceguide.speech.contract import EngineContract

    class TestMyEngine(EngineContract):
        engine_class = MyEngine

Override hooks for what the suite can't find out by itself: `settings` if the engine needs options,
`different` for settings that sound different, `busy` if its service may refuse for now.

pytest explains failed assertions only in modules that are registered before they are imported. An
entry point for plug-ins would register the whole package. pytest would then compile every module
itself, which fails at random when two threads import (CPython 3.11).
"""

import pytest

pytest.register_assert_rewrite("voiceguide.speech.contract.suite")

from voiceguide.speech.contract.suite import EngineContract  # noqa: E402

__all__ = ["EngineContract"]
