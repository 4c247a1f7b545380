"""What resolving asks of a store; `store.Resolving` gives it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from chancery.model import Claim, Entry, EntryKind, Judgement, PersonRun, Sourced
from chancery.resolve.sources import Mark


class Base(Protocol):
    """The derived tables within one transaction; the store's docstrings say what each method does."""

    def pending(self, limit: int) -> tuple[str, ...]: ...  # noqa: D102
    def drop_pending(self, reports: Iterable[str]) -> None: ...  # noqa: D102
    def mark(self, keys: Iterable[str]) -> None: ...  # noqa: D102
    def marked(self, prefix: str, limit: int) -> tuple[str, ...]: ...  # noqa: D102
    def unmark(self, keys: Iterable[str]) -> None: ...  # noqa: D102
    def waiting(self, prefix: str) -> int: ...  # noqa: D102
    def judgements(self) -> tuple[Judgement, ...]: ...  # noqa: D102
    def claims_of_reports(self, reports: Sequence[str]) -> tuple[Sourced, ...]: ...  # noqa: D102
    def claims_gone(self, ids: Iterable[str]) -> tuple[Claim, ...]: ...  # noqa: D102
    def claims_with_keys(self, keys: Iterable[str]) -> tuple[Sourced, ...]: ...  # noqa: D102
    def claim_ids_of_reports(self, reports: Sequence[str]) -> set[str]: ...  # noqa: D102
    def keys_of_reports(self, reports: Sequence[str]) -> set[str]: ...  # noqa: D102
    def keys_of_claims(self, claims: Iterable[str], prefix: str) -> dict[str, tuple[str, ...]]: ...  # noqa: D102
    def replace_keys(self, reports: Sequence[str], keys: Mapping[str, Iterable[str]]) -> None: ...  # noqa: D102
    def keys_from(self, prefix: str) -> tuple[str, ...]: ...  # noqa: D102
    def key_counts(self, prefix: str) -> dict[str, int]: ...  # noqa: D102
    def keys_beside(self, prefix: str) -> set[str]: ...  # noqa: D102
    def names_with(self, keys: Iterable[str]) -> dict[str, set[str]]: ...  # noqa: D102
    def put_names(self, names: Mapping[str, Iterable[str]]) -> None: ...  # noqa: D102
    def drop_names(self, names: Iterable[str]) -> None: ...  # noqa: D102
    def runs(self, names: Iterable[str]) -> tuple[PersonRun, ...]: ...  # noqa: D102
    def runs_of(self, persons: Iterable[str]) -> tuple[PersonRun, ...]: ...  # noqa: D102
    def replace_runs(self, names: Iterable[str], runs: Sequence[PersonRun]) -> None: ...  # noqa: D102
    def marks(self, reports: Iterable[str]) -> dict[str, Mark]: ...  # noqa: D102
    def put_bands(self, bands: Mapping[str, Iterable[str]]) -> None: ...  # noqa: D102
    def reports_with(self, bands: Iterable[str]) -> set[str]: ...  # noqa: D102
    def originals(self, reports: Iterable[str]) -> dict[str, str]: ...  # noqa: D102
    def replace_originals(self, originals: Mapping[str, str]) -> None: ...  # noqa: D102
    def entries(self, key: str, first: str, last: str) -> tuple[Entry, ...]: ...  # noqa: D102
    def entry_claims(self, kind: EntryKind, claims: Iterable[str]) -> dict[str, tuple[str, ...]]: ...  # noqa: D102
    def ids_with_key(self, key: str) -> set[str]: ...  # noqa: D102
    def remove(self, ids: Iterable[str]) -> None: ...  # noqa: D102
    def put(self, entries: Iterable[Entry]) -> None: ...  # noqa: D102
