"""The report as an Excel workbook."""

from saualnama.report.xlsx.book import report_xlsx

__all__ = ["report_xlsx"]
