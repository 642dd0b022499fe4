"""The doctor's page as PDF. A process of its own sets the pages: a worker would keep 100 MB of what it takes."""

import json
import subprocess
import sys
from pathlib import Path

from tracker.report.content import Report
from tracker.report.layout import document_of

SECONDS = 60
_ROOT = Path(__file__).resolve().parents[2]


class NotPrinted(RuntimeError):
    """The typesetter did not come to its end; what it said is in the message."""


def pdf_of(report: Report) -> bytes:
    """The doctor's page as PDF, page 1 on one page whatever it holds.

    Parameter: the page as build.py made it.
    Returns a PDF/UA file; where the fonts lack a glyph, a plain tagged one that says so at the end of page 1. The same
    report gives the same bytes.
    Raises NotPrinted if it takes more than SECONDS (usually a tenth of one), or finds no memory.
    """
    document = json.dumps(document_of(report))
    program = [sys.executable, "-m", "tracker.report.typeset"]
    try:
        done = subprocess.run(
            program, input=document.encode(), cwd=_ROOT, capture_output=True, timeout=SECONDS, check=True
        )
    except subprocess.TimeoutExpired as error:
        raise NotPrinted(f"the pages were not set within {SECONDS} s") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace")[-500:]
        raise NotPrinted(f"the typesetter ended with {error.returncode}: {said}") from error
    return done.stdout
