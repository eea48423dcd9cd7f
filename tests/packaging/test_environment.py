"""Setup of a new machine: missing packages are named or installed, and no half stays behind."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

ALL = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libfribidi0"
INSTALL = f"apt-get update && apt-get install --yes --no-install-recommends {ALL}"


@pytest.fixture
def environment(monkeypatch):
    """tools/environment.py, on a Linux machine with apt-get and without our libraries."""
    spec = importlib.util.spec_from_file_location("environment", ROOT / "tools/environment.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module.sys, "platform", "linux")
    monkeypatch.setattr(module, "loads", lambda _library: False)
    programs(monkeypatch, module, "apt-get")
    return module


def programs(monkeypatch, module, *names):
    monkeypatch.setattr(
        module.shutil, "which", lambda name: f"/usr/bin/{name}" if name in names else None
    )


def user(monkeypatch, module, number):
    monkeypatch.setattr(module.os, "geteuid", lambda: number)


@pytest.fixture
def ran(environment, monkeypatch):
    """The commands that would have run; the first of them installs the libraries."""
    commands = []

    def run(*command):
        commands.append(command)
        monkeypatch.setattr(environment, "loads", lambda _library: True)

    monkeypatch.setattr(environment, "run", run)
    return commands


def test_without_missing_packages_nothing_is_installed(environment, ran, monkeypatch):
    monkeypatch.setattr(environment, "loads", lambda _library: True)
    environment.provide_system_packages()
    assert ran == []


def test_root_installs_missing_packages(environment, ran, monkeypatch):
    user(monkeypatch, environment, 0)
    environment.provide_system_packages()
    assert ran == [("env", "DEBIAN_FRONTEND=noninteractive", "sh", "-c", INSTALL)]


def test_without_root_and_sudo_the_command_to_run_is_shown(environment, ran, monkeypatch):
    user(monkeypatch, environment, 1000)
    with pytest.raises(environment.Stop) as stop:
        environment.provide_system_packages()
    assert f"    su -c '{INSTALL}'\n" in str(stop.value)
    assert ran == []


def test_sudo_with_a_password_is_left_to_the_user_without_a_terminal(environment, ran, monkeypatch):
    user(monkeypatch, environment, 1000)
    programs(monkeypatch, environment, "apt-get", "sudo")
    sudo_asks(monkeypatch, environment, somebody_is_there=False)
    with pytest.raises(environment.Stop) as stop:
        environment.provide_system_packages()
    assert f"    sudo sh -c '{INSTALL}'\n" in str(stop.value)
    assert ran == []


def test_sudo_may_ask_for_a_password_at_a_terminal(environment, ran, monkeypatch):
    user(monkeypatch, environment, 1000)
    programs(monkeypatch, environment, "apt-get", "sudo")
    sudo_asks(monkeypatch, environment, somebody_is_there=True)
    environment.provide_system_packages()
    assert ran == [("sudo", "env", "DEBIAN_FRONTEND=noninteractive", "sh", "-c", INSTALL)]


def sudo_asks(monkeypatch, module, *, somebody_is_there):
    class Refused:
        returncode = 1

    monkeypatch.setattr(module.subprocess, "run", lambda *_args, **_options: Refused)
    monkeypatch.setattr(module.sys.stdin, "isatty", lambda: somebody_is_there, raising=False)


def test_debian_packages_venv_apart_from_python(environment, monkeypatch):
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(environment.sys, "executable", "/usr/bin/python3")
    assert environment.missing_packages() == [*ALL.split(), "python3-venv"]
    monkeypatch.setattr(environment.sys, "executable", "/opt/python/bin/python3")
    assert environment.missing_packages()[-1] == f"python3.{sys.version_info.minor}-venv"


def test_a_mac_gets_the_command_of_homebrew(environment, monkeypatch):
    monkeypatch.setattr(environment.sys, "platform", "darwin")
    with pytest.raises(environment.Stop, match="\n    brew install pango python\n"):
        environment.provide_system_packages()


def test_a_system_without_apt_gets_the_names_of_missing_packages(environment, monkeypatch):
    programs(monkeypatch, environment)
    with pytest.raises(environment.Stop, match=", ".join(ALL.split())):
        environment.provide_system_packages()


def test_packages_that_do_not_provide_the_libraries_are_an_error(environment, monkeypatch):
    user(monkeypatch, environment, 0)
    monkeypatch.setattr(environment, "run", lambda *_command: None)
    with pytest.raises(environment.Stop, match=f"still not found: {ALL}"):
        environment.provide_system_packages()


def half_make(environment, folder, interruption):
    with environment.replace_folder(folder):
        folder.mkdir()
        (folder / "half").touch()
        raise interruption


@pytest.mark.parametrize("interruption", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_a_failed_replacement_leaves_the_old_folder(environment, tmp_path, interruption):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "old").touch()
    with pytest.raises(interruption):
        half_make(environment, folder, interruption)
    assert [path.name for path in tmp_path.rglob("*")] == ["folder", "old"]


def test_a_failed_creation_leaves_no_folder(environment, tmp_path):
    with pytest.raises(RuntimeError):
        half_make(environment, tmp_path / "folder", RuntimeError)
    assert list(tmp_path.iterdir()) == []


def test_a_new_folder_replaces_the_old_one(environment, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "old").touch()
    with environment.replace_folder(folder):
        folder.mkdir()
        (folder / "new").touch()
    assert [path.name for path in tmp_path.rglob("*")] == ["folder", "new"]


def test_another_lock_means_another_environment(environment, tmp_path, monkeypatch):
    lock = tmp_path / "requirements.lock"
    lock.write_text("click==1")
    monkeypatch.setattr(environment, "LOCKS", {"run": lock})
    monkeypatch.setattr(environment, "VENV", tmp_path)
    assert not environment.is_complete("run")
    environment.stamp("run").write_text(environment.digest("run"))
    assert environment.is_complete("run")
    lock.write_text("click==2")
    assert not environment.is_complete("run")


def test_only_one_option_is_understood(environment, capsys):
    assert environment.main(["--help"]) == 2
    assert "--dev" in capsys.readouterr().err
