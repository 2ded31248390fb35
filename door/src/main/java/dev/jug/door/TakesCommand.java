package dev.jug.door;

/**
 * A command whose own options end at the first word that is none: the rest belongs to the program
 * it starts.
 */
public interface TakesCommand {}
