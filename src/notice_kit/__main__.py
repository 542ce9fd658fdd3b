"""`python -m notice_kit` is `notice-kit`."""

from notice_kit.cli import main

main()
