"""A session on one printed page: steps with times and pictures, and the safety advice.

Timeline ──page──▶ self-contained HTML
"""
