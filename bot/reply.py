"""A reply: the card that answers, what is attached to it, and the exchange that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from discord import ui


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to go with a card: it is made anew for each try at sending, because sending uses a file up."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """`exchange` is the id of the kept exchange that this is the reply to, `job` that of a job whose card it is;
    the message is noted once it is sent.

    `beside` tells that it never takes the place of a card: it says why something was not done, or the card is
    somebody else's.
    """

    view: ui.LayoutView
    attachment: Attachment | None = None
    exchange: str | None = None
    job: str | None = None
    beside: bool = False


class TurnedDownError(Exception):
    """What was asked is not done; `view` is the card that says why, and what the asker can do."""

    def __init__(self, view: ui.LayoutView) -> None:
        super().__init__()
        self.view = view
