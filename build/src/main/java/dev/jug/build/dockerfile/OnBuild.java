package dev.jug.build.dockerfile;

/**
 * {@code ONBUILD}: an instruction for images made from this one.
 *
 * @param origin where it is written
 * @param trigger that instruction as text
 * @param instruction the same, parsed
 */
public record OnBuild(Origin origin, String trigger, Instruction instruction)
    implements Instruction {}
