package dev.jug.cli.context;

import dev.jug.engine.Engine;
import dev.jug.wire.Frame;
import java.util.function.Consumer;

/**
 * What a command works with.
 *
 * @param engine makes and finds containers
 * @param control the program around it
 * @param front who asked
 * @param listen says who gets the frames that the front sends from now on
 */
public record Context(
    Engine engine, EngineControl control, Front front, Consumer<Consumer<Frame>> listen) {}
