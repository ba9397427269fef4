"""Reports to a higher body as Word files, for `scripts/report.py`; builds never load this package."""
