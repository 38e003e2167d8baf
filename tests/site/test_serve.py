"""The live preview: what one saves is what one sees, and publications never hold it up."""

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest

from tests.conftest import PUBLICATION, TESTIMONY, Workspace

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 60


def fetch(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return str(response.read().decode("utf-8", "replace"))
    except OSError:
        return ""


def wait_for(address: str, words: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while words not in fetch(address):
        assert time.monotonic() < end, f"{words!r} never came"
        time.sleep(0.3)


@pytest.fixture
def preview(workspace: Workspace) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    workspace.write({"content/publications/voix.md": PUBLICATION})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            sys.executable,
            "-X",
            "faulthandler",
            "-m",
            "vises_site",
            "serve",
            "-a",
            f"127.0.0.1:{port}",
        ],
        cwd=workspace.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield f"http://127.0.0.1:{port}/", process
    if process.poll() is None:
        process.kill()
    process.communicate()


def test_the_preview_follows_what_is_saved_and_survives_mistakes(
    workspace: Workspace, preview: tuple[str, "subprocess.Popen[str]"]
) -> None:
    address, process = preview
    path = "testimonies/la-passerelle/luc.md"
    wait_for(address + "temoignages/luc/", "je respire")
    wait_for(address + "publications/voix/voix.pdf", "%PDF")

    workspace.write({path: TESTIMONY.replace("je respire", "je chante")})
    wait_for(address + "temoignages/luc/", "je chante")

    workspace.write({path: TESTIMONY.replace("titre:", "titr:")})
    time.sleep(3)
    assert "je chante" in fetch(address + "temoignages/luc/")

    workspace.write({path: TESTIMONY.replace("je respire", "je danse")})
    wait_for(address + "temoignages/luc/", "je danse")

    process.send_signal(signal.SIGINT)
    try:
        said, _nothing = process.communicate(timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGABRT)  # it says where it is
        pytest.fail("it does not end: " + process.communicate()[0])
    assert "Traceback" not in said
    assert "aperçu : http://127.0.0.1" in said
    assert "titr" in said
    assert not (workspace.root / "site").exists()
    assert not (workspace.root / "imprimerie").exists()
