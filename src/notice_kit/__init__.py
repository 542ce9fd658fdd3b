"""notice_kit: makes, checks and delivers official Word documents in series."""
