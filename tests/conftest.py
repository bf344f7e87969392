"""Settings for every test: no hypothesis deadline, temporary folders, the formant engine."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

collect_ignore = ["benchmarks"]  # programs, which test_benchmarks.py runs

# A busy machine must not fail a test. CI tries the same examples in each run.
settings.register_profile("voiceguide", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("voiceguide")


def pytest_xdist_auto_num_workers() -> int:
    """Runs one worker more than there are processors: many tests wait for a process."""
    return 1 + (os.cpu_count() or 1)


@pytest.fixture(autouse=True, scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Points VOICEGUIDE_STATE and VOICEGUIDE_CONFIG to temporary folders.

    Where a test names no engine, the formant engine speaks, whatever else is installed: it is quick
    and everywhere the same.

    PYTHONSAFEPATH makes Python processes that tests start import the installed voiceguide, as
    the tests do, and not one in the current folder, which may be the checkout.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICEGUIDE_STATE", str(tmp_path_factory.mktemp("state")))
        patch.setenv("VOICEGUIDE_CONFIG", str(tmp_path_factory.mktemp("config")))
        patch.setenv("VOICEGUIDE_ENGINE", "pyttsx3")
        patch.delenv("VOICEGUIDE_VOICE", raising=False)
        patch.setenv("PYTHONSAFEPATH", "1")
        yield
