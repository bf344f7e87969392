"""What holds for every test: hypothesis without a deadline, state that stays in the tests."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

collect_ignore = ["benchmarks"]  # programs; test_benchmarks.py runs them

# A busy machine is no failure. CI tries the same examples at each run.
settings.register_profile("voiceguide", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("voiceguide")


@pytest.fixture(autouse=True, scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps what is remembered from run to run in the tests.

    Python that the tests start takes voiceguide from where it is installed, as the tests do, and
    not from the current folder, which may be the checkout.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICEGUIDE_STATE", str(tmp_path_factory.mktemp("state")))
        patch.setenv("PYTHONSAFEPATH", "1")
        yield
