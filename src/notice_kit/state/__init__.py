"""What a campaign folder remembers from one build to the next, in `.notice_kit`."""
