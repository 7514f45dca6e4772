"""A checked receipt as lines for a person: each quote, whether it stands as it was quoted, and its story's state."""

from __future__ import annotations

from rich.text import Text

from bot.printing import Line, Lines, one_line
from store.receipt import Proved, ReceiptReport
from store.wording import counted

_SHOWN = 90  # characters of a quote by which a person knows it again


def receipt_lines(report: ReceiptReport) -> Lines:
    """A line a quote, then the verdict on the whole."""
    receipt = report.receipt
    yield Line(Text.assemble((one_line(receipt.question), "bold"), f"  [{receipt.id}, {receipt.at}]"))
    if not report.intact:
        yield Line(Text("fault: the receipt was changed after it was given; its seal does not fit", "red"))
    for proved in report.quotes:
        yield _proved(proved)
    if report.clean:
        count = counted(len(report.quotes), "quote")
        yield Line(Text(f"Clean: {count} of this answer in the record, word for word.", "green"))


def _proved(proved: Proved) -> Line:
    proof = proved.proof
    words = one_line(proof.text)
    shown = words if len(words) <= _SHOWN else words[:_SHOWN].rsplit(" ", 1)[0] + " …"
    where = f"“{shown}” [{proof.article_id} version {proof.version}, {proof.start}–{proof.end}]"
    if proved.fault:
        return Line(Text(f"fault: {where}: {proved.fault}", "red"))
    state = {"usable": "stands", "corrected": "stands; its story was corrected", "withdrawn": "its story was withdrawn"}
    told = state.get(proved.status or "usable", f"its story is {proved.status}")
    newer = "; the story has a newer version" if proved.newer and proved.status == "usable" else ""
    return Line(Text(f"{where}: {told}{newer}"))
