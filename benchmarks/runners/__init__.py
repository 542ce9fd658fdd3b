"""One small program for each peer: it reads a job, does it and prints its times as JSON."""
