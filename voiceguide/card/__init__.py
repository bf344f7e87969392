"""A session on one printed page: its steps with their times and pictures, and its safety words.

Timeline ──page──▶ HTML, whole in itself
"""
