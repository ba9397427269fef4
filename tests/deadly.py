"""A Markdown extension that some texts bring down, as a fault in a library would be."""

import os
from typing import Any

import markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor


class _Deadly(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        if "CHẾT" in lines:
            os._exit(3)
        if "ĂN" in lines:
            _ = bytearray(5 << 30)
        return lines


class _DeadlyExtension(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.preprocessors.register(_Deadly(md), "deadly", 1)


def makeExtension(**settings: Any) -> Extension:
    """By which the library finds it."""
    return _DeadlyExtension(**settings)
