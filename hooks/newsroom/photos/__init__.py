"""Photos as they come from telephones → pictures that are quick to load and say nothing of who took them where."""

from newsroom.photos.markup import Shown, fallback, gallery_html, image_html, picture_html, sources
from newsroom.photos.photo import Photo, PhotoError, PhotoSettings
from newsroom.photos.pool import Prepared, Request, prepare_all
from newsroom.photos.store import PhotoFile

__all__ = [
    "Photo",
    "PhotoError",
    "PhotoFile",
    "PhotoSettings",
    "Prepared",
    "Request",
    "Shown",
    "fallback",
    "gallery_html",
    "image_html",
    "picture_html",
    "prepare_all",
    "sources",
]
