"""Sessions from this computer to the phone: pages and MP3s over the home network.

files ──shelf──▶ what each address gives ──app──▶ answers ──server──▶ network

`network` finds the address to be reached at, `connections` sends away who keeps
others waiting, `qr` draws the address for a phone's camera.
"""
