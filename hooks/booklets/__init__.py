"""Posts on paper: a booklet in A4 for the notice board, for `scripts/bulletin.py`.

    which posts            choosing.py
    → each as it prints    articles.py
    → one page of HTML     booklet.py, booklet.html, booklet.css
    → a PDF by a browser   paper.py

Builds never load it, and the newsroom does not know it.
"""
