"""The pytest plug-in that voiceguide installs: failures of the contract suite show their values.

pytest explains failed assertions only in modules that are registered before they are imported.
"""

import pytest


def pytest_configure() -> None:
    """Registers the contract suite, so that pytest explains its assertions."""
    pytest.register_assert_rewrite("voiceguide.speech.contract")
