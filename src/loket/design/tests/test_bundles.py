from __future__ import annotations

import gzip

import pytest
from django.contrib.staticfiles import finders

from loket.design.bundles import BUNDLES, BundleFinder, build_bundle, minify


# The desk's is fetched once a shift, by people who work in it all day; the others stand in a customer's way.
@pytest.mark.parametrize(
    ("bundle", "limit"),
    [("public", 9500), ("claims", 10_500), ("sellers", 10_500), ("widget", 6000), ("desk", 16_000)],
)
def test_bundles_stay_light(bundle, limit):
    assert len(gzip.compress(build_bundle(bundle).encode(), 9)) <= limit


@pytest.mark.parametrize("bundle", BUNDLES)
def test_braces_of_a_bundle_close(bundle):
    css = build_bundle(bundle)
    assert css.count("{") == css.count("}")
    assert "/*" not in css
    assert "\n" not in css


def test_minify_keeps_strings_and_meaning():
    css = 'a > b::after { content: " (  " attr(href) ")"; /* why */ inset: calc(100% - 0.5rem) 0 ; }'
    assert minify(css) == 'a>b::after{content:" (  " attr(href) ")";inset:calc(100% - .5rem) 0}'


def test_minify_keeps_the_space_of_descendants():
    assert minify(".a :hover , .b :is(c) { d: e }") == ".a :hover,.b :is(c){d:e }".replace(" }", "}")


def test_finder_serves_bundles_and_nothing_else():
    finder = BundleFinder()
    with open(finder.find("design/public.css"), encoding="utf-8") as file:
        assert file.read() == build_bundle("public")
    assert finder.find("design/other.css") == []
    assert finder.find("design/desk.css", find_all=True) == [finder.find("design/desk.css")]


def test_finder_lists_every_bundle_for_collection():
    finder = BundleFinder()
    listed = {path: storage.open(path).read() for path, storage in finder.list([])}
    assert set(listed) == {f"design/{bundle}.css" for bundle in BUNDLES}
    assert listed["design/desk.css"].decode() == build_bundle("desk")


def test_project_finds_the_bundles():
    assert finders.find("design/widget.css")
