"""Sessions from this computer to the phone: pages and tracks over the home network.

files ──shelf──▶ what each address gives ──app──▶ answers ──server──▶ network

`network` finds the address to be reached at, `tokens` the part of it that nobody can guess;
`beside` tells which sounds a page needs; `ranges` checks which parts of one are asked for;
`connections` sends away who keeps others waiting; `qr` draws the address for a phone's camera.
"""
