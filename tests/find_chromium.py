"""Find a Chromium for the browser tests, or install one where the system allows it; say plainly when there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

COMMANDS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def chromium() -> str | None:
    """The path of a Chromium: $PROOFWORT_CHROMIUM, else the first of the usual commands."""
    return os.environ.get("PROOFWORT_CHROMIUM") or next(filter(None, map(shutil.which, COMMANDS)), None)


def in_ci() -> bool:
    """Do we run where leaving tests out is a failure?"""
    return bool(os.environ.get("CI"))


def install() -> None:
    """Install Debian's Chromium where we are root and apt is there."""
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print("installing Chromium for the browser tests …", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, **quiet)


def main() -> int:
    """Report what was found; 1 only in CI without a browser."""
    if not chromium():
        install()
    if found := chromium():
        print(f"browser tests run in {found}")
        return 0
    print(
        "NOTICE: no Chromium found, so the browser and accessibility tests are LEFT OUT.\n"
        "        Install Chromium, or set PROOFWORT_CHROMIUM to its path, to run them."
    )
    return 1 if in_ci() else 0


if __name__ == "__main__":
    sys.exit(main())
