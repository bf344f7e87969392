"""Serves sessions from this computer to a phone: pages and tracks over the home network.

files ──shelf──▶ content by address ──app──▶ answers ──server──▶ network

`network` finds the address to listen at; `tokens` makes the part of it that nobody can guess;
`beside` finds the sounds that a page needs; `files` opens a file only if it is unchanged; `ranges`
reads the Range headers of requests; `sending` sends a file or a part of it; `connections` closes
connections that keep others waiting; `qr` draws the address for a phone's camera.
"""
