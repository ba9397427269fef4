"""Scripts and styles as readers get them: without what only those who write them need.

Of scripts only comments on lines of their own go: what does more without reading the language takes spaces out of
template strings, too.
"""

import re

import rcssmin

_COMMENTS = re.compile(r"^[ \t]*+(?:/\*.*?\*/|//[^\n]*+)[ \t]*+\n", re.DOTALL | re.MULTILINE)
ENDINGS = (".js", ".css")


def minified(path: str, text: str) -> str:
    """Gives a script or style without what only its reader needs, by the ending of its path."""
    return _COMMENTS.sub("", text) if path.endswith(".js") else str(rcssmin.cssmin(text))
