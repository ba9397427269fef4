"""A school makes the site its own: answers → mkdocs.yml and a few files of docs/. For `scripts/init.py`.

ask      what the site says of its owner: flags, questions, checks   answers.py
emblem   a picture that browsers show, in docs/                     emblem.py
settings mkdocs.yml, its comments kept                              settings_file.py
samples  what came with the project goes                            samples.py
pages    the cell's own page, and one draft to begin with           pages.py
"""
