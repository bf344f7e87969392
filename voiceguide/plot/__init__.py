"""A session at a glance: its timeline, and how loud it is, as a picture.

Timeline, loudness ──picture──▶ Picture ──svg──▶ text ──png──▶ pixels
"""
