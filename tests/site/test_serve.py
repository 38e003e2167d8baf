"""The live preview: what one saves is what one sees, and publications never hold it up."""

import json
import re
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


def fetch_bytes(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            content: bytes = response.read()
            return content
    except OSError:
        return b""


def fetch(address: str) -> str:
    return fetch_bytes(address).decode("utf-8", "replace")


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


def read_pages(address: str) -> list[str]:
    """Wait until pages can be seen and are those of the sources; return their digests."""
    wait_for(address + "etat.json", '"state": "ready"')
    return re.findall('data-digest="([0-9a-f]+)"', fetch(address))


def test_pages_of_a_publication_follow_their_sources(
    workspace: Workspace, preview: tuple[str, "subprocess.Popen[str]"]
) -> None:
    address, _process = preview
    proof = address + "apercu/voix/"
    wait_for(address + "apercu/", "Des voix")
    pages = read_pages(proof)
    shown = fetch(proof)
    assert f'alt="Page {len(pages)} de « Des voix »"' in shown
    assert "unsafe-inline" not in shown
    assert "livereload" not in shown
    assert fetch_bytes(f"{proof}{pages[0]}-480.webp")[8:12] == b"WEBP"
    assert "apercu/voix/" in fetch(address + "publications/voix/")

    key = json.loads(fetch(proof + "etat.json"))["key"]
    told = TESTIMONY.replace("je retiens mon souffle", "je compte les heures")
    workspace.write({"testimonies/la-passerelle/luc.md": told})
    end = time.monotonic() + PATIENCE_SECONDS
    while json.loads(fetch(proof + "etat.json"))["key"] == key:
        assert time.monotonic() < end
        time.sleep(0.3)
    later = read_pages(proof)
    changed = [page for page in later if page not in pages]
    assert len(changed) == 1
    assert fetch_bytes(f"{proof}{changed[0]}-480.webp")
    assert not fetch_bytes(f"{proof}{(set(pages) - set(later)).pop()}-480.webp")

    workspace.write({"testimonies/la-passerelle/luc.md": told.replace("titre:", "titr:")})
    wait_for(proof + "etat.json", "luc.md:2")


def test_the_printers_pages_are_made_when_somebody_looks(
    workspace: Workspace, preview: tuple[str, "subprocess.Popen[str]"]
) -> None:
    address, _process = preview
    proof = address + "apercu/voix/impression/"
    wait_for(proof, "coupe")
    assert read_pages(proof)
    shown = fetch(proof)
    assert '<rect class="trim" x="13.0" y="13.0" width="148.0" height="210.0"/>' in shown
    assert "--page-width:174" in fetch(proof + "format.css")


def test_a_build_holds_nothing_of_the_preview(demo: Workspace) -> None:
    site = demo.list_bytes("site")
    assert site
    assert not [name for name, content in site.items() if b"apercu" in name.encode() + content]
