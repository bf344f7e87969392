"""The door: everything that the command line writes to a terminal, a pipe or a log.

    visible       a text with its control characters shown, as \\x1b
    streams       standard output and error, which let only visible text through, and know if lost
    say           lines, errors and JSON
    styled        output with colours and cursor moves: tables, bars, the player's screen

Scripts, tracks and engines are other people's. Their titles, names and messages may hold characters
that control a terminal, or reverse a line. No other module writes to the standard streams.
"""
