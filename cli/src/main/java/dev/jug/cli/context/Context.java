package dev.jug.cli.context;

import dev.jug.door.Front;
import dev.jug.engine.Engine;
import dev.jug.play.Play;

/**
 * What a command works with.
 *
 * @param engine makes and finds containers
 * @param play keeps what manifests say
 * @param control the program around it
 * @param front who asked
 */
public record Context(Engine engine, Play play, EngineControl control, Front front) {}
