"""Names of facts about values that those who judge a whole column ask for."""

from __future__ import annotations

ROUNDED = "rounded"  # the value ends as one does that a spreadsheet or a float has cut
# The first of the four numbers of an address is below 20, as in versions.
SMALL_FIRST = "small_first"
USUAL_SERIES = "usual_series"  # a number as most people have: E and G of passports
LOCAL = "local"  # an address that means something within one network only
COMMON_GIVEN = "common_given"  # a common given name, and another after it
LONG_AGO = "long_ago"  # a date so long ago as the births of most people, and few other dates
