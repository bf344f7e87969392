def PumpWaitingMessages() -> None:
    pass
