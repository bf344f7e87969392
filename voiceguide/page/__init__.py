"""The page: a session played in a browser, propped up beside the table.

`content` is what a page shows, `document` composes it into one file, `offline`
has the files that a server gives out beside it. What the browser runs is
authored in `web/` as plain HTML, CSS and JavaScript modules.
"""
