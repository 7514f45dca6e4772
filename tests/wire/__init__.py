"""`dateline run` as a process of its own, spoken to over real sockets by the loopback Discord."""
