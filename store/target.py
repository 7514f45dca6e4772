"""The target of a run: the generation that it writes, and letting go of those that runs before it left unfinished."""

from __future__ import annotations

from store.archive import Archive
from store.encoder import Encoder
from store.generation import Generations, State
from store.ledger import Ledger
from store.passages import SCHEME


def target(
    archive: Archive, generations: Generations, encoder: Encoder, repaired: list[str], *, rebuild: bool
) -> State | None:
    """The current generation, an unfinished one, or a new one; None when there is nothing to do.

    Only a rebuild goes on with what a rebuild left unfinished, as long as the current one can be brought up instead:
    what comes in counts at once, and nobody swaps to an index that nobody asked for any more.
    """
    current = generations.current()
    if fits(current, encoder) and not rebuild:
        return current
    unfinished = generations.unfinished(encoder.name, SCHEME)
    if unfinished is not None:
        return unfinished
    if current is None and archive.last_change() == 0:
        return None
    if current is not None and not fits(current, encoder):
        repaired.append(f"Index {current.generation} was built by another encoder or cutting; built a new one.")
    abandon(archive, generations)
    return generations.begin(encoder.name, SCHEME)


def fits(state: State | None, encoder: Encoder) -> bool:
    """Whether there is a generation, and this encoder and cutting can go on with it."""
    return state is not None and (state.encoder, state.scheme) == (encoder.name, SCHEME)


def in_place_of(generations: Generations, encoder: Encoder, broken: State) -> State | None:
    """What a run before this one began in place of a generation that cannot be opened, if it did."""
    begun = generations.unfinished(encoder.name, SCHEME)
    return begun if begun and begun.generation != broken.generation else None


def abandon(archive: Archive, generations: Generations) -> None:
    """Let go of what is newer than the current generation and never answered: no later run goes on with it.

    Those that an admin rolled back from stay until the next one is adopted: who still answers from one has it open.
    """
    for number in generations.give_up():
        # Before its folder: the next generation may have its number.
        Ledger(archive, number).forget()
        generations.discard(number)
