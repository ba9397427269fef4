"""The way out: every page of the site as plain Markdown that other generators build, for `scripts/export.py`.

Builds never load it, and the newsroom does not know it.
"""
