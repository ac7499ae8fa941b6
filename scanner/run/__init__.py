"""A scan from the first folder to the last report.

``scanned``  checks a request, scans, and offers the ``FinishedRun`` while its state is open
``run_scan`` walk -> store -> workers -> store
"""

from scanner.run.checked import checked
from scanner.run.coordinator import run_scan
from scanner.run.finished import FinishedRun
from scanner.run.manner import Manner, Progress
from scanner.run.own import recognizers_in_force
from scanner.run.scan import policy_in_force, scanned, write_reports

__all__ = [
    "FinishedRun",
    "Manner",
    "Progress",
    "checked",
    "policy_in_force",
    "recognizers_in_force",
    "run_scan",
    "scanned",
    "write_reports",
]
