"""What pytest loads where voiceguide is installed: failures of the contract show their values.

pytest explains a failed assertion only in files that it was told about before they are imported.
"""

import pytest


def pytest_configure() -> None:
    """Has assertions of the contract suite explained."""
    pytest.register_assert_rewrite("voiceguide.speech.contract")
