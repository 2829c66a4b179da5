"""The parts every page is made of: tokens, components, page shells, template tags and icons.

Doors in: the tag library `design`, the shells in `templates/design/`, the context processor, `urls.py`.
`docs/design.md` lists the parts. No models; may import `loket.lib` only.
"""
