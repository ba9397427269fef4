"""Builds site/ with MkDocs; arguments go to `mkdocs build`."""

import runpy
import sys

if __name__ == "__main__":
    sys.argv[:1] = ["mkdocs", "build"]
    runpy.run_module("mkdocs", run_name="__main__")
