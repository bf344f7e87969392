"""A session at a glance: its timeline and loudness as a picture.

Timeline, loudness ──picture──▶ Picture ──svg──▶ text ──png──▶ pixels
"""
