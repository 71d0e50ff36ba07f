"""Markdown reports as the plainest of renderers shows them: libcmark, with raw HTML and every address let through."""
import ctypes
import ctypes.util

UNSAFE = 1 << 17


def library():
    name = ctypes.util.find_library("cmark") or "libcmark.so"
    found = ctypes.CDLL(name)
    found.cmark_markdown_to_html.restype = ctypes.c_void_p
    found.cmark_markdown_to_html.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int]
    found.free = ctypes.CDLL(None).free
    found.free.argtypes = [ctypes.c_void_p]
    return found


def html(cmark, markdown):
    pointer = cmark.cmark_markdown_to_html(markdown, len(markdown), UNSAFE)
    text = ctypes.string_at(pointer)
    cmark.free(pointer)
    return text


def page(cmark, paths):
    parts = [b"<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>Reports</title>\n"]
    for path in paths:
        with open(path, "rb") as report:
            parts.append(b"<section>\n" + html(cmark, report.read()) + b"</section>\n")
    return b"".join(parts)
