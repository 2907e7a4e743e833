"""What Python is given: items and hits, like lists, that can be made tables and data frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from dragoman.errors import UsageError
from dragoman.store.layout import KINDS, ItemOfRecord, kind_of
from dragoman.views.finding import COLUMNS, Hit
from dragoman.views.flat_tables import ALL_KINDS, TABLES, arrow_table
from dragoman.views.report_facts import ReportFacts

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

__all__ = ["Hits", "Items", "Rows", "kind_named"]

One = TypeVar("One", covariant=True)


def kind_named(kind: str) -> str:
    """Return the name of a kind of item.

    Raises:
        UsageError: There is no such kind.
    """
    if kind not in KINDS:
        raise UsageError(f"no kind of item is called {kind!r}; the kinds are {', '.join(KINDS)}")
    return kind


class Rows(Sequence[One], Generic[One]):
    """Like a list, and can be made a table."""

    def __init__(self, rows: Iterable[One]) -> None:
        self._rows = list(rows)

    @overload
    def __getitem__(self, place: int) -> One: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[One]: ...

    def __getitem__(self, place: int | slice) -> One | Sequence[One]:
        """Return the row at a place, or a list of rows."""
        return self._rows[place]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._rows)

    def __iter__(self) -> Iterator[One]:
        """Yield one after the other."""
        return iter(self._rows)

    def to_arrow(self) -> pa.Table:
        """Return a table of pyarrow; the columns are on the page "Work in Python" of the documentation."""
        raise NotImplementedError

    def to_pandas(self) -> pd.DataFrame:
        """Return a data frame with the columns of `to_arrow`; what is not known is missing (`isna`).

        Raises:
            UsageError: pandas is not installed.
        """
        try:
            import pandas  # noqa: F401 - pyarrow looks for it late, and says less
        except ImportError:
            raise UsageError("to_pandas needs pandas; install it: python -m pip install pandas") from None
        return self.to_arrow().to_pandas()


class Items(Rows[ItemOfRecord]):
    """Items in the order of the record: `Statement`, `Event`, ..., as `dragoman.record.items` has them."""

    def __init__(
        self, items: Iterable[ItemOfRecord], reports: Mapping[str, ReportFacts], kind: str | None = None
    ) -> None:
        super().__init__(items)
        self._reports = reports
        #: Of which kind they are; `None` if of several.
        self.kind = kind

    def of_kind(self, kind: str) -> Items:
        """Return those of one kind, whose tables have the columns of this kind.

        Raises:
            UsageError: There is no such kind.
        """
        wanted = kind_named(kind)
        return Items((item for item in self if kind_of(item) == wanted), self._reports, wanted)

    def to_arrow(self) -> pa.Table:
        """Return a table of pyarrow: the columns of the kind, or the ones that all kinds have in common."""
        return arrow_table(self, TABLES[self.kind] if self.kind else ALL_KINDS, self._reports)

    def __repr__(self) -> str:
        counts = {kind: sum(kind_of(item) == kind for item in self) for kind in KINDS}
        told = ", ".join(f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in counts.items() if count)
        return f"<{told or 'no items'}>"


class Hits(Rows[Hit]):
    """What was found, the best first, or the latest first if no words were given."""

    def to_arrow(self) -> pa.Table:
        """Return a table of pyarrow with the fields of `Hit`; `day` is a date."""
        import pyarrow as pa

        rows = [hit.plain() for hit in self]
        schema = pa.schema([pa.field(name, _arrow_type(name)) for name in COLUMNS])
        columns = [pa.array([row[name] for row in rows], schema.field(name).type) for name in COLUMNS]
        table = pa.Table.from_arrays(columns, schema=schema)
        return table.set_column(0, "day", table.column("day").cast(pa.date32()))

    def __repr__(self) -> str:
        return f"<{len(self)} found>"


def _arrow_type(name: str) -> pa.DataType:
    import pyarrow as pa

    if name in {"start", "end"}:
        return pa.int64()
    return pa.float64() if name in {"confidence", "score"} else pa.string()
