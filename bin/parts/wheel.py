"""Read by hatchling, which builds the package: what it depends on, and what lies in it beside the code."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

SITE = "spasmlog/site"
"""Where spasmlog/folder.py looks for it."""


def pins(requirements: str) -> list[str]:
    """Every package with its version and for which systems it is, without the hashes, which a package cannot hold."""
    joined = requirements.replace("\\\n", " ")
    lines = (line.partition(" --hash=")[0].strip() for line in joined.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


class Metadata(MetadataHookInterface):
    """Names as dependencies what requirements.txt does."""

    def update(self, metadata: dict[str, Any]) -> None:
        metadata["dependencies"] = pins((Path(self.root) / "requirements.txt").read_text(encoding="utf-8"))


class Site(BuildHookInterface):
    """Puts templates and static files into the wheel, the latter also as they are served, and an empty diary, which a
    first start copies instead of going through every migration."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        self.folder = tempfile.TemporaryDirectory(prefix="spasmlog-wheel-")
        variables = {"SPASMLOG_VAR": self.folder.name, "DJANGO_SETTINGS_MODULE": "spasmlog.settings"}
        kept = {name: text for name, text in os.environ.items() if not name.startswith("SPASMLOG_")}
        for command in (["collectstatic", "--noinput"], ["migrate"]):
            done = [sys.executable, "-m", "django", *command, "--verbosity", "0"]
            subprocess.run(done, cwd=self.root, env=kept | variables, check=True)
        made = Path(self.folder.name)
        root = Path(self.root)
        build_data["force_include"] |= {
            str(root / "templates"): f"{SITE}/templates",
            str(root / "static"): f"{SITE}/static",
            str(made / "static"): f"{SITE}/collected",
            str(made / "spasmlog.sqlite3"): f"{SITE}/empty.sqlite3",
        }

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self.folder.cleanup()
