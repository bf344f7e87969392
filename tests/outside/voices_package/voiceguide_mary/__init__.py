raise RuntimeError("a package of voices is read, and never run")
