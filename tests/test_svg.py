"""Ids of pictures. Truth: pictures that differ only in the last bits of a coordinate."""

import re

from saualnama.svg import settle_ids

PICTURE = (
    '<svg><clipPath id="p{clip}"><rect x="1.5"/></clipPath><path id="m{marker}" d="M 0 1"/>'
    '<g clip-path="url(#p{clip})"><use href="#m{marker}"/><text>{text}</text></g></svg>'
)


def picture(clip: str, marker: str, text: str = "40") -> str:
    return PICTURE.format(clip=clip, marker=marker, text=text)


def test_hashes_of_last_bits_leave_no_trace():
    first = settle_ids(picture("791977a292", "0123456789"))
    assert first == settle_ids(picture("03ae61444c", "abcdef0123"))
    assert not re.search("791977a292|0123456789", first)


def test_every_reference_still_finds_its_part():
    settled = settle_ids(picture("791977a292", "0123456789"))
    ids = re.findall(r'id="([^"]+)"', settled)
    assert len(set(ids)) == len(ids) == 2
    assert set(re.findall(r'#([^)"]+)', settled)) == set(ids)


def test_pictures_of_one_document_share_no_id():
    one, other = (settle_ids(picture("791977a292", "0123456789", text)) for text in ("40", "41"))
    ids = [set(re.findall(r'id="([^"]+)"', settled)) for settled in (one, other)]
    assert ids[0].isdisjoint(ids[1])
