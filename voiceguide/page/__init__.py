"""The page: a session played in a browser, on a device propped up beside the table.

`content` holds the data that a page shows, `document` composes it into one file, and
`offline` makes the files that a server serves beside it. The code that runs in the
browser is in `web/`, as plain HTML, CSS and JavaScript modules.
"""
