"""notice_kit and its peers side by side on the same documents: `make bench`."""
