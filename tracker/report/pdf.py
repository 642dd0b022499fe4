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
    program, pipe = [sys.executable, "-m", "tracker.report.typeset"], subprocess.PIPE
    # Begun first: it loads itself and its fonts while the drawings are made here.
    with subprocess.Popen(program, cwd=_ROOT, stdin=pipe, stdout=pipe, stderr=pipe) as typesetter:
        try:
            content, errors = typesetter.communicate(json.dumps(document_of(report)).encode(), timeout=SECONDS)
        except subprocess.TimeoutExpired as error:
            raise NotPrinted(f"the pages were not set within {SECONDS} s") from error
        finally:
            # Whatever happened here, it does not stay behind.
            typesetter.kill()
    if typesetter.returncode:
        words = errors.decode(errors="replace")[-500:]
        raise NotPrinted(f"the typesetter ended with {typesetter.returncode}: {words}")
    return content
