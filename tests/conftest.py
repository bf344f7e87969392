from collections.abc import Iterator

import pytest

collect_ignore = ["benchmarks"]  # programs; test_benchmarks.py runs them


@pytest.fixture(autouse=True, scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is remembered from run to run stays in the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICEGUIDE_STATE", str(tmp_path_factory.mktemp("state")))
        yield
