"""Live: joint editing side by side with Hocuspocus and y-websocket, on this machine, in one run (`make bench-live`)."""
