"""Visits to specimen pages: sizes, and a worker that answers as the real one does."""

from collections.abc import Callable
from typing import Literal, get_args

from playwright.sync_api import Page, ViewportSize

Open = Callable[..., Page]
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}

# Its titles hold what must never run.
WORKER = """onmessage = ({data}) => {
  if (data.type === 0) postMessage({type: 1});
  if (data.type !== 2) return;
  const {id, q} = data.data;
  const risky = " trong bài <img src=x onerror=\\"document.title = 'hỏng'\\">";
  const item = n => ({location: "bai/thuong/", title: ["", "tự", `${risky} ${n}`], text: ["có ", "từ", ""], date: "",
    day: [""], topics: {}});
  const items = q === "không có" ? [] : [1, 2, 3].map(item);
  postMessage({type: 3, data: {id, q, total: items.length, page: 1, pages: 1, items, facets: {}, nearest: ""}});
}"""
