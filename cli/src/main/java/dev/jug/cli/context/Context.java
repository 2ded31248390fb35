package dev.jug.cli.context;

import dev.jug.door.Front;
import dev.jug.engine.Engine;

/**
 * What a command works with.
 *
 * @param engine makes and finds containers
 * @param control the program around it
 * @param front who asked
 */
public record Context(Engine engine, EngineControl control, Front front) {}
