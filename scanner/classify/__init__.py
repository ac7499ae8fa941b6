"""Evidence in, verdicts and levels out; which information is how sensitive, says a policy.

    verdicts      is this column what it looks like? (identifiers, attributes, texts, own; chance)
    rivals        several entities in one column
    combinations  what comes together, and what that makes of it
    grading       one file as a whole
    across        what comes together in tables that share a key (joins finds them)
    volumes       the numbers the law attaches duties to (people counts people)
    policy        all of the above that is opinion, as a YAML file

Pure functions: the same evidence and policy always give the same judgement.
"""

from __future__ import annotations

from scanner.classify.grading import Judgement, judge
from scanner.classify.policy import Policy
from scanner.classify.volumes import ThresholdHit, thresholds

__all__ = ["Judgement", "Policy", "ThresholdHit", "judge", "thresholds"]
