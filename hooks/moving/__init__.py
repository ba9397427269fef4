"""Moving in: what another site gives out (WordPress, a feed, NukeViet) → posts, for `scripts/import-site.py`.

    a file's kind is told by its bytes     opening.py → wordpress.py, feeds.py, nukeviet.py, tables.py
    → Items: one article each              items.py
    its HTML is made plain                 plain_html.py
    its pictures are looked up             pictures.py
    its links are led on                   links.py
    → a post, proven to show the same      arriving.py

Builds never load it, and the newsroom does not know it; nothing is ever fetched from a network.
"""
