"""A scan that runs by itself: its order, its log, its summary, and who starts it.

``orders``    the YAML file that says what a night does
``log``       JSON lines with paths and counts only, rotated
``courier``   the summary by mail or webhook; the only part that uses the network
``timetable`` what systemd, cron and Windows are given to start it
"""
