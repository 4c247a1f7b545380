"""The one error tree.

    ChanceryError            anything a user can mend; its text is one line: what, where, what was expected, what to do
    ├── IntakeError          a page, file, folder or address that cannot become a report
    │   └── FetchError       an address that could not, or must not, be fetched
    ├── CodebookError        rule data that the loader refuses
    ├── LanguageError        the packaged model is missing or does not fit this version
    ├── StoreError           the record cannot be opened, written or migrated
    ├── QueryError           a question that names something unknown: a state, a date, a person
    └── ExchangeError        bytes that are not of the format they are said to be

Bugs raise what they raise; problems of data met on the way become `Issue` values instead.
"""

from __future__ import annotations


class ChanceryError(Exception):
    """A fault that the user can mend; printed as one line, never as a traceback."""


class IntakeError(ChanceryError):
    """The input cannot become a report."""


class FetchError(IntakeError):
    """The address could not be fetched, or the fetcher's guard refused it."""


class CodebookError(ChanceryError):
    """Rule data that does not keep the codebook's form."""


class LanguageError(ChanceryError):
    """The language model is missing, damaged or of another version."""


class StoreError(ChanceryError):
    """The record cannot be opened, read, written or migrated."""


class QueryError(ChanceryError):
    """A question that cannot be answered as it was put."""


class ExchangeError(ChanceryError):
    """Bytes that are not of the format they are said to be."""
