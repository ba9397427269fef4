"""Photos as they come from telephones → pictures that are quick to load and say nothing of who took them where."""

from newsroom.photos.batch import Prepared, Request, missing, prepare_photos
from newsroom.photos.markup import Shown, fallback, gallery_html, picture_html, sources
from newsroom.photos.photo import Photo, PhotoError, PhotoSettings

__all__ = [
    "Photo",
    "PhotoError",
    "PhotoSettings",
    "Prepared",
    "Request",
    "Shown",
    "fallback",
    "gallery_html",
    "missing",
    "picture_html",
    "prepare_photos",
    "sources",
]
