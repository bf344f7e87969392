SSFMCreateForWrite = 3
