// On a page that is previewed: tells the desk how far it is scrolled, and is as far when it is shown anew.
addEventListener("DOMContentLoaded", () => scrollTo(0, Number(new URLSearchParams(location.search).get("y")) || 0))
addEventListener("scroll", () => parent.postMessage({y: Math.round(scrollY)}, "*"), {passive: true})
