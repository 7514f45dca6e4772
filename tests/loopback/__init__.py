"""A Discord of our own on 127.0.0.1: REST v10 and gateway v10 over real sockets, for tests and benchmarks."""
