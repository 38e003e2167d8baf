"""Processes of `vises` that begin where its modules are read already.

Reading them takes three quarters of what a command takes, and the tests run hundreds of commands.
So one process reads them once and forks for each command: that one is still a process of its own,
with its folder, its environment, its limits and an end like any other's.
"""

import atexit
import gc
import json
import os
import resource
import runpy
import select
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).parent.parent
MODULE = "vises_site"


def _list_interpreter_settings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("PYTHON")}


class Nursery:
    """The process that forks, as seen by the tests; it ends with them."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="nursery-"))
        self.settings = _list_interpreter_settings()
        environment = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.nursery"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.count = 0
        atexit.register(self.close)

    def close(self) -> None:
        self.process.communicate()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(
        self, arguments: list[str], cwd: Path, timeout_s: float | None, data_bytes: int | None
    ) -> tuple[int, bytes, bytes]:
        """Return a command's exit status, and what it printed.

        Raises:
            subprocess.TimeoutExpired: It hangs.
        """
        self.count += 1
        out, err = (self.folder / f"{self.count}.{name}" for name in ("out", "err"))
        order = {
            "arguments": arguments,
            "cwd": str(cwd),
            "environment": dict(os.environ),
            "out": str(out),
            "err": str(err),
            "data_bytes": data_bytes,
        }
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order).encode() + b"\n")
        self.process.stdin.flush()
        child = self._read_number(None)
        assert child is not None
        status = self._read_number(timeout_s)
        if status is None:
            os.kill(child, 9)
            self._read_number(None)
            raise subprocess.TimeoutExpired(arguments, timeout_s or 0)
        said = out.read_bytes(), err.read_bytes()
        for path in (out, err):
            path.unlink()
        return status, *said

    def _read_number(self, timeout_s: float | None) -> int | None:
        assert self.process.stdout is not None
        if not select.select([self.process.stdout], [], [], timeout_s)[0]:
            return None
        return int(self.process.stdout.raw.read(16))  # type: ignore[attr-defined]


@cache
def _open_nursery() -> Nursery:
    return Nursery()


def run_vises(
    arguments: list[str],
    cwd: Path,
    *,
    errors: str = "strict",
    timeout_s: float | None = None,
    data_bytes: int | None = None,
) -> "subprocess.CompletedProcess[str]":
    """Run `vises` as a user does, in a process of its own.

    Args:
        arguments: Of the command line.
        cwd: Where.
        errors: What to do with printed bytes that are not text.
        timeout_s: Seconds after which it counts as hanging.
        data_bytes: Memory that it may take.

    Raises:
        subprocess.TimeoutExpired: It hangs.
    """
    nursery = _open_nursery()
    if _list_interpreter_settings() != nursery.settings:  # Python itself shall begin differently
        return subprocess.run(
            [sys.executable, "-m", MODULE, *arguments],
            cwd=cwd,
            capture_output=True,
            text=True,
            errors=errors,
            timeout=timeout_s,
            check=False,
        )
    status, *printed = nursery.run(arguments, cwd, timeout_s, data_bytes)
    out, err = (said.decode("utf-8", errors).replace("\r\n", "\n") for said in printed)
    return subprocess.CompletedProcess(arguments, status, out, err)


def _become(order: dict[str, Any]) -> NoReturn:
    """Be the command: from here on, this process is what `python -m vises_site` would be."""
    for number, (path, flags) in enumerate(
        [
            (os.devnull, os.O_RDONLY),
            (order["out"], os.O_WRONLY | os.O_CREAT | os.O_APPEND),
            (order["err"], os.O_WRONLY | os.O_CREAT | os.O_APPEND),
        ]
    ):
        opened = os.open(path, flags, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["environment"])
    tempfile.tempdir = None
    sys.path[0] = order["cwd"]
    if order["data_bytes"]:
        limits = (order["data_bytes"], order["data_bytes"])
        resource.setrlimit(resource.RLIMIT_DATA, limits)
    if "COVERAGE_PROCESS_CONFIG" in os.environ:
        import coverage

        coverage.process_startup()
    sys.argv = [MODULE, *order["arguments"]]
    runpy.run_module(MODULE, run_name="__main__", alter_sys=True)
    sys.exit(0)


def _read_modules() -> None:
    """Read what commands read, without doing anything."""
    import pypdfium2  # noqa: F401
    import weasyprint  # noqa: F401

    import vises_site.cli.main
    import vises_site.mkdocs_plugin.plugin  # noqa: F401

    gc.collect()
    gc.freeze()  # else the collector touches, and so copies, all that is shared


def _serve() -> None:
    """Fork for each order that comes in; tell the process's number, then its exit status."""
    _read_modules()
    orders, answers = os.fdopen(os.dup(0), "rb"), os.dup(1)
    for line in orders:
        child = os.fork()
        if not child:
            orders.close()
            os.close(answers)
            _become(json.loads(line))
        os.write(answers, f"{child:16}".encode())
        _child, status = os.waitpid(child, 0)
        os.write(answers, f"{os.waitstatus_to_exitcode(status):16}".encode())


if __name__ == "__main__":
    _serve()
