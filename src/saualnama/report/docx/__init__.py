"""The report as a Word document."""

from saualnama.report.docx.document import report_docx

__all__ = ["report_docx"]
