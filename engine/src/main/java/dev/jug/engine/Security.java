package dev.jug.engine;

/**
 * How well fences hold, and how close they may be.
 *
 * @param attacks tries them
 * @param audits looks for those that are open
 * @param lessons finds out what containers need
 * @param experiments show what fences are made of
 */
public record Security(Attacks attacks, Audits audits, Lessons lessons, Experiments experiments) {}
