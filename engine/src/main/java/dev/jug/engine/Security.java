package dev.jug.engine;

/**
 * How well fences hold.
 *
 * @param attacks tries them
 * @param audits looks for those that are open
 */
public record Security(Attacks attacks, Audits audits) {}
