"""Tables: rows as CSV and as XLSX, for who counts in a spreadsheet.

A cell that begins like a formula is written as words: with an apostrophe before it in CSV, as a text in XLSX. So
nothing that people wrote is carried out by the program that opens it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula."""
Rows = Iterable[Sequence[str]]


def as_csv(head: Sequence[str], rows: Rows) -> bytes:
    """Return a table as CSV in UTF-8, with the mark by which spreadsheets know it."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(head)
    writer.writerows([plain(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + held.getvalue().encode()


def as_xlsx(title: str, head: Sequence[str], rows: Rows) -> bytes:
    """Return a table as XLSX, every cell a text."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(_titled(title))
        sheet.freeze_panes(1, 1)
        for column, name in enumerate(head):
            sheet.write_string(0, column, name, book.add_format({"bold": True}))
        for at, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)
    return held.getvalue()


def plain(cell: str) -> str:
    """Return a cell that no spreadsheet carries out."""
    return f"'{cell}" if cell.startswith(STARTS) else cell


def _titled(title: str) -> str:
    """Return a name that a sheet may have: 31 characters, without those that mean something to a spreadsheet."""
    return "".join(sign for sign in title if sign not in "[]:*?/\\'")[:31] or "1"
