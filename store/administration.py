"""Administration: what changes the record or its index by somebody's decision, not by reading. Each is in the trail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from store.archive import Archive
from store.audit import Entry, audited, system_user, trail
from store.encoder import Encoder
from store.errors import DatelineError, GenerationError
from store.generation import Generations, State
from store.indexer import Indexer
from store.intake import index_paths
from store.lock import writer_lock
from store.passages import SCHEME
from store.removal import Removal, is_erased, readmit, remove
from store.report import Progress, no_progress
from store.target import abandon, fits
from store.transfer import Transfer, check_export, export_record, import_record
from store.withdrawal import Decision, restore, withdraw


@dataclass(frozen=True, slots=True)
class Rollback:
    """From which generation to which one; `changes` of the record came in between and were brought into it."""

    left: str
    current: str
    changes: int

    def as_json(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}


class Administration:
    """Of one data folder. `release` closes the index that this process answers from, before it is written to.

    Whoever decides is named by `who`, None for the user of this process. A withdrawal or restoration counts at
    once, whoever else writes; `remove`, `roll_back` and `import_` raise LockedError while another process does. All but
    `decide_withdrawal` and `decide_restoration`, which need no model, bring the index up to what they changed.
    """

    def __init__(
        self,
        home: Path,
        archive: Archive,
        generations: Generations,
        encoder: Encoder,
        now: Callable[[], datetime],
        release: Callable[[], None],
    ) -> None:
        self._home = home
        self._archive = archive
        self._generations = generations
        self._encoder = encoder
        self._now = now
        self._release = release

    def withdraw(
        self, article_id: str, reason: str, *, who: str | None = None, progress: Progress = no_progress
    ) -> Decision:
        """Have a story quoted no more, from this moment on, and the index follow if it can. Raises as the decision."""
        return self._followed(self.decide_withdrawal(article_id, reason, who=who), progress)

    def decide_withdrawal(self, article_id: str, reason: str, *, who: str | None = None) -> Decision:
        """Have a story quoted no more, from this moment on, in milliseconds. Raises NotFoundError, QueryError."""
        return withdraw(self._archive, article_id, reason, who or system_user())

    def restore(
        self, article_id: str, reason: str, *, who: str | None = None, progress: Progress = no_progress
    ) -> Decision:
        """Undo `withdraw`; the story is quoted again once the index has followed. Raises as the decision."""
        return self._followed(self.decide_restoration(article_id, reason, who=who), progress)

    def decide_restoration(self, article_id: str, reason: str, *, who: str | None = None) -> Decision:
        """Undo `withdraw` in the record alone, in milliseconds. Raises NotFoundError, QueryError.

        A story that was removed may be read again from then on; its text does not come back by itself.
        """
        gone = not self._archive.histories([article_id])
        if gone and (self._archive.removed([article_id]) or self._archive.ever_removed([article_id])):
            return readmit(self._archive, article_id, reason, who or system_user())
        return restore(self._archive, article_id, reason, who or system_user())

    def remove(
        self, article_id: str, reason: str, *, who: str | None = None, progress: Progress = no_progress
    ) -> Removal:
        """Delete the text of a story for good, from the record and from every index. Raises NotFoundError, QueryError.

        What is read of it later is passed over, until `restore` lets it be read again.
        """
        with writer_lock(self._home):
            removal = remove(self._archive, article_id, reason, who or system_user())
            self._bring_up(progress)
        return replace(removal, erased=is_erased(self._archive))

    def roll_back(
        self, reason: str | None = None, *, who: str | None = None, progress: Progress = no_progress
    ) -> Rollback:
        """Answer from the generation before the current one again, with all that was recorded since in it.

        What a rebuild left unfinished is let go of. `progress` is told only as long as it can still stop it.
        Raises GenerationError where there is none, or it is of another encoder or cutting than this process has.
        """
        with writer_lock(self._home):
            left = self._generations.current()
            if left is None:
                raise GenerationError("There is no index yet; run: dateline index")
            earlier = self._generations.before(left)
            if not fits(earlier, self._encoder):
                raise GenerationError(
                    f"Index {earlier.generation} was built by {earlier.encoder} and cut by {earlier.scheme}, "
                    f"this is {self._encoder.name} and {SCHEME}; set DATELINE_ENCODER_MODEL back first."
                )
            about = f"index {left.generation} to {earlier.generation}"
            with audited(self._archive, who or system_user(), "rollback", about, reason) as finish:
                # Before it answers, so that no question in between misses what has come in since.
                self._follow(earlier, progress)
                abandon(self._archive, self._generations)
                self._generations.roll_back()
                # From here on nobody can stop it: what was asked for is done.
                self._bring_up(no_progress)
                finish("rolled back")
        return Rollback(left.generation, earlier.generation, self._archive.last_change() - earlier.applied)

    def abandon_rebuild(self) -> None:
        """Have no later run go on with a rebuild that was stopped. Raises LockedError.

        One that is to take the place of no index, or of one that this process cannot bring up, is gone on with.
        """
        with writer_lock(self._home):
            if fits(self._generations.current(), self._encoder):
                abandon(self._archive, self._generations)

    def export(self, path: Path) -> Transfer:
        """Write the whole record into one file; a writer is not waited for. Raises ArchiveError, ExportError."""
        current = self._generations.current()
        return export_record(self._archive, int(current.generation) if current else 1, path)

    def import_(self, path: Path, *, who: str | None = None, progress: Progress = no_progress) -> Transfer:
        """Take over the record in an export, and build its index. Raises ExportError, OSError.

        The index has the number that it had where the export was made. Cut short, it is gone on with by the next
        import of the file, or index run.
        """
        with writer_lock(self._home):
            head = check_export(path)
            there = self._generations.current() or self._generations.unfinished(self._encoder.name, SCHEME)
            begun = None
            if there is None and not self._archive.count_versions():
                # Before the record is there: whatever goes on with it after a kill goes on with this number.
                begun = self._generations.begin(self._encoder.name, SCHEME, head.generation)
            try:
                transfer = import_record(self._archive, path, who or system_user())
            except DatelineError:
                if begun:
                    self._generations.discard(begun.generation)
                raise
            self._bring_up(progress)
        return transfer

    def trail(self, limit: int) -> list[Entry]:
        """The newest lines of the audit trail, oldest first."""
        return trail(self._archive, limit)

    def _followed(self, decision: Decision, progress: Progress) -> Decision:
        try:
            with writer_lock(self._home):
                self._bring_up(progress)
        except DatelineError as error:
            return replace(decision, trouble=str(error))
        return replace(decision, index="followed")

    def _follow(self, state: State, progress: Progress) -> None:
        indexer = Indexer(self._archive, self._generations, state, self._encoder, self._now())
        try:
            indexer.follow(progress)
        finally:
            indexer.close()

    def _bring_up(self, progress: Progress) -> None:
        self._release()
        index_paths(
            self._archive,
            self._generations,
            self._encoder,
            [],
            [],
            base=None,
            now=self._now(),
            rebuild=False,
            dry_run=False,
            progress=progress,
        )
