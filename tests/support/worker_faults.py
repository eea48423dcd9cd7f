"""Faults in the worker processes of a build, which are new interpreters."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from pathlib import Path

import pytest

_FOLDER = Path(__file__).with_name("worker_code")


def set_worker_code(code: str, environment: MutableMapping[str, str] = os.environ) -> None:
    """Let the workers of processes with that environment run ``code`` when they start."""
    paths = (str(_FOLDER), environment.get("PYTHONPATH", ""))
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    environment["WORKER_CODE"] = code


def break_in_workers(
    monkeypatch: pytest.MonkeyPatch, fault: str, function: str = "publish.artifacts.make.make"
) -> None:
    """Let each worker run ``fault`` before each call of a function.

    ``fault`` is Python code that has the ``arguments`` of the call, and in ``calls`` the number of
    calls in this process until now.
    """
    monkeypatch.setenv("PYTHONPATH", os.environ.get("PYTHONPATH", ""))
    monkeypatch.setenv("WORKER_CODE", "")
    module, _, name = function.rpartition(".")
    lines = (
        "import functools, os, signal, time",
        f"import {module} as module",
        f"stock = module.{name}",
        "calls = 0",
        "@functools.wraps(stock)",
        "def replacement(*arguments, **options):",
        "    global calls",
        "    calls += 1",
        *(f"    {line}" for line in fault.splitlines()),
        "    return stock(*arguments, **options)",
        f"module.{name} = replacement",
    )
    set_worker_code("\n".join(lines))
