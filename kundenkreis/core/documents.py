"""Documents that people send: photos are written anew, a PDF is kept as it is and never shown in a page.

A PDF may hold scripts and other files. It is only ever answered as a download in a sandbox
(`headers`), to the one person who must look at it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kundenkreis.core import pictures
from kundenkreis.core.refusal import Invalid

# A letter of a few scanned pages, in bytes.
MOST_BYTES = 10_000_000
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Paper:
    """What is kept of a document: bytes of one of two types."""

    content: bytes
    media_type: str


def accepted(data: bytes, *, field: str = "document") -> Paper:
    """A PDF as it is, or a photo as a fresh JPEG without metadata.

    :raises Invalid: `document_too_large`, `bad_document`, with the field named.
    """
    if len(data) > MOST_BYTES:
        raise _too_large(field)
    if data[:5] == b"%PDF-":
        # A file that ends in the middle of nowhere was cut off on its way (ISO 32000, 7.5.5).
        if b"%%EOF" not in data[-2048:]:
            raise _unreadable(field)
        return Paper(data, PDF)
    try:
        return Paper(pictures.reencode(data).content, pictures.MEDIA_TYPE)
    except Invalid as refused:
        if refused.reason == "picture_too_large":
            raise _too_large(field) from None
        raise _unreadable(field) from None


def headers(paper: Paper, name: str) -> Mapping[str, str]:
    """How it is answered: to be stored, by nobody's cache, and harmless where it is opened."""
    end = "pdf" if paper.media_type == PDF else "jpg"
    return {
        "Content-Disposition": f'attachment; filename="{name}.{end}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }


def _too_large(field: str) -> Invalid:
    sentence = _("This document is too large. Please send one with at most 10 megabytes.")
    return Invalid("document_too_large", sentence, {field: sentence})


def _unreadable(field: str) -> Invalid:
    sentence = _("We cannot read this document. Please send a photo or a PDF.")
    return Invalid("bad_document", sentence, {field: sentence})
