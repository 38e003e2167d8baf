"""The MkDocs plugin: events that unpack, call one function, and store the result."""
