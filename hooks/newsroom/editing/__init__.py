"""What an editor would look at in a finished text: the reminders of `check`, which no build makes.

`table.py` names all checks, `words.py` has the words that they look for; the rest is one kind of check a file, each a
function from a manuscript, or from all of them, to findings. `reading.py` runs them, and keeps what it found of a file
for as long as that file stays as it is.
"""
