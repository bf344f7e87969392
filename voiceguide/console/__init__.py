"""The door: everything that the command line writes to a terminal, a pipe or a log.

    visible       shows a text's control characters, such as \\x1b
    streams       standard output and error, which pass only visible text, and notice a loss
    say           lines, errors and JSON
    styled        output with colours and cursor moves: tables, bars, the player's screen

Scripts, tracks and engines come from other people. Their titles, names and messages may contain
characters that control a terminal, or reverse a line. No other module writes to the standard
streams.
"""
