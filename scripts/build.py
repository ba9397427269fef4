"""Builds site/ with MkDocs, keeping what is the same; `--clean` keeps nothing. Other arguments go to `mkdocs build`."""

import os
import runpy
import sys

if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--clean"]
    if len(arguments) < len(sys.argv) - 1:
        os.environ["NEWSROOM_CLEAN"] = "1"
    sys.argv = ["mkdocs", "build", *arguments]
    runpy.run_module("mkdocs", run_name="__main__")
