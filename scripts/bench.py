"""Measures this project against its peers, and proves the incremental build for longer than the tests do.

python scripts/bench.py build --count 1000 --peers      our builds, MkDocs, Material's blog, Hugo, Pelican in turn
python scripts/bench.py edits --count 5000 --peers      a push of each kind in turn, beside Hugo's whole build
python scripts/bench.py equality --steps 2000           random edits: incremental output against clean output
python scripts/bench.py fuzz --count 10000              mutated posts, settings and caches: a page, or a message
python scripts/bench.py constructs                      all that Markdown and HTML have, repeated: what takes a second
python scripts/bench.py sizes --count 50000             many pictures and files, large pictures, bombs: time, memory
python scripts/bench.py search --count 1500 --peers     what our search, Material's and Pagefind find and fetch
python scripts/bench.py desk --count 1500 5000          processor time of a pause in typing at the desk
python scripts/bench.py validity --count 500            html5lib and the Nu HTML checker over every page, all links
python scripts/bench.py lint                            Biome over scripts and styles
python scripts/bench.py payloads                        what attackers write, on all pages in Chromium
python scripts/bench.py word --texts 20000              Word files imported; texts of signs shown as they stood
python scripts/bench.py shots --out .cache/shots        pictures of every kind of page of a built site
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / folder) for folder in ("tests", "scripts", "hooks")]

if __name__ == "__main__":
    from benchmark.commands import main

    sys.exit(main(sys.argv[1:], __doc__))
