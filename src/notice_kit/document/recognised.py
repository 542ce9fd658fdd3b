"""The state of recognition, which its steps fill in one after another."""

from __future__ import annotations

from dataclasses import dataclass, field

from notice_kit.document.labels import Heading
from notice_kit.document.paragraphs import Paragraph
from notice_kit.document.roles import Role
from notice_kit.document.stories import Story

LONGEST_NAME = 40
"""Characters of a name, a mark or a caption at most."""


@dataclass(eq=False)
class Recognition:
    """What is known so far.

    Attributes:
        story: the body.
        roles: of every paragraph; `OTHER` while it is not known.
        headings: paragraphs of running text that begin with a label.
        filled: paragraphs that show something, cells and boxes too, in order.
        title: the rows of the title.
        captions: short paragraphs right above a table.
    """

    story: Story
    roles: dict[Paragraph, Role] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    filled: list[Paragraph] = field(default_factory=list)
    title: list[Paragraph] = field(default_factory=list)
    captions: set[Paragraph] = field(default_factory=set)

    def name(self, paragraph: Paragraph, role: Role) -> None:
        """Give a paragraph its role."""
        self.roles[paragraph] = role

    def is_free(self, paragraph: Paragraph) -> bool:
        """Whether its role is not known yet."""
        return self.roles[paragraph] is Role.OTHER
