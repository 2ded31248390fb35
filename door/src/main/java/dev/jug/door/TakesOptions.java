package dev.jug.door;

/** A command that hands on options which its own parser does not know: they come as words. */
public interface TakesOptions {}
