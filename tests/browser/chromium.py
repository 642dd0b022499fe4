"""Finds a Chromium that starts. `python -m tests.browser.chromium` prints its path, or exits with 1."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_BY_PLAYWRIGHT = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
)
"""What playwright turns off: a second list, which is ours, takes the place of its own."""
_COSTLY = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess")
"""Pages of the browser's own, which it loads with each window, and a process that it keeps ready: ten times the work of
a page of spasmlog."""
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    f"--disable-features={','.join((*_BY_PLAYWRIGHT, *_COSTLY))}",
)


def starts(path: str) -> bool:
    """True if the program answers with a version: a stub that only says how to install one does not."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and b"chrom" in answer.stdout.lower()


def playwright_path() -> str:
    """Where playwright keeps the browser that it installs, there or not."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def find_chromium() -> str:
    """The path of a Chromium that starts: SPASMLOG_CHROMIUM alone if set, else an installed one. "" if none does."""
    named = os.environ.get("SPASMLOG_CHROMIUM", "")
    if named:
        return named if starts(named) else ""
    installed = (shutil.which(name) for name in NAMES)
    return next((path for path in installed if path and starts(path)), None) or _from_playwright()


def _from_playwright() -> str:
    path = playwright_path()
    return path if starts(path) else ""


if __name__ == "__main__":
    executable = find_chromium()
    sys.stdout.write(f"{executable}\n" if executable else "")
    sys.exit(0 if executable else 1)
